// Images drawn toward mid-grey, or away from it.
#include "datasets/shift.h"

namespace nescio::shifts::contrast {

ShiftKind kind() {
    return {.id = "contrast",
            .title = "Contrast",
            .what = "Every pixel moves toward mid-grey, or away from it above 1.",
            .strength = "factor of the distance from 127.5",
            .neutral = 1,
            .sweep = {1, 0.8, 0.6, 0.4, 0.2, 0},
            .apply = [](std::span<std::uint8_t> bytes, double factor, ShiftContext&) {
                for (auto& byte : bytes) byte = toByte(127.5 + factor * (byte - 127.5));
            }};
}

}  // namespace nescio::shifts::contrast
