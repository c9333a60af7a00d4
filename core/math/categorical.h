// The categorical distribution over the levels of a byte.
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// log P of one level of each pixel, as LibTorch's own operations.
/// Shapes: logits [N,L,H,W], int64 targets [N,H,W] within 0..L-1 -> [N,H,W].   Units: nats.
torch::Tensor categoricalNatsStepByStep(const torch::Tensor& logits, const torch::Tensor& targets);

/// The same with one exponential a logit, forth and back, on a CPU.
torch::Tensor categoricalNats(const torch::Tensor& logits, const torch::Tensor& targets);

}  // namespace nescio
