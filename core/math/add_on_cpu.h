// Sums of many small tensors of a CPU, hundreds in a training step: each is added as a row of numbers, which
// takes a tenth of the time of LibTorch's add_().
#pragma once

#include "core/math/tensor.h"

namespace nescio {

/// sum += value.   Requires: tensors of the CPU, of the same shape, float32 or float64; sum is contiguous.
void addOnCpu(const torch::Tensor& value, const torch::Tensor& sum);

}  // namespace nescio
