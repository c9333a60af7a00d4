// A batch in parts that do not depend on the machine. Each is worked on by one thread (parallel.h); results
// put together in the order of the parts are bit for bit the same on one thread and on sixteen.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/math/counter_noise.h"
#include "core/math/tensor.h"

namespace nescio {

/// Some of the images of a batch, or of a row of numbers, next to each other.
struct Shard {
    std::int64_t first = 0, count = 0;

    /// Shapes: [N,...] -> [count,...], the same memory.
    [[nodiscard]] torch::Tensor of(const torch::Tensor& batch) const { return batch.narrow(0, first, count); }
    [[nodiscard]] NoiseKey of(const NoiseKey& noise) const;
};

/// Images in a shard, where a batch has so many. Fewer would give more threads work, and each more small
/// operations; and convolutions of smaller batches take other kernels, whose rounding moved scores by 2e-6
/// bits/dim.
inline constexpr std::int64_t kLeastBatch = 8;

/// `images` in parts of nearly equal size, kLeastBatch to twice as many in each. Where that leaves fewer than
/// `parts`, so many, as far as there are images: training has no kernels to keep to, and small batches, too,
/// should give several threads work.
std::vector<Shard> shardsOf(std::int64_t images, std::int64_t parts = 1);

/// So many shards a training batch has at least.
inline constexpr std::int64_t kTrainingShards = 4;

/// What `work` makes of a batch, where it makes a row of each image by itself: on a CPU shard by shard, by
/// all threads, elsewhere at once.   Shapes: batch [N,...], noise of N images -> [N,...].
torch::Tensor inShards(
    const torch::Tensor& batch, const NoiseKey& noise,
    const std::function<torch::Tensor(const torch::Tensor& batch, const NoiseKey& noise)>& work);

/// A long row of numbers in parts that stay in a core's cache while several operations go over them.
std::vector<Shard> slicesOf(std::int64_t numbers);

}  // namespace nescio
