// A small matrix applied to the channels of every pixel: a 1×1 convolution as the product of two matrices,
// its gradient written by hand.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// y[:, :, h, w] = matrix x[:, :, h, w] + bias.   Shapes: x [N,C,H,W], matrix [D,C], bias [D] -> [N,D,H,W].
torch::Tensor mixChannels(const torch::Tensor& x, const torch::Tensor& matrix, const torch::Tensor& bias);

/// The same by LibTorch's convolution, for gradients of gradients, for other devices and for tests.
torch::Tensor mixByConvolution(const torch::Tensor& x, const torch::Tensor& matrix,
                               const torch::Tensor& bias);

}  // namespace nescio
