#include "core/scores/image_groups.h"

#include <algorithm>
#include <numeric>

namespace nescio {
namespace {

/// Spreads numbers that follow one another.   Source: Steele et al. 2014 (SplitMix64).
std::uint64_t spread(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/// The content of an image is as good as random; where it was not recorded, its spread place is.
std::uint64_t placeOf(const ColumnKey& key, std::size_t row) {
    return spread(key.contents.empty() ? static_cast<std::uint64_t>(key.indices[row]) : key.contents[row]);
}

}  // namespace

std::vector<std::vector<std::size_t>> imageGroups(const ColumnKey& key, std::int64_t m) {
    std::vector<std::size_t> rows(key.indices.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return placeOf(key, a) < placeOf(key, b); });
    const auto size = static_cast<std::size_t>(m);
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t first = 0; first + size <= rows.size(); first += size)
        groups.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(first),
                            rows.begin() + static_cast<std::ptrdiff_t>(first + size));
    return groups;
}

std::vector<double> groupMeans(const std::vector<double>& values, const ColumnKey& key, std::int64_t m) {
    if (m == 1) return values;
    std::vector<double> means;
    for (const auto& group : imageGroups(key, m)) {
        double sum = 0;
        for (const auto row : group) sum += values[row];
        means.push_back(sum / static_cast<double>(m));
    }
    return means;
}

}  // namespace nescio
