#include "core/flows/actnorm.h"

#include "core/values/failure.h"

namespace nescio {
namespace {

/// Keeps a constant channel from dividing by zero; far below the noise of dequantisation (0.001).
constexpr double kLeastDeviation = 1e-6;

torch::Tensor perChannel(const torch::Tensor& values) {
    return values.view({1, -1, 1, 1});
}

}  // namespace

ActNorm::ActNorm(ImageShape shape) : Bijection("actnorm", shape, shape) {
    m_bias = register_parameter("bias", torch::zeros({shape.channels}));
    m_logScale = register_parameter("log_scale", torch::zeros({shape.channels}));
}

torch::Tensor ActNorm::initializeFrom(const torch::Tensor& x) {
    requireShape(x, dataShape(), label());
    const torch::NoGradGuard noGrad;
    const auto flat = x.transpose(0, 1).flatten(1);
    m_bias.copy_(-flat.mean(1));
    m_logScale.copy_(-torch::log(flat.std(1, /*unbiased=*/false) + kLeastDeviation));
    m_ready = true;
    return mapToLatent(x).value;
}

void ActNorm::requireReady() const {
    if (!m_ready) throw StateError("actnorm: expected initializeFrom() with a batch before use");
}

torch::Tensor ActNorm::logDet() const {
    return m_logScale.sum() * static_cast<double>(dataShape().height * dataShape().width);
}

MappedParts ActNorm::mapToLatent(const torch::Tensor& x) const {
    requireReady();
    return {(x + perChannel(m_bias)) * perChannel(torch::exp(m_logScale)), {logDet()}};
}

Mapped ActNorm::mapToData(const torch::Tensor& z) const {
    requireReady();
    return {z * perChannel(torch::exp(-m_logScale)) - perChannel(m_bias), -logDet()};
}

void markActNormsReady(torch::nn::Module& module) {
    for (const auto& child : module.modules())
        if (auto* norm = dynamic_cast<ActNorm*>(child.get())) norm->markReady();
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
