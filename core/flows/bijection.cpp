#include "core/flows/bijection.h"

#include "core/math/require_shape.h"

namespace nescio {

Bijection::Bijection(std::string label, ImageShape dataShape, ImageShape latentShape)
    : m_label(std::move(label)), m_dataShape(dataShape), m_latentShape(latentShape) {}

Mapped Bijection::toLatent(const torch::Tensor& x) const {
    auto parts = toLatentInParts(x);
    return {parts.value, sumOfParts(parts.logDets, x)};
}

MappedParts Bijection::toLatentInParts(const torch::Tensor& x) const {
    requireShape(x, m_dataShape, m_label);
    return mapToLatent(x);
}

Mapped Bijection::toData(const torch::Tensor& z) const {
    requireShape(z, m_latentShape, m_label + " (inverse)");
    auto mapped = mapToData(z);
    return {mapped.value, sumOfParts({mapped.logDet}, z)};
}

torch::Tensor Bijection::initializeFrom(const torch::Tensor& x) {
    return toLatent(x).value;
}

torch::Tensor sumOfParts(const std::vector<torch::Tensor>& parts, const torch::Tensor& like) {
    torch::Tensor sum;
    for (const auto& part : parts) sum = sum.defined() ? sum + part : part;
    if (!sum.defined()) return torch::zeros({like.size(0)}, like.options());
    return sum.dim() == 0 ? sum.expand({like.size(0)}) : sum;
}

}  // namespace nescio
