#include "datasets/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

/// Bytes summed in 32 bits before the sum moves to 64: 255² · 32 768 is below 2³¹.
constexpr std::size_t kBlock = 32'768;

/// Sum of squared differences. Past `enough` it may end early with any larger sum.
std::int64_t squaredDistance(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b,
                             std::int64_t enough) {
    std::int64_t sum = 0;
    for (std::size_t first = 0; first < a.size() && sum <= enough; first += kBlock) {
        const std::size_t end = std::min(a.size(), first + kBlock);
        std::int32_t block = 0;
        for (std::size_t i = first; i < end; ++i) {
            const std::int32_t difference = std::int32_t{a[i]} - std::int32_t{b[i]};
            block += difference * difference;
        }
        sum += block;
    }
    return sum;
}

/// Keeps the k nearest, sorted. Candidates come in order of index, so an equal one goes behind.
void consider(std::vector<Neighbour>& nearest, const Neighbour& candidate, std::size_t k) {
    const auto place =
        std::upper_bound(nearest.begin(), nearest.end(), candidate,
                         [](const Neighbour& a, const Neighbour& b) { return a.squared < b.squared; });
    nearest.insert(place, candidate);
    if (nearest.size() > k) nearest.pop_back();
}

std::vector<Neighbour> nearestOf(std::span<const std::uint8_t> query, const ImageSet& among, std::size_t k) {
    std::vector<Neighbour> nearest;
    for (std::int64_t i = 0; i < among.count; ++i) {
        const bool full = nearest.size() == k;
        const auto enough = full ? nearest.back().squared : std::numeric_limits<std::int64_t>::max();
        const auto squared = squaredDistance(query, among.image(i), enough);
        if (!full || squared < enough) consider(nearest, {i, squared}, k);
    }
    return nearest;
}

}  // namespace

double imageDistance(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    return std::sqrt(static_cast<double>(squaredDistance(a, b, std::numeric_limits<std::int64_t>::max())));
}

double Neighbour::distance() const {
    return std::sqrt(static_cast<double>(squared));
}

std::optional<std::vector<std::vector<Neighbour>>> nearestImages(const ImageSet& queries,
                                                                 const ImageSet& among, int k,
                                                                 std::stop_token stop, ProgressBoard* board) {
    if (queries.shape != among.shape)
        throw ShapeError(fmt::format("nearest images of “{}” to “{}”: expected images of {}, found {}",
                                     among.title, queries.title, toText(among.shape), toText(queries.shape)));
    std::vector<std::vector<Neighbour>> found;
    for (std::int64_t i = 0; i < queries.count; ++i) {
        if (stop.stop_requested()) return std::nullopt;
        found.push_back(nearestOf(queries.image(i), among, static_cast<std::size_t>(k)));
        if (board)
            board->post({.stage = "searching " + among.title,
                         .done = i + 1,
                         .total = queries.count,
                         .detail = fmt::format("{} of {} images", i + 1, queries.count)});
    }
    return found;
}

}  // namespace nescio
