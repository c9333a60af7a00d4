// What a training step minimises.
#pragma once

#include "core/math/counter_noise.h"
#include "core/math/tensor.h"

namespace nescio {

class DensityModel;

/// One batch's worth, gradients recorded.   Shapes: all [].   Units: bits/dim, so that learning rates and
/// clipping mean the same for images of any size.
struct Objective {
    torch::Tensor loss;             ///< what is minimised
    torch::Tensor density, volume;  ///< what of it is density and volume; zero where it is neither
};

/// −log2 P(x) / D, mean over the batch: the objective of a model that names none of its own.
/// Shapes: bytes uint8 [N,C,H,W].   Throws: ShapeError.
Objective negativeLogLikelihood(const DensityModel& model, const torch::Tensor& bytes, const NoiseKey& noise);

}  // namespace nescio
