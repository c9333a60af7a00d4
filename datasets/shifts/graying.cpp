// The paper's figure 5b: images drawn toward mid-grey.
#include "datasets/shift.h"

namespace nescio::shifts::graying {

ShiftKind kind() {
    constexpr double kGrey = 128;  // as recalled of the paper, unverified
    return {.id = "graying",
            .title = "Graying",
            .what =
                "Every pixel moves toward mid-grey, as in the paper: x' = 128 + a (x − 128).   Source: "
                "Nalisnick et "
                "al. 2019, figure 5b; the 128 is recalled, unverified.",
            .strength = "a, share of the distance from 128 that is kept",
            .neutral = 1,
            .sweep = {1, 0.8, 0.6, 0.4, 0.2, 0},
            .apply = [](std::span<std::uint8_t> bytes, double a, ShiftContext&) {
                for (auto& byte : bytes) byte = toByte(kGrey + a * (byte - kGrey));
            }};
}

}  // namespace nescio::shifts::graying
