// What a network says about each byte of an image, read as a probability over the byte's levels. PixelCNN
// ends in one of these, and so does the decoder of a VAE.
#pragma once

#include <memory>
#include <string>

#include "core/math/tensor.h"

namespace nescio {

/// Probabilities of bytes given P numbers a byte; they sum to one over the levels, exactly.
class ByteLikelihood {
  public:
    virtual ~ByteLikelihood() = default;
    /// How many values a byte can take.
    [[nodiscard]] virtual int levels() const = 0;
    /// P, the numbers a network has to give for each byte.
    [[nodiscard]] virtual int parametersPerByte() const = 0;
    /// log P(byte).   Shapes: parameters [N,C,P,H,W], bytes uint8 [N,C,H,W] -> [N,C,H,W].   Units: nats.
    [[nodiscard]] virtual torch::Tensor logProbability(const torch::Tensor& parameters,
                                                       const torch::Tensor& bytes) const = 0;
    /// log P of every level.   Shapes: parameters [...,P] -> [...,levels].   Units: nats.
    [[nodiscard]] virtual torch::Tensor logProbabilities(const torch::Tensor& parameters) const = 0;
};

/// log P between two levels, by linear interpolation of their logarithms: differentiable in the values. At a
/// whole level, where the slopes on both sides meet, the gradient is their mean; at the first and the last
/// level, the slope of the side there is.
/// Shapes: as logProbability(), values floating.
torch::Tensor relaxedLogProbability(const ByteLikelihood& likelihood, const torch::Tensor& parameters,
                                    const torch::Tensor& values);

/// A softmax over the levels: any distribution, and no notion that 7 is next to 8.
/// Source: van den Oord et al. 2016, Pixel recurrent neural networks, section 3.4.
std::unique_ptr<ByteLikelihood> makeCategorical(int levels);

/// A mixture of logistic distributions, each integrated over the bins of the levels; the outer bins reach to
/// infinity. Channels have mixtures of their own, conditioned by the network on the channels before (in
/// PixelCNN++ they share one, and the conditioning is linear).
/// Source: Salimans et al. 2017, section 2.1.
std::unique_ptr<ByteLikelihood> makeLogisticMixture(int levels, int components);

/// Draws a level from log-probabilities by inverting their cumulative sum at u.
/// Shapes: logProbabilities [N,levels], u [N] in [0,1) -> int64 [N].   Temperature: 1 the distribution
/// itself, towards 0 its mode.
torch::Tensor drawLevels(const torch::Tensor& logProbabilities, const torch::Tensor& u, double temperature);

}  // namespace nescio
