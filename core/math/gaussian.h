// Sums per image and Gaussian log-densities: the arithmetic that every likelihood ends in.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// Sum over all but the first axis. While gradients are recorded it stays in the tensor's own type, which
/// is fast; otherwise it accumulates in float64, which makes scores independent of how they were batched.
/// Shapes: [N, ...] -> [N].
torch::Tensor sumPerImage(const torch::Tensor& values);

/// log N(z; 0, I).   Shapes: z [N, ...] -> [N].   Units: nats.
torch::Tensor standardNormalLogDensity(const torch::Tensor& z);

/// log N(z; mean, exp(logScale)^2), elementwise and summed.   Shapes: z [N, ...], mean and logScale
/// broadcastable to z -> [N].   Units: nats.
torch::Tensor normalLogDensity(const torch::Tensor& z, const torch::Tensor& mean,
                               const torch::Tensor& logScale);

}  // namespace nescio
