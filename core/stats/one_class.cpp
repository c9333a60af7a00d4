#include "core/stats/one_class.h"

#include <cmath>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

std::vector<double> depthInside(const OneClass& border, const FeatureTable& table) {
    const auto f = border.standard.kept();
    if (border.standard.means.size() != border.standard.deviations.size() ||
        border.supports.size() != border.coefficients.size() * f)
        throw DataError(fmt::format("one class: expected {} support vectors of {} features, found {} numbers",
                                    border.coefficients.size(), f, border.supports.size()));
    return evaluateRows(border.standard, table, "one class", [&](std::span<const double> x) {
        double sum = -border.rho;
        const double* support = border.supports.data();
        for (const double coefficient : border.coefficients) {
            double squares = 0;
            for (std::size_t i = 0; i < f; ++i) squares += (x[i] - support[i]) * (x[i] - support[i]);
            sum += coefficient * std::exp(-border.gamma * squares);
            support += f;
        }
        return sum;
    });
}

}  // namespace nescio
