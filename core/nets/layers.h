// Convolutions that coupling nets share. Normalisation and gain are folded into the weights before the
// convolution runs: the same function as applying them afterwards, with one pass over the images less each.
#pragma once

#include <memory>

#include <torch/torch.h>

#include "core/flows/actnorm.h"
#include "core/values/shape.h"

namespace nescio {

/// Convolution without bias followed by actnorm; zero padding keeps the size.
/// Shapes: [N,in,H,W] -> [N,out,H,W].
class NormedConv : public torch::nn::Module {
  public:
    NormedConv(ImageShape in, int out, int kernel, torch::Generator generator);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;
    /// Starts the actnorm from this batch; returns forward(x).
    torch::Tensor initializeFrom(const torch::Tensor& x);

  private:
    int m_padding;
    torch::Tensor m_weight;
    std::shared_ptr<ActNorm> m_norm;
};

/// 3×3 convolution that starts at zero, with a learned gain exp(3 g) per output channel.
/// Source: Kingma & Dhariwal 2018, section 3.3 and appendix B.
class ZeroConv : public torch::nn::Module {
  public:
    ZeroConv(int in, int out);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

  private:
    torch::Tensor m_weight, m_bias, m_logGain;
};

}  // namespace nescio
