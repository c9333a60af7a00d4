#include "core/flows/kinds/actnorm.h"

#include "core/math/require_shape.h"

namespace nescio {

ActNorm::ActNorm(ImageShape shape)
    : Bijection("actnorm", shape, shape), m_norm(std::make_shared<ChannelNorm>(shape.channels)) {
    // Its parameters, not itself: in run files they are called bias and log_scale of the actnorm.
    for (const auto& item : m_norm->named_parameters()) register_parameter(item.key(), item.value());
}

torch::Tensor ActNorm::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    m_norm->initializeFrom(x);
    const torch::NoGradGuard noGrad;
    return m_norm->forward(x);
}

torch::Tensor ActNorm::logDet() const {
    return m_norm->logScale().sum() * static_cast<double>(dataShape().height * dataShape().width);
}

MappedParts ActNorm::mapToLatent(const torch::Tensor& x) const {
    return {m_norm->forward(x), {logDet()}};
}

Mapped ActNorm::mapToData(const torch::Tensor& z) const {
    return {m_norm->inverse(z), -logDet()};
}

namespace flows::actnorm {

BijectionKind kind() {
    return {.id = "actnorm",
            .title = "actnorm",
            .source = "Kingma & Dhariwal 2018, section 3.1",
            .trials = {{"three channels", [](torch::Generator) {
                            return std::make_shared<ActNorm>(ImageShape{3, 2, 2});
                        }}}};
}

}  // namespace flows::actnorm
}  // namespace nescio
