// The objective of a batch and its gradient in the parameters. On a CPU the batch goes in shards, each
// forward and backward on one thread; their gradients are added in the order of the shards.
#pragma once

#include "core/density/density_model.h"
#include "core/train/flat_parameters.h"

namespace nescio {

/// Puts the gradient of the batch's objective into flat.gradients(), over what is there.
/// Returns: the objective, without its graph.   Shapes: bytes uint8 [N,C,H,W] on the model's device.
Objective gradientOf(const DensityModel& model, const FlatParameters& flat, const torch::Tensor& bytes,
                     const NoiseKey& noise);

/// The Euclidean norm of a row of gradients; on a CPU summed slice by slice.   Shapes: [P] -> [].
torch::Tensor normOf(const torch::Tensor& gradients);

}  // namespace nescio
