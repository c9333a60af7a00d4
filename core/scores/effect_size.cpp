#include "core/scores/effect_size.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/scores/delong.h"

namespace nescio {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

double squaresAround(const Mean& mean) {
    const auto n = static_cast<double>(mean.n);
    return mean.n < 2 ? 0 : mean.standardError * mean.standardError * n * (n - 1);
}

/// What rounding alone makes of equal numbers is none.
double withoutRounding(double value, const Mean& a, const Mean& b) {
    constexpr double kRounding = 1e-12;
    return std::abs(value) <= kRounding * std::max(std::abs(a.value), std::abs(b.value)) ? 0 : value;
}

Interval cohensD(const Mean& a, const Mean& b, double confidence) {
    const auto m = static_cast<double>(a.n), n = static_cast<double>(b.n);
    if (a.n + b.n < 3) return {kNoNumber, kNoNumber, kNoNumber};
    const double pooled =
        withoutRounding(std::sqrt((squaresAround(a) + squaresAround(b)) / (m + n - 2)), a, b);
    const double d = withoutRounding(a.value - b.value, a, b) / pooled;  // of 0 / 0 NaN
    if (!std::isfinite(d) || a.n < 2 || b.n < 2) return {d, kNoNumber, kNoNumber};
    const double error = std::sqrt((m + n) / (m * n) + d * d / (2 * (m + n)));
    const double reach = normalQuantile(confidence) * error;
    return {d, d - reach, d + reach};
}

}  // namespace

EffectSize effectSize(const std::vector<double>& first, const std::vector<double>& second,
                      double confidence) {
    EffectSize effect{.first = meanOf(first), .second = meanOf(second), .d = {}, .auroc = {}};
    effect.d = cohensD(effect.first, effect.second, confidence);
    const auto ranked = delong({.in = second, .out = first}, confidence);
    effect.auroc = ranked.auroc;
    if (!ranked.remark.empty()) effect.auroc.low = effect.auroc.high = kNoNumber;
    return effect;
}

}  // namespace nescio
