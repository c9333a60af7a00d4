#include "core/scores/score_order.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

void requireUsable(const std::vector<double>& values, const char* which) {
    if (values.empty()) throw DataError(fmt::format("ROC: expected {} scores, found none", which));
    for (const double value : values)
        if (std::isnan(value))
            throw DataError(fmt::format("ROC: expected numbers as {} scores, found a NaN", which));
}

/// How many values equal `score` from `next` on, which moves behind them.
std::uint32_t takeEqual(const std::vector<double>& values, std::size_t& next, double score) {
    const auto first = next;
    while (next < values.size() && values[next] == score) ++next;
    return static_cast<std::uint32_t>(next - first);
}

}  // namespace

ScoreOrder orderOf(std::vector<double> in, std::vector<double> out) {
    requireUsable(in, "in-distribution");
    requireUsable(out, "out-of-distribution");
    std::sort(in.begin(), in.end(), std::greater<>());
    std::sort(out.begin(), out.end(), std::greater<>());
    ScoreOrder order{.in = {}, .out = {}, .nIn = in.size(), .nOut = out.size()};
    order.in.reserve(in.size() + out.size());
    order.out.reserve(in.size() + out.size());
    for (std::size_t i = 0, o = 0; i < in.size() || o < out.size();) {
        const bool fromIn = o == out.size() || (i < in.size() && in[i] > out[o]);
        const double score = fromIn ? in[i] : out[o];
        order.in.push_back(takeEqual(in, i, score));
        order.out.push_back(takeEqual(out, o, score));
    }
    return order;
}

}  // namespace nescio
