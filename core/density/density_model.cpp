#include "core/density/density_model.h"

#include "core/math/require_shape.h"
#include "core/values/failure.h"

namespace nescio {

std::vector<torch::Tensor> DensityModel::terms(const torch::Tensor& bytes, const NoiseKey& noise) const {
    requireShape(bytes, shape(), "model");
    if (bytes.scalar_type() != torch::kUInt8)
        throw ShapeError(std::string("model: expected bytes, found ") + toString(bytes.scalar_type()));
    return termsOf(bytes, noise);
}

torch::Tensor DensityModel::logLikelihood(const torch::Tensor& bytes, const NoiseKey& noise) const {
    const auto all = terms(bytes, noise);
    auto sum = torch::zeros({bytes.size(0)}, all.front().options());
    for (const auto& term : all) sum = sum + term;
    return sum;
}

Objective DensityModel::objective(const torch::Tensor& bytes, const NoiseKey& noise) const {
    return negativeLogLikelihood(*this, bytes, noise);
}

std::vector<torch::Tensor> DensityModel::pixelMaps(const torch::Tensor&, const NoiseKey&) const {
    return {};
}

torch::Tensor DensityModel::relaxedLogLikelihood(const torch::Tensor&, const NoiseKey&) const {
    throw UnsupportedError("this model has no likelihood between bytes, and so no gradient to follow");
}

void DensityModel::initializeFrom(const torch::Tensor&, const NoiseKey&) {}

torch::Tensor DensityModel::encode(const torch::Tensor&, const NoiseKey&) const {
    throw UnsupportedError(noLatents());
}

torch::Tensor DensityModel::decode(const torch::Tensor&) const {
    throw UnsupportedError(noLatents());
}

torch::TensorOptions DensityModel::weightOptions() const {
    const auto all = parameters();
    return all.empty() ? torch::TensorOptions(torch::kFloat32) : all.front().options().requires_grad(false);
}

torch::Tensor asTable(const std::vector<torch::Tensor>& terms, std::int64_t images) {
    std::vector<torch::Tensor> columns;
    columns.reserve(terms.size());
    for (const auto& term : terms) columns.push_back(term.detach().to(torch::kFloat64).expand({images}));
    return torch::stack(columns, 1);
}

}  // namespace nescio
