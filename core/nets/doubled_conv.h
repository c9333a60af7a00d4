// A convolution after doubling, computed before it.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// The 5×5 convolution, padded by zeros to keep the size, of images whose pixels were repeated twice along
/// both sides: step by step, on the large image.
/// Shapes: x [N,in,H,W], weight [out,in,5,5], bias [out] -> [N,out,2H,2W].
torch::Tensor doubledConvStepByStep(const torch::Tensor& x, const torch::Tensor& weight,
                                    const torch::Tensor& bias);

/// Weights for the same on the small image. Of the 25 pixels that the convolution sees only 9 differ; the
/// places of an output pixel within its small one, top or bottom and left or right, tell which weights meet
/// at each of them. So a pixel costs 9 multiplications in place of 25.
/// Source: Shi et al. 2016, Real-time single image and video super-resolution using an efficient sub-pixel
/// convolutional neural network.   Shapes: [out,in,5,5] -> [4 out,in,3,3], the four places of a channel after
/// each other.
torch::Tensor doubledWeight(const torch::Tensor& weight);
/// Each four times.
torch::Tensor doubledBias(const torch::Tensor& bias);

/// The same numbers, from what these two made.
torch::Tensor doubledConv(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias);

}  // namespace nescio
