// Colours turned round the colour circle; lightness and saturation stay.
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "datasets/plane.h"
#include "datasets/shift.h"

namespace nescio::shifts::hue {

ShiftKind kind() {
    return {.id = "hue",
            .title = "Hue",
            .what = "Every hue is turned by the same angle; grey pixels have none and stay.",
            .strength = "degrees",
            .neutral = 0,
            .sweep = {0, 15, 30, 60, 120, 180},
            .needsColour = true,
            .apply = [](std::span<std::uint8_t> bytes, double degrees, ShiftContext& context) {
                cv::Mat pixels, parts;
                interleaved(bytes, context.shape).convertTo(pixels, CV_32F, 1.0 / 255);
                cv::cvtColor(pixels, parts, cv::COLOR_BGR2HSV);  // hue in degrees for 32-bit images
                for (auto& pixel : cv::Mat_<cv::Vec3f>(parts))
                    pixel[0] = static_cast<float>(std::fmod(pixel[0] + degrees + 360, 360));
                cv::cvtColor(parts, pixels, cv::COLOR_HSV2BGR);
                pixels.convertTo(parts, CV_8U, 255);
                putBack(parts, bytes, context.shape);
            }};
}

}  // namespace nescio::shifts::hue
