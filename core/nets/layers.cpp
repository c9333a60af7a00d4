#include "core/nets/layers.h"

#include <cmath>

#include "core/math/once_a_batch.h"
#include "core/nets/doubled_conv.h"

namespace nescio {
namespace {

constexpr double kWeightDeviation = 0.05;  // as in the published Glow
constexpr double kGainSpeed = 3.0;         // makes the gain of a zero convolution learn faster

}  // namespace

NormedConv::NormedConv(ImageShape in, int out, int kernel, torch::Generator generator)
    : m_padding(kernel / 2) {
    auto start = at::normal(0.0, kWeightDeviation, {out, in.channels, kernel, kernel}, std::move(generator),
                            torch::kFloat32);
    m_weight = register_parameter("weight", start);
    m_norm = register_module("norm", std::make_shared<ChannelNorm>(out));
}

torch::Tensor NormedConv::forward(const torch::Tensor& x) const {
    m_norm->requireReady();
    const auto scale = torch::exp(m_norm->logScale());
    return torch::conv2d(x, m_weight * scale.view({-1, 1, 1, 1}), m_norm->bias() * scale, 1, m_padding);
}

torch::Tensor NormedConv::initializeFrom(const torch::Tensor& x) {
    m_norm->initializeFrom(torch::conv2d(x, m_weight, {}, 1, m_padding));
    return forward(x);
}

ZeroConv::ZeroConv(int in, int out) {
    m_weight = register_parameter("weight", torch::zeros({out, in, 3, 3}));
    m_bias = register_parameter("bias", torch::zeros({out}));
    m_logGain = register_parameter("log_gain", torch::zeros({out}));
}

torch::Tensor ZeroConv::logGain() const {
    return m_logGain * kGainSpeed;
}

torch::Tensor ZeroConv::forward(const torch::Tensor& x) const {
    const auto gain = torch::exp(logGain());
    return torch::conv2d(x, m_weight * gain.view({-1, 1, 1, 1}), m_bias * gain, 1, 1);
}

PlainConv::PlainConv(int in, int out, int kernel, torch::Generator generator, int stride, double gain)
    : m_stride(stride) {
    const double deviation = gain * std::sqrt(2.0 / (static_cast<double>(in) * kernel * kernel));
    m_weight = register_parameter("weight", at::normal(0.0, deviation, {out, in, kernel, kernel},
                                                       std::move(generator), torch::kFloat32));
    m_bias = register_parameter("bias", torch::zeros({out}));
}

torch::Tensor PlainConv::forward(const torch::Tensor& x) const {
    const bool oneCell = x.size(2) == 1 && x.size(3) == 1 && m_weight.size(2) == 1;
    if (oneCell && x.device().is_cpu())  // else the weights are laid out anew for each image
        return torch::linear(x.flatten(1), m_weight.flatten(1), m_bias).unsqueeze(-1).unsqueeze(-1);
    return torch::conv2d(x, m_weight, m_bias, m_stride, m_weight.size(2) / 2);
}

torch::Tensor PlainConv::forwardDoubled(const torch::Tensor& x) const {
    const auto folded = onceABatch(this, [this]() -> OnceABatch::Tensors {
        return {doubledWeight(m_weight), doubledBias(m_bias)};
    });
    return doubledConv(x, folded[0], folded[1]);
}

}  // namespace nescio
