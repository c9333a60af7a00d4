// Images turned about their centre.
#include <opencv2/imgproc.hpp>

#include "datasets/plane.h"
#include "datasets/shift.h"

namespace nescio::shifts::rotation {

ShiftKind kind() {
    return {.id = "rotation",
            .title = "Rotation",
            .what = "The image is turned about its centre, bilinear; the border pixel goes on outside.",
            .strength = "degrees, counter-clockwise",
            .neutral = 0,
            .sweep = {0, 5, 10, 20, 45, 90},
            .apply = [](std::span<std::uint8_t> bytes, double degrees, ShiftContext& context) {
                const cv::Point2f centre(static_cast<float>(context.shape.width - 1) / 2,
                                         static_cast<float>(context.shape.height - 1) / 2);
                const cv::Mat turn = cv::getRotationMatrix2D(centre, degrees, 1);
                forEachPlane(bytes, context.shape, [&](cv::Mat plane) {
                    cv::Mat turned;
                    cv::warpAffine(plane, turned, turn, plane.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
                    turned.copyTo(plane);
                });
            }};
}

}  // namespace nescio::shifts::rotation
