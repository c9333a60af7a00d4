// Gaussian blur: structure goes, the mean stays.
#include <algorithm>
#include <cmath>
#include <vector>

#include "datasets/shift.h"

namespace nescio::shifts::blur {
namespace {

std::vector<double> kernelOf(double sigma) {
    const int reach = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    std::vector<double> kernel;
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) {
        kernel.push_back(std::exp(-0.5 * i * i / (sigma * sigma)));
        sum += kernel.back();
    }
    for (auto& weight : kernel) weight /= sum;
    return kernel;
}

/// One pass along lines of `length` values `stride` apart; the border pixel goes on outside.
void blurLines(std::vector<double>& plane, int lines, int length, int lineStride, int stride,
               const std::vector<double>& kernel) {
    const int reach = static_cast<int>(kernel.size()) / 2;
    std::vector<double> line(static_cast<std::size_t>(length));
    for (int l = 0; l < lines; ++l) {
        for (int i = 0; i < length; ++i)
            line[static_cast<std::size_t>(i)] = plane[static_cast<std::size_t>(l * lineStride + i * stride)];
        for (int i = 0; i < length; ++i) {
            double sum = 0;
            for (int k = -reach; k <= reach; ++k)
                sum += kernel[static_cast<std::size_t>(k + reach)] *
                       line[static_cast<std::size_t>(std::clamp(i + k, 0, length - 1))];
            plane[static_cast<std::size_t>(l * lineStride + i * stride)] = sum;
        }
    }
}

}  // namespace

ShiftKind kind() {
    return {.id = "blur",
            .title = "Gaussian blur",
            .what = "Each channel is blurred by a Gaussian; the border pixel goes on outside the image.",
            .strength = "standard deviation in pixels",
            .neutral = 0,
            .sweep = {0, 0.5, 1, 1.5, 2, 3},
            .apply = [](std::span<std::uint8_t> bytes, double sigma, ShiftContext& context) {
                const int width = context.shape.width, height = context.shape.height;
                const auto kernel = kernelOf(sigma);
                for (int c = 0; c < context.shape.channels; ++c) {
                    const auto plane = bytes.subspan(static_cast<std::size_t>(c * width * height),
                                                     static_cast<std::size_t>(width * height));
                    std::vector<double> values(plane.begin(), plane.end());
                    blurLines(values, height, width, width, 1, kernel);
                    blurLines(values, width, height, 1, width, kernel);
                    std::transform(values.begin(), values.end(), plane.begin(), toByte);
                }
            }};
}

}  // namespace nescio::shifts::blur
