// Training images for a background model: bytes replaced at random, so that it learns what all images share.
#pragma once

#include "core/math/counter_noise.h"
#include "core/math/tensor.h"

namespace nescio {

/// Replaces each byte with probability `rate` by a uniformly drawn one; keyed like all noise.
/// Shapes: uint8 [N,C,H,W] -> the same.   Source: Ren et al. 2019, section 3.
torch::Tensor mutated(const torch::Tensor& bytes, double rate, const NoiseKey& noise);

}  // namespace nescio
