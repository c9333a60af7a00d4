// The two networks of a variational autoencoder: image to latents and back. No probability in here.
#pragma once

#include <memory>

#include "core/math/tensor.h"
#include "core/nets/layers.h"
#include "core/values/shape.h"

namespace nescio {

/// Sides after each of two convolutions of stride 2: any size works, also one that is odd or 1.
struct HalvedSides {
    int height = 0, width = 0;
};

/// Two convolutions of stride 2 and two layers that see the whole image.
/// Shapes: [N,C,H,W] -> [N,out].
class Encoder : public torch::nn::Module {
  public:
    Encoder(ImageShape image, int hidden, int out, const torch::Generator& generator);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

  private:
    std::shared_ptr<PlainConv> m_first, m_second, m_wide, m_last;
};

/// The mirror image: two layers, then twice doubled by repeating pixels, each time followed by a convolution.
/// Shapes: [N,in] -> [N,out,H,W].
class Decoder : public torch::nn::Module {
  public:
    Decoder(int in, int hidden, ImageShape image, int out, const torch::Generator& generator);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& z) const;

  private:
    int m_hidden;
    HalvedSides m_full, m_half, m_quarter;
    std::shared_ptr<PlainConv> m_first, m_wide, m_atHalf, m_atFull, m_last;
};

}  // namespace nescio
