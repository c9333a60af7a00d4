#include "core/math/upload.h"

#include <algorithm>

namespace nescio {
namespace {

/// Whether a copy from this tensor can be made while this machine goes on. Pinned memory that was let go is
/// not given out again before the copies from it are made: LibTorch keeps account of them.
bool isPinned(const torch::Tensor& host) {
#if NESCIO_CUDA_GRAPHS
    return host.is_pinned();
#else
    (void)host;
    return false;
#endif
}

}  // namespace

torch::Tensor hostTensor(at::IntArrayRef sizes, torch::ScalarType type, const torch::Device& device) {
#if NESCIO_CUDA_GRAPHS
    return torch::empty(sizes, torch::dtype(type).pinned_memory(device.is_cuda()));
#else
    (void)device;
    return torch::empty(sizes, type);
#endif
}

void upload(const torch::Tensor& host, const torch::Tensor& to) {
    to.copy_(host, /*non_blocking=*/isPinned(host));
}

torch::Tensor uploaded(const torch::Tensor& host, const torch::Device& device) {
    if (!device.is_cuda()) return host;
    auto waiting = hostTensor(host.sizes(), host.scalar_type(), device);
    waiting.copy_(host);
    return waiting.to(device, /*non_blocking=*/isPinned(waiting));
}

torch::Tensor uploaded(const std::vector<std::int64_t>& numbers, const torch::Device& device) {
    auto waiting = hostTensor({static_cast<std::int64_t>(numbers.size())}, torch::kInt64, device);
    std::copy(numbers.begin(), numbers.end(), waiting.data_ptr<std::int64_t>());
    return waiting.to(device, /*non_blocking=*/isPinned(waiting));
}

}  // namespace nescio
