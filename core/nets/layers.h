// Convolutions that networks share. Normalisation and gain are folded into the weights before the
// convolution runs: the same function as applying them afterwards, with one pass over the images less each.
#pragma once

#include <memory>

#include "core/math/tensor.h"
#include "core/nets/channel_norm.h"
#include "core/values/shape.h"

namespace nescio {

/// Convolution without bias followed by a ChannelNorm; zero padding keeps the size.
/// Shapes: [N,in,H,W] -> [N,out,H,W].
class NormedConv : public torch::nn::Module {
  public:
    NormedConv(ImageShape in, int out, int kernel, torch::Generator generator);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;
    /// Starts the normalisation from this batch; returns forward(x).
    torch::Tensor initializeFrom(const torch::Tensor& x);

    [[nodiscard]] const torch::Tensor& weight() const { return m_weight; }  ///< [out,in,kernel,kernel]
    [[nodiscard]] const ChannelNorm& norm() const { return *m_norm; }

  private:
    int m_padding;
    torch::Tensor m_weight;
    std::shared_ptr<ChannelNorm> m_norm;
};

/// 3×3 convolution that starts at zero, with a learned gain exp(3 g) per output channel.
/// Source: Kingma & Dhariwal 2018, section 3.3 and appendix B.
class ZeroConv : public torch::nn::Module {
  public:
    ZeroConv(int in, int out);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

    [[nodiscard]] const torch::Tensor& weight() const { return m_weight; }  ///< [out,in,3,3]
    [[nodiscard]] const torch::Tensor& bias() const { return m_bias; }      ///< [out], before the gain
    [[nodiscard]] torch::Tensor logGain() const;  ///< [out]; its exponential is the gain

  private:
    torch::Tensor m_weight, m_bias, m_logGain;
};

/// Plain convolution with bias, started so that its output keeps the variance of a rectified input.
/// Zero padding keeps the size; a stride divides it, rounding up.   Source: He et al. 2015.
class PlainConv : public torch::nn::Module {
  public:
    /// `gain` scales the start: small for a last layer that should begin by saying nearly nothing.
    PlainConv(int in, int out, int kernel, torch::Generator generator, int stride = 1, double gain = 1);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;
    /// forward() of the image with every pixel repeated twice along both sides.   Requires: kernel 5,
    /// stride 1.
    [[nodiscard]] torch::Tensor forwardDoubled(const torch::Tensor& x) const;

  private:
    int m_stride;
    torch::Tensor m_weight, m_bias;
};

}  // namespace nescio
