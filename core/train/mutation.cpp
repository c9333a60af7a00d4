#include "core/train/mutation.h"

#include "core/math/upload.h"

namespace nescio {

torch::Tensor mutated(const torch::Tensor& bytes, double rate, const NoiseKey& noise) {
    if (rate <= 0) return bytes;
    const auto dims = bytes[0].numel();
    const auto u = uploaded(uniformNoise(noise, NoiseStream::Mutate, 2 * dims), bytes.device());
    const auto chosen = u.narrow(1, 0, dims).lt(rate).view(bytes.sizes());
    const auto drawn = u.narrow(1, dims, dims).mul(256).floor().to(torch::kUInt8).view(bytes.sizes());
    return torch::where(chosen, drawn, bytes);
}

}  // namespace nescio
