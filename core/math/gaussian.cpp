#include "core/math/gaussian.h"

#include <cmath>
#include <numbers>

namespace nescio {
namespace {

const double kHalfLogTwoPi = 0.5 * std::log(2 * std::numbers::pi);

double dimsPerImage(const torch::Tensor& z) {
    return static_cast<double>(z.numel()) / static_cast<double>(std::max<int64_t>(1, z.size(0)));
}

}  // namespace

torch::Tensor sumPerImage(const torch::Tensor& values) {
    const auto flat = values.flatten(1);
    return torch::GradMode::is_enabled() ? flat.sum(1) : flat.sum(1, false, torch::kFloat64);
}

torch::Tensor standardNormalLogDensity(const torch::Tensor& z) {
    return sumPerImage(z.square()) * -0.5 - kHalfLogTwoPi * dimsPerImage(z);
}

torch::Tensor normalLogDensity(const torch::Tensor& z, const torch::Tensor& mean,
                               const torch::Tensor& logScale) {
    const auto standardised = (z - mean) * torch::exp(-logScale);
    return standardNormalLogDensity(standardised) - sumPerImage(logScale.expand_as(z));
}

}  // namespace nescio
