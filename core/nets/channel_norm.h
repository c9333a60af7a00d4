// Activation normalisation as arithmetic: a shift and a scale a channel, whose start is chosen from a batch
// of data. No probability in here; flows/kinds/actnorm.h adds the log-determinant.
#pragma once

#include <memory>

#include "core/math/tensor.h"

namespace nescio {

/// Something whose parameters are chosen from a batch of data before its first use.
class StartsFromData {
  public:
    virtual ~StartsFromData() = default;
    /// Says that the parameters come from elsewhere, e.g. a checkpoint.
    virtual void markReady() = 0;
};

/// Marks everything below `module` that starts from data as ready: its parameters were loaded.
void markReady(torch::nn::Module& module);

/// y = exp(logScale) * (x + bias), per channel.   Shapes: x [N,C,H,W] -> the same.
/// Requires: initializeFrom() or markReady().   Throws: StateError otherwise.
/// Source: Kingma & Dhariwal 2018, section 3.1.
class ChannelNorm : public torch::nn::Module, public StartsFromData {
  public:
    explicit ChannelNorm(int channels);

    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;
    [[nodiscard]] torch::Tensor inverse(const torch::Tensor& y) const;

    /// Chooses bias and scale so that x comes out with mean 0 and variance 1 in each channel.
    void initializeFrom(const torch::Tensor& x);
    void markReady() override { m_ready = true; }
    void requireReady() const;

    [[nodiscard]] const torch::Tensor& bias() const { return m_bias; }          ///< [C]
    [[nodiscard]] const torch::Tensor& logScale() const { return m_logScale; }  ///< [C]

  private:
    torch::Tensor m_bias, m_logScale;
    bool m_ready = false;
};

}  // namespace nescio
