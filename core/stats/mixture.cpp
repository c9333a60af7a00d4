#include "core/stats/mixture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/stats/cholesky.h"
#include "core/stats/normal.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// One Gaussian made ready for many points.
struct Component {
    double logScale = 0;  ///< log(weight) − log of the normal density's constant
    std::span<const double> mean;
    std::vector<double> lower;

    [[nodiscard]] double logDensityAt(std::span<const double> x) const {
        std::vector<double> centred(x.begin(), x.end());
        for (std::size_t f = 0; f < centred.size(); ++f) centred[f] -= mean[f];
        double squares = 0;
        for (const double y : solveLower(lower, centred)) squares += y * y;
        return logScale - squares / 2;
    }
};

void checkParts(const GaussianMixture& mixture) {
    const auto k = mixture.weights.size(), f = mixture.standard.kept();
    if (k == 0 || f == 0 || mixture.standard.means.size() != mixture.standard.deviations.size() ||
        mixture.means.size() != k * f || mixture.covariances.size() != k * f * f)
        throw DataError(
            fmt::format("mixture: expected means and covariances of {} components of {} features, found {} "
                        "and {} numbers",
                        k, f, mixture.means.size(), mixture.covariances.size()));
}

std::vector<Component> componentsOf(const GaussianMixture& mixture) {
    checkParts(mixture);
    const auto f = mixture.standard.kept();
    std::vector<Component> components;
    for (std::size_t k = 0; k < mixture.weights.size(); ++k) {
        auto lower = cholesky(std::span(mixture.covariances).subspan(k * f * f, f * f), f);
        if (!lower)
            throw DataError(fmt::format(
                "mixture: expected a positive definite covariance, found another in component {}", k));
        double logScale = std::log(mixture.weights[k]) - static_cast<double>(f) * kLogRootTwoPi;
        for (std::size_t i = 0; i < f; ++i) logScale -= std::log((*lower)[i * f + i]);
        components.push_back({logScale, std::span(mixture.means).subspan(k * f, f), std::move(*lower)});
    }
    return components;
}

double logSumExp(const std::vector<double>& logs) {
    const double most = *std::max_element(logs.begin(), logs.end());
    if (std::isinf(most)) return most;
    double sum = 0;
    for (const double each : logs) sum += std::exp(each - most);
    return most + std::log(sum);
}

}  // namespace

std::vector<double> logDensity(const GaussianMixture& mixture, const FeatureTable& table) {
    const auto components = componentsOf(mixture);
    double logUnits = 0;
    for (const double deviation : mixture.standard.deviations)
        if (deviation > 0) logUnits += std::log(deviation);
    std::vector<double> logs(components.size());
    return evaluateRows(mixture.standard, table, "mixture", [&](std::span<const double> x) {
        std::transform(components.begin(), components.end(), logs.begin(),
                       [&](const Component& component) { return component.logDensityAt(x); });
        return logSumExp(logs) - logUnits;
    });
}

}  // namespace nescio
