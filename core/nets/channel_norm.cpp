#include "core/nets/channel_norm.h"

#include "core/values/failure.h"

namespace nescio {
namespace {

/// Keeps a constant channel from dividing by zero; far below the noise of dequantisation (0.001).
constexpr double kLeastDeviation = 1e-6;

torch::Tensor perChannel(const torch::Tensor& values) {
    return values.view({1, -1, 1, 1});
}

}  // namespace

void markReady(torch::nn::Module& module) {
    for (const auto& child : module.modules())
        if (auto* part = dynamic_cast<StartsFromData*>(child.get())) part->markReady();
}

ChannelNorm::ChannelNorm(int channels) {
    m_bias = register_parameter("bias", torch::zeros({channels}));
    m_logScale = register_parameter("log_scale", torch::zeros({channels}));
}

torch::Tensor ChannelNorm::forward(const torch::Tensor& x) const {
    requireReady();
    return (x + perChannel(m_bias)) * perChannel(torch::exp(m_logScale));
}

torch::Tensor ChannelNorm::inverse(const torch::Tensor& y) const {
    requireReady();
    return y * perChannel(torch::exp(-m_logScale)) - perChannel(m_bias);
}

void ChannelNorm::initializeFrom(const torch::Tensor& x) {
    const torch::NoGradGuard noGrad;
    const auto flat = x.transpose(0, 1).flatten(1);
    m_bias.copy_(-flat.mean(1));
    m_logScale.copy_(-torch::log(flat.std(1, /*unbiased=*/false) + kLeastDeviation));
    m_ready = true;
}

void ChannelNorm::requireReady() const {
    if (!m_ready) throw StateError("actnorm: expected initializeFrom() with a batch before use");
}

}  // namespace nescio
