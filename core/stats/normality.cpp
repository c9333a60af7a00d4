#include "core/stats/normality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "core/stats/dispersion.h"
#include "core/stats/normal.h"

namespace nescio {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// Where erfc is still a normal number and the series' first term left out is 4e-13.
constexpr double kSeriesBelow = -35;

/// log of φ(x)/|x| · (1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸).   Source: Abramowitz & Stegun 26.2.12.
double logLowerTail(double x) {
    const double r = 1 / (x * x);
    return -x * x / 2 - std::log(-x) - kLogRootTwoPi + std::log1p(-r * (1 - r * (3 - r * (15 - r * 105))));
}

}  // namespace

double logNormalCdf(double x) {
    if (std::isinf(x)) return x < 0 ? x : 0;
    if (x < kSeriesBelow) return logLowerTail(x);
    if (x < 0) return std::log(std::erfc(-x / std::numbers::sqrt2) / 2);
    return std::log1p(-std::erfc(x / std::numbers::sqrt2) / 2);
}

double andersonDarlingOfStandard(std::span<const double> values) {
    for (const double value : values)
        if (!std::isfinite(value)) return kNaN;
    if (values.empty()) return kNaN;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double sum = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i)
        sum += (2 * static_cast<double>(i) + 1) / n *
               (logNormalCdf(sorted[i]) + logNormalCdf(-sorted[sorted.size() - 1 - i]));
    return -n - sum;
}

double andersonDarling(std::span<const double> values) {
    const auto dispersion = dispersionOf(values);
    if (std::isnan(dispersion.deviation) || dispersion.none()) return kNaN;
    std::vector<double> standard;
    standard.reserve(values.size());
    for (const double value : values) standard.push_back((value - dispersion.mean) / dispersion.deviation);
    return andersonDarlingOfStandard(standard);
}

}  // namespace nescio
