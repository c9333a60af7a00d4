#include "core/density/gaussian_prior.h"

#include "core/math/gaussian.h"

namespace nescio {

GaussianPrior::GaussianPrior(bool learned, ImageShape shape, std::optional<ImageShape> context)
    : m_learned(learned), m_shape(shape) {
    if (!learned) return;
    if (context) {
        m_fromContext = register_module("from_context",
                                        std::make_shared<ZeroConv>(context->channels, 2 * shape.channels));
        return;
    }
    m_mean = register_parameter("mean", torch::zeros({1, shape.channels, 1, 1}));
    m_logScale = register_parameter("log_scale", torch::zeros({1, shape.channels, 1, 1}));
}

GaussianPrior::Moments GaussianPrior::momentsGiven(const torch::Tensor& context) const {
    if (!m_fromContext) return {m_mean, m_logScale};
    const auto both = m_fromContext->forward(context).chunk(2, 1);
    return {both[0], both[1]};
}

torch::Tensor GaussianPrior::logDensity(const torch::Tensor& z, const torch::Tensor& context) const {
    if (!m_learned) return standardNormalLogDensity(z);
    const auto [mean, logScale] = momentsGiven(context);
    return normalLogDensity(z, mean, logScale);
}

torch::Tensor GaussianPrior::fromNoise(const torch::Tensor& noise, const torch::Tensor& context) const {
    if (!m_learned) return noise;
    const auto [mean, logScale] = momentsGiven(context);
    return mean + torch::exp(logScale) * noise;
}

torch::Tensor GaussianPrior::toNoise(const torch::Tensor& z, const torch::Tensor& context) const {
    if (!m_learned) return z;
    const auto [mean, logScale] = momentsGiven(context);
    return (z - mean) * torch::exp(-logScale);
}

}  // namespace nescio
