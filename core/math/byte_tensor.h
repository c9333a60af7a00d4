// Images as tensors: the one place where bytes in memory become a tensor.
#pragma once

#include <cstdint>

#include "core/math/tensor.h"
#include "core/values/image.h"

namespace nescio {

/// uint8 [n,C,H,W] on the device; on a CPU a view of the bytes, which must outlive it and are not written to.
torch::Tensor bytesOf(const std::uint8_t* data, std::int64_t n, const ImageShape& shape,
                      const torch::Device& device = torch::kCPU);

/// The same of n images of a set from `first` on.   Requires: they are there.
torch::Tensor byteTensor(const ImageSet& set, std::int64_t first, std::int64_t n,
                         const torch::Device& device = torch::kCPU);

}  // namespace nescio
