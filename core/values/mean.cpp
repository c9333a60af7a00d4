#include "core/values/mean.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace nescio {

Mean meanOf(const std::vector<double>& values) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto n = static_cast<double>(values.size());
    if (values.empty()) return {kNone, kNone, 0};
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {mean, values.size() < 2 ? kNone : std::sqrt(squares / (n - 1) / n), values.size()};
}

std::vector<double> finiteOf(const std::vector<double>& values) {
    std::vector<double> finite;
    finite.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite),
                 [](double value) { return std::isfinite(value); });
    return finite;
}

std::string errorText(const Mean& mean, int digits) {
    if (std::isnan(mean.standardError)) return "(one image: no error)";
    return fmt::format("± {:.{}f}", mean.standardError, digits);
}

std::string meanText(const Mean& mean) {
    if (mean.n == 0) return "no finite value";
    const double error = mean.standardError;
    const int digits = error > 0 && std::isfinite(error)
                           ? std::clamp(static_cast<int>(std::ceil(-std::log10(error))), 0, 6)
                           : 3;
    return fmt::format("{:.{}f} {}", mean.value, digits, errorText(mean, digits));
}

}  // namespace nescio
