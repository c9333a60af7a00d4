// Ours beside the paper's graying: images drawn toward the mean of a set instead of mid-grey, so that what
// they end in is no image that is unlike all others in brightness.
#include "datasets/shift.h"

namespace nescio::shifts::graying_to_mean {

ShiftKind kind() {
    return {
        .id = "graying_to_mean",
        .title = "Graying to the mean",
        .what =
            "Every pixel moves toward the mean image m of a set: x' = m + a (x − m). Ours, not the paper's.",
        .strength = "a, share of the distance from the mean image that is kept",
        .neutral = 1,
        .sweep = {1, 0.8, 0.6, 0.4, 0.2, 0},
        .usesMean = true,
        .apply = [](std::span<std::uint8_t> bytes, double a, ShiftContext& context) {
            for (std::size_t d = 0; d < bytes.size(); ++d)
                bytes[d] = toByte(context.mean[d] + a * (bytes[d] - context.mean[d]));
        }};
}

}  // namespace nescio::shifts::graying_to_mean
