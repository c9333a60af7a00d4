// Numbers on their way from this machine's memory to a device, without waiting for what the device is at.
#pragma once

#include <vector>

#include "core/math/tensor.h"

namespace nescio {

/// A tensor of the CPU to be filled and uploaded; pinned where the device can read it by itself.
torch::Tensor hostTensor(at::IntArrayRef sizes, torch::ScalarType type, const torch::Device& device);

/// Copies `host` into `to`; may return before the copy is made. `host` may be let go at once, but what comes
/// out of hostTensor() must not be written again.   Shapes: the same, of the same type.
void upload(const torch::Tensor& host, const torch::Tensor& to);

/// The same numbers on a device.
torch::Tensor uploaded(const torch::Tensor& host, const torch::Device& device);
/// Shapes: -> int64 [numbers.size()].
torch::Tensor uploaded(const std::vector<std::int64_t>& numbers, const torch::Device& device);

}  // namespace nescio
