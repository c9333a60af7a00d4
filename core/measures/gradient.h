// Gradients of log p, over as many draws of noise as log p itself is told of.
#pragma once

#include <functional>
#include <vector>

#include "core/density/density_model.h"

namespace nescio {

/// log p of some images under one draw of noise, and its gradient in several tensors.
/// Shapes: nats [N]; each gradient [N,...] or, of one image, any.
struct DrawGradient {
    torch::Tensor nats;
    std::vector<torch::Tensor> gradients;
};

/// The gradient of what `draws` draws make of log p by the model's rule: of their mean, or of the logarithm
/// of the mean weight, where a draw counts by its share of the weight.   Requires: draws >= 1; gradients with
/// the images first, or one image.
std::vector<torch::Tensor> gradientOverDraws(DrawRule rule, int draws,
                                             const std::function<DrawGradient(int draw)>& ofDraw);

/// d log p / dx over the draws 0, 1, ... of the noise; of a model of bytes that has no slope, that of the
/// line between neighbouring levels: see relaxedLogProbability(). Shapes: bytes uint8 [N,C,H,W] -> [N,C,H,W].
/// Units: nats a level.
torch::Tensor gradientInPixels(const DensityModel& model, const torch::Tensor& bytes, const NoiseKey& noise,
                               int draws);

}  // namespace nescio
