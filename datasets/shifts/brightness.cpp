// A constant added to every pixel.
#include "datasets/shift.h"

namespace nescio::shifts::brightness {

ShiftKind kind() {
    return {.id = "brightness",
            .title = "Brightness",
            .what = "A constant is added to every pixel; what leaves 0..255 is clipped.",
            .strength = "levels added",
            .neutral = 0,
            .sweep = {0, 16, 32, 64, 96, 128},
            .apply = [](std::span<std::uint8_t> bytes, double levels, ShiftContext&) {
                for (auto& byte : bytes) byte = toByte(byte + levels);
            }};
}

}  // namespace nescio::shifts::brightness
