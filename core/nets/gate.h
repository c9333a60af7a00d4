// The gate of WaveNet and of Gated PixelCNN.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// tanh of the first half of the features times the sigmoid of the second, as LibTorch's own operations.
/// Shapes: [N,2F,...] -> [N,F,...].
torch::Tensor gateStepByStep(const torch::Tensor& both);

/// The same in one pass over the numbers, forth and back, on a CPU.
/// Source: van den Oord et al. 2016, Conditional image generation with PixelCNN decoders, equation 2.
torch::Tensor gate(const torch::Tensor& both);

}  // namespace nescio
