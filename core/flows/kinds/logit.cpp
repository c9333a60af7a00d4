#include "core/flows/kinds/logit.h"

#include <cmath>

#include "core/math/gaussian.h"

namespace nescio {
namespace {

constexpr double kMargin = 0.05;
constexpr double kSlope = 1 - 2 * kMargin;

/// log dz/dx = log(slope) - log p - log(1 - p) = log(slope) - log sigmoid(z) - log sigmoid(-z).
torch::Tensor logSlopeAt(const torch::Tensor& z) {
    return std::log(kSlope) - torch::log_sigmoid(z) - torch::log_sigmoid(-z);
}

}  // namespace

MappedParts Logit::mapToLatent(const torch::Tensor& x) const {
    const auto p = kMargin + kSlope * (x + 0.5);
    const auto z = torch::log(p) - torch::log1p(-p);
    return {z, {sumPerImage(logSlopeAt(z))}};
}

Mapped Logit::mapToData(const torch::Tensor& z) const {
    const auto x = (torch::sigmoid(z) - kMargin) / kSlope - 0.5;
    return {x, -sumPerImage(logSlopeAt(z))};
}

namespace flows::logit {

BijectionKind kind() {
    return {.id = "logit",
            .title = "logit",
            .source = "Dinh et al. 2017, section 4.1",
            .trials = {{"two channels",
                        [](torch::Generator) {
                            return std::make_shared<Logit>(ImageShape{2, 2, 2});
                        },
                        /*unitInterval=*/true}}};
}

}  // namespace flows::logit
}  // namespace nescio
