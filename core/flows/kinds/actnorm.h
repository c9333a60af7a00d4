// Per-channel affine normalisation whose start is chosen from a batch of data.
#pragma once

#include "core/flows/bijection.h"
#include "core/nets/channel_norm.h"

namespace nescio {

/// z = exp(logScale) * (x + bias), per channel.
/// Shapes: x [N,C,H,W]; logDet = H*W * sum(logScale), the same for all images.
/// Requires: initializeFrom() or markReady().   Throws: StateError otherwise.
/// Source: Kingma & Dhariwal 2018, section 3.1.
class ActNorm : public Bijection, public StartsFromData {
  public:
    explicit ActNorm(ImageShape shape);

    /// Chooses bias and scale so that x comes out with mean 0 and variance 1 in each channel.
    torch::Tensor initializeFrom(const torch::Tensor& x) override;
    void markReady() override { m_norm->markReady(); }

    /// The shift and scale; to fold them into what comes next.
    [[nodiscard]] const ChannelNorm& norm() const { return *m_norm; }
    /// []   Units: nats an image.
    [[nodiscard]] torch::Tensor logDet() const;

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;

    std::shared_ptr<ChannelNorm> m_norm;
};

}  // namespace nescio
