// Statistics of pixels for tests.
#pragma once

#include <cmath>
#include <vector>

#include "core/values/image.h"

/// Per channel: the sum over all positions of the variance of the pixel there, pixels in [0, 1].
/// Source: science.md section 3, after Nalisnick et al. 2019, section 5.
inline std::vector<double> summedVariances(const nescio::ImageSet& set) {
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    const auto plane = dims / static_cast<std::size_t>(set.shape.channels);
    std::vector<double> sums(static_cast<std::size_t>(set.shape.channels));
    for (std::size_t d = 0; d < dims; ++d) {
        double sum = 0;
        double squares = 0;
        for (std::int64_t i = 0; i < set.count; ++i) {
            const double v = set.image(i)[d] / 255.0;
            sum += v;
            squares += v * v;
        }
        const auto n = static_cast<double>(set.count);
        sums[d / plane] += squares / n - sum / n * (sum / n);
    }
    return sums;
}

/// Mean absolute difference of horizontal neighbours, pixels in [0, 1]: how rough the images are.
inline double roughness(const nescio::ImageSet& set) {
    double sum = 0;
    std::size_t n = 0;
    const auto width = static_cast<std::size_t>(set.shape.width);
    for (std::size_t i = 1; i < set.bytes.size(); ++i)
        if (i % width != 0) {
            sum += std::abs(set.bytes[i] - set.bytes[i - 1]) / 255.0;
            ++n;
        }
    return sum / static_cast<double>(n);
}
