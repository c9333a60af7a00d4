// The density that a flow's latents are measured with.
#pragma once

#include <memory>
#include <optional>

#include "core/math/tensor.h"
#include "core/nets/layers.h"
#include "core/values/shape.h"

namespace nescio {

/// A Gaussian over the latents of one level: N(0, I), or with learned mean and scale. A learned prior of a
/// factored-out half reads the half that stays; that of the last level has one mean and scale a channel.
/// Source: Kingma & Dhariwal 2018, section 3.3; Dinh et al. 2017, section 3.6.
class GaussianPrior : public torch::nn::Module {
  public:
    /// `context`: shape of the half that stays; nullopt at the last level.
    GaussianPrior(bool learned, ImageShape shape, std::optional<ImageShape> context);

    /// Shapes: z [N,C,H,W], context as announced (or undefined) -> [N].   Units: nats.
    [[nodiscard]] torch::Tensor logDensity(const torch::Tensor& z, const torch::Tensor& context) const;
    /// Turns N(0, I) noise into latents of this prior.
    [[nodiscard]] torch::Tensor fromNoise(const torch::Tensor& noise, const torch::Tensor& context) const;
    /// The inverse of fromNoise.
    [[nodiscard]] torch::Tensor toNoise(const torch::Tensor& z, const torch::Tensor& context) const;
    [[nodiscard]] const ImageShape& shape() const { return m_shape; }

  private:
    struct Moments {
        torch::Tensor mean, logScale;
    };
    [[nodiscard]] Moments momentsGiven(const torch::Tensor& context) const;

    bool m_learned;
    ImageShape m_shape;
    std::shared_ptr<ZeroConv> m_fromContext;
    torch::Tensor m_mean, m_logScale;
};

}  // namespace nescio
