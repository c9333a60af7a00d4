// Images made smaller and as large again: what a lower resolution loses.
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "datasets/plane.h"
#include "datasets/shift.h"

namespace nescio::shifts::resampling {

ShiftKind kind() {
    return {
        .id = "resampling",
        .title = "Down and up sampling",
        .what = "The image is shrunk by area averages and enlarged again, bilinear.",
        .strength = "factor by which each side is shrunk",
        .neutral = 1,
        .sweep = {1, 1.25, 1.5, 2, 3, 4},
        .apply = [](std::span<std::uint8_t> bytes, double factor, ShiftContext& context) {
            const auto smaller = [&](int side) {
                return std::max(1, static_cast<int>(std::lround(side / std::max(1.0, factor))));
            };
            forEachPlane(bytes, context.shape, [&](cv::Mat plane) {
                cv::Mat small, large;
                cv::resize(plane, small, {smaller(plane.cols), smaller(plane.rows)}, 0, 0, cv::INTER_AREA);
                cv::resize(small, large, plane.size(), 0, 0, cv::INTER_LINEAR);
                large.copyTo(plane);
            });
        }};
}

}  // namespace nescio::shifts::resampling
