// What lossy compression does to images.
#include <cmath>

#include <opencv2/imgcodecs.hpp>

#include "datasets/plane.h"
#include "datasets/shift.h"

namespace nescio::shifts::jpeg {

ShiftKind kind() {
    return {.id = "jpeg",
            .title = "JPEG compression",
            .what = "The image is written as a JPEG of some quality and read again.",
            .strength = "100 minus the quality; 0 leaves the image alone",
            .neutral = 0,
            .sweep = {0, 5, 10, 30, 60, 90},
            .whole = true,
            .apply = [](std::span<std::uint8_t> bytes, double loss, ShiftContext& context) {
                const int quality = std::clamp(static_cast<int>(std::lround(100 - loss)), 0, 100);
                std::vector<std::uint8_t> file;
                cv::imencode(".jpg", interleaved(bytes, context.shape), file,
                             {cv::IMWRITE_JPEG_QUALITY, quality});
                const bool colour = context.shape.channels == 3;
                putBack(cv::imdecode(file, colour ? cv::IMREAD_COLOR : cv::IMREAD_GRAYSCALE), bytes,
                        context.shape);
            }};
}

}  // namespace nescio::shifts::jpeg
