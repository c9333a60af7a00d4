#include "core/scores/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nescio {
namespace {

/// From 0; ties have the mean of their places.
std::vector<double> ranksOf(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        auto last = first;
        while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
        for (auto i = first; i <= last; ++i) ranks[order[i]] = static_cast<double>(first + last) / 2;
        first = last + 1;
    }
    return ranks;
}

}  // namespace

double rankCorrelation(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) || std::isnan(b[i])) continue;
        x.push_back(a[i]);
        y.push_back(b[i]);
    }
    if (x.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    const auto u = ranksOf(x), v = ranksOf(y);
    const double mean = static_cast<double>(u.size() - 1) / 2;
    double uv = 0, uu = 0, vv = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        uv += (u[i] - mean) * (v[i] - mean);
        uu += (u[i] - mean) * (u[i] - mean);
        vv += (v[i] - mean) * (v[i] - mean);
    }
    return uu == 0 || vv == 0 ? std::numeric_limits<double>::quiet_NaN() : uv / std::sqrt(uu * vv);
}

}  // namespace nescio
