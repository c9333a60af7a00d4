// The coupling network 3×3 -> 1×1 -> 3×3 as one operation of a CPU, its gradient written by hand.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// Weights of the network, a bias and a scale a channel after each convolution.
/// Shapes: weights [hidden,in,3,3], [hidden,hidden,1,1] and, to be read in this order, [out,3,3,hidden]; the
/// others [hidden] or [out].   Requires: contiguous; scales are not zero.
struct ConvNetWeights {
    torch::Tensor first, firstBias, firstScale;
    torch::Tensor second, secondBias, secondScale;
    torch::Tensor last, lastBias, lastScale;
};

/// The network by LibTorch's operations: y = C3(relu(C2(relu(C1 x)))), C v = (W v + bias) scale.
/// Shapes: [N,in,H,W] -> [N,out,H,W].
torch::Tensor convNetStepByStep(const torch::Tensor& x, const ConvNetWeights& weights);

/// The same on the calling thread alone, in a fraction of the time. Gradients of gradients go through
/// convNetStepByStep().   Requires: tensors of the CPU.
torch::Tensor convNet(const torch::Tensor& x, const ConvNetWeights& weights);

}  // namespace nescio
