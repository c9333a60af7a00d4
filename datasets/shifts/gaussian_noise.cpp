// Independent Gaussian noise on every byte.
#include <cmath>
#include <numbers>

#include "datasets/shift.h"

namespace nescio::shifts::gaussian_noise {

ShiftKind kind() {
    return {.id = "gaussian_noise",
            .title = "Gaussian noise",
            .what = "Independent Gaussian noise on every byte, rounded and clipped.",
            .strength = "standard deviation in levels",
            .neutral = 0,
            .sweep = {0, 2, 4, 8, 16, 32, 64},
            .apply = [](std::span<std::uint8_t> bytes, double deviation, ShiftContext& context) {
                for (auto& byte : bytes) {
                    // Box-Muller; 1 - u lies in (0, 1], so the logarithm is finite.
                    const double radius = std::sqrt(-2 * std::log(1.0 - context.random.unit()));
                    const double angle = 2 * std::numbers::pi * context.random.unit();
                    byte = toByte(byte + deviation * radius * std::cos(angle));
                }
            }};
}

}  // namespace nescio::shifts::gaussian_noise
