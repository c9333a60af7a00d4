#include "core/density/density_model.h"

#include "core/density/bijection.h"
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

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

std::map<std::string, std::string> presetNotes(const std::string& paper) {
    return {{"quick", "ours, no paper's: a visible paradox in a minute or two on two CPU cores"},
            {"small", "ours, no paper's: about ten times quick"},
            {"paper", paper}};
}

namespace {

std::vector<ModelKind>& allKinds() {
    static std::vector<ModelKind> kinds = builtInModelKinds();
    return kinds;
}

}  // namespace

const std::vector<ModelKind>& modelKinds() {
    return allKinds();
}

void addModelKind(ModelKind kind) {
    allKinds().push_back(std::move(kind));
}

const ModelKind& modelKind(const std::string& id) {
    return kindNamed(modelKinds(), "model", id);
}

}  // namespace nescio
