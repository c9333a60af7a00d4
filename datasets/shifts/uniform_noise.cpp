// Bytes replaced by random ones.
#include "datasets/shift.h"

namespace nescio::shifts::uniform_noise {

ShiftKind kind() {
    return {.id = "uniform_noise",
            .title = "Uniform noise",
            .what = "Each byte is replaced, with this probability, by one drawn uniformly from 0..255.",
            .strength = "probability of replacing a byte",
            .neutral = 0,
            .sweep = {0, 0.01, 0.03, 0.1, 0.3, 1},
            .apply = [](std::span<std::uint8_t> bytes, double probability, ShiftContext& context) {
                for (auto& byte : bytes)
                    if (context.random.chance(static_cast<float>(probability)))
                        byte = static_cast<std::uint8_t>(context.random.below(256));
            }};
}

}  // namespace nescio::shifts::uniform_noise
