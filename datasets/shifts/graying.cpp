// The paper's figure 5b: images drawn toward the mean of the training set.
#include "datasets/shift.h"

namespace nescio::shifts::graying {

ShiftKind kind() {
    return {
        .id = "graying",
        .title = "Graying",
        .what =
            "Every pixel moves toward the mean image: x' = m + a (x − m).   Source: Nalisnick et al. 2019, "
            "figure 5b.",
        .strength = "a, share of the distance from the mean that is kept",
        .neutral = 1,
        .sweep = {1, 0.8, 0.6, 0.4, 0.2, 0},
        .usesMean = true,
        .apply = [](std::span<std::uint8_t> bytes, double a, ShiftContext& context) {
            for (std::size_t d = 0; d < bytes.size(); ++d)
                bytes[d] = toByte(context.mean[d] + a * (bytes[d] - context.mean[d]));
        }};
}

}  // namespace nescio::shifts::graying
