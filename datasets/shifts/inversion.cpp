// The negative, blended in.
#include "datasets/shift.h"

namespace nescio::shifts::inversion {

ShiftKind kind() {
    return {.id = "inversion",
            .title = "Inversion",
            .what = "A blend of the image and its negative; at 1 the negative alone.",
            .strength = "share of the negative",
            .neutral = 0,
            .sweep = {0, 0.25, 0.5, 0.75, 1},
            .apply = [](std::span<std::uint8_t> bytes, double share, ShiftContext&) {
                for (auto& byte : bytes) byte = toByte((1 - share) * byte + share * (255 - byte));
            }};
}

}  // namespace nescio::shifts::inversion
