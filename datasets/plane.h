// An image of ours as OpenCV wants it, and back: planes in place, or pixels with their channels side by side.
#pragma once

#include <span>
#include <vector>

#include <opencv2/core.hpp>

#include "core/values/shape.h"

namespace nescio {

/// Calls `change` with each channel, [H,W] bytes in place.
template <class Change>
void forEachPlane(std::span<std::uint8_t> bytes, const ImageShape& shape, Change change) {
    for (int c = 0; c < shape.channels; ++c)
        change(cv::Mat(shape.height, shape.width, CV_8UC1,
                       bytes.data() + static_cast<std::ptrdiff_t>(c) * shape.height * shape.width));
}

/// [H,W,C] with OpenCV's order of colours, blue first.
inline cv::Mat interleaved(std::span<std::uint8_t> bytes, const ImageShape& shape) {
    std::vector<cv::Mat> planes;
    forEachPlane(bytes, shape, [&](const cv::Mat& plane) { planes.insert(planes.begin(), plane); });
    cv::Mat pixels;
    cv::merge(planes, pixels);
    return pixels;
}

/// The reverse of interleaved().   Requires: pixels of the image's shape.
inline void putBack(const cv::Mat& pixels, std::span<std::uint8_t> bytes, const ImageShape& shape) {
    std::vector<cv::Mat> planes;
    cv::split(pixels, planes);
    forEachPlane(bytes, shape, [&](cv::Mat plane) {
        planes.back().copyTo(plane);
        planes.pop_back();
    });
}

}  // namespace nescio
