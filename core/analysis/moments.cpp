#include "core/analysis/moments.h"

#include <numeric>

namespace nescio {
namespace {

double sumOfChannel(const std::vector<double>& values, const ImageShape& shape, int channel) {
    const auto positions = static_cast<std::ptrdiff_t>(shape.height) * shape.width;
    const auto first = values.begin() + channel * positions;
    return std::accumulate(first, first + positions, 0.0);
}

}  // namespace

double Moments::varianceSum(int channel) const {
    return sumOfChannel(variance, shape, channel);
}

double Moments::meanOfChannel(int channel) const {
    return sumOfChannel(mean, shape, channel) / (static_cast<double>(shape.height) * shape.width);
}

Moments momentsOf(const ImageSet& set) {
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    // Sums of bytes and of their squares are whole numbers, exact far beyond any set that fits in memory.
    std::vector<std::uint64_t> sums(dims), squares(dims);
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto bytes = set.image(i);
        for (std::size_t d = 0; d < dims; ++d) {
            sums[d] += bytes[d];
            squares[d] += static_cast<std::uint64_t>(bytes[d]) * bytes[d];
        }
    }
    Moments moments{
        .shape = set.shape, .mean = std::vector<double>(dims), .variance = std::vector<double>(dims)};
    const auto n = static_cast<double>(set.count);
    for (std::size_t d = 0; d < dims; ++d) {
        const double mean = static_cast<double>(sums[d]) / n;
        moments.mean[d] = mean / 255;
        moments.variance[d] = (static_cast<double>(squares[d]) / n - mean * mean) / (255.0 * 255.0);
    }
    return moments;
}

}  // namespace nescio
