#include "core/stats/quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

double rangeOf(const EmpiricalDistribution& distribution) {
    const double low = distribution.sorted.front(), high = distribution.sorted.back();
    if (high > low) return high - low;
    return high == 0 ? 1 : std::abs(high);
}

}  // namespace

EmpiricalDistribution empiricalDistribution(const std::vector<double>& values) {
    EmpiricalDistribution distribution;
    for (const double value : values)
        if (std::isfinite(value)) distribution.sorted.push_back(value);
    distribution.leftOut = values.size() - distribution.sorted.size();
    if (distribution.sorted.empty())
        throw DataError(
            fmt::format("reference of ranks: expected a finite value, found none among {}", values.size()));
    std::sort(distribution.sorted.begin(), distribution.sorted.end());
    return distribution;
}

double extendedRank(const EmpiricalDistribution& distribution, double v) {
    const auto& sorted = distribution.sorted;
    if (std::isnan(v)) return std::numeric_limits<double>::quiet_NaN();
    if (std::isinf(v)) return v;
    if (v > sorted.back()) return 1 + (v - sorted.back()) / rangeOf(distribution);
    if (v < sorted.front()) return (v - sorted.front()) / rangeOf(distribution);
    const auto atMost = std::upper_bound(sorted.begin(), sorted.end(), v) - sorted.begin();
    return static_cast<double>(atMost) / static_cast<double>(sorted.size());
}

}  // namespace nescio
