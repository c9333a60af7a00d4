// What an affine coupling does to the channels it moves, as one operation with its gradient written by hand:
// the tensors are small, and a dozen operations on them cost more to begin than to do.
#pragma once

#include "core/flows/bijection.h"

namespace nescio {

/// Which channels of a coupling move; the others are kept.
struct MovedChannels {
    std::int64_t first = 0, count = 0;
};

/// z = x with its moved channels (x + shift) * s, s = sigmoid(logit + kLogitShift); logDet = sum log s.
/// Shapes: x [N,C,H,W], shiftAndLogit [N,2·count,H,W] -> value as x, logDet [N].
Mapped moveAffinely(const torch::Tensor& x, const torch::Tensor& shiftAndLogit, const MovedChannels& moved);

/// The same by LibTorch's operations, for gradients of gradients and for tests.
Mapped moveStepByStep(const torch::Tensor& x, const torch::Tensor& shiftAndLogit, const MovedChannels& moved);

}  // namespace nescio
