#include "core/math/byte_tensor.h"

namespace nescio {

torch::Tensor bytesOf(const std::uint8_t* data, std::int64_t n, const ImageShape& shape,
                      const torch::Device& device) {
    // from_blob wants a mutable pointer; nobody writes through it.
    auto* mutableData = const_cast<std::uint8_t*>(data);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return torch::from_blob(mutableData, {n, shape.channels, shape.height, shape.width}, torch::kUInt8)
        .to(device);
}

torch::Tensor byteTensor(const ImageSet& set, std::int64_t first, std::int64_t n,
                         const torch::Device& device) {
    return bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, device);
}

}  // namespace nescio
