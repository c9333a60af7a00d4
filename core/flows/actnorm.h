// Per-channel affine normalisation whose start is chosen from a batch of data.
#pragma once

#include "core/density/bijection.h"

namespace nescio {

/// z = exp(logScale) * (x + bias), per channel.
/// Shapes: x [N,C,H,W]; logDet = H*W * sum(logScale), the same for all images.
/// Requires: initializeFrom() or markReady().   Throws: StateError otherwise.
/// Source: Kingma & Dhariwal 2018, section 3.1.
class ActNorm : public Bijection {
  public:
    explicit ActNorm(ImageShape shape);

    /// Chooses bias and scale so that x comes out with mean 0 and variance 1 in each channel.
    torch::Tensor initializeFrom(const torch::Tensor& x) override;
    /// Says that the parameters come from elsewhere, e.g. a checkpoint.
    void markReady() { m_ready = true; }
    void requireReady() const;

    [[nodiscard]] const torch::Tensor& bias() const { return m_bias; }          ///< [C]
    [[nodiscard]] const torch::Tensor& logScale() const { return m_logScale; }  ///< [C]

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
    [[nodiscard]] torch::Tensor logDet() const;

    torch::Tensor m_bias;
    torch::Tensor m_logScale;
    bool m_ready = false;
};

/// Marks every actnorm below `module` as ready: its parameters were loaded.
void markActNormsReady(torch::nn::Module& module);

}  // namespace nescio
