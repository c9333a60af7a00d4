#include "core/stats/dispersion.h"

#include <cmath>
#include <limits>

namespace nescio {

Dispersion dispersionOf(std::span<const double> values) {
    const auto n = static_cast<double>(values.size());
    Dispersion dispersion{
        .mean = std::numeric_limits<double>::quiet_NaN(), .deviation = 0, .n = values.size()};
    if (values.empty()) return dispersion;
    double sum = 0;
    for (const double value : values) sum += value / n;
    double squares = 0;
    for (const double value : values) squares += (value - sum) * (value - sum);
    if (!std::isfinite(squares)) {
        dispersion.deviation = std::numeric_limits<double>::quiet_NaN();
        return dispersion;
    }
    dispersion.mean = sum;
    if (values.size() < 2) return dispersion;
    dispersion.deviation = std::sqrt(squares / (n - 1));
    if (dispersion.deviation <= std::numeric_limits<float>::epsilon() * std::abs(sum))
        dispersion.deviation = 0;
    return dispersion;
}

}  // namespace nescio
