#include "core/values/interval.h"

#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace nescio {

double normalQuantile(double confidence) {
    double low = 0, high = 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (std::erf(middle / std::numbers::sqrt2) < confidence ? low : high) = middle;
    }
    return low;
}

Interval aroundMean(const Mean& mean, double confidence) {
    const double error = std::isnan(mean.standardError) ? 0 : mean.standardError;
    const double reach = normalQuantile(confidence) * error;
    return {mean.value, mean.value - reach, mean.value + reach};
}

std::string intervalText(const Interval& share) {
    const double width = share.high - share.low;
    if (!std::isfinite(width)) return "not known";
    if (width <= 0) return fmt::format("{:.3f} (no interval)", share.value);
    constexpr double kRounding = 1e-9;  // 0.0722 - 0.0702 is a little less than 0.002
    const int digits = width >= 0.02 - kRounding ? 2 : width >= 0.002 - kRounding ? 3 : 4;
    const bool atBound = share.value <= 0 || share.value >= 1;
    return fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]{}", share.value, digits, share.low, digits, share.high,
                       digits, atBound ? " (at its bound)" : "");
}

}  // namespace nescio
