#include "core/math/shards.h"

#include <algorithm>

#include "core/math/once_a_batch.h"
#include "core/math/parallel.h"

namespace nescio {
namespace {

constexpr std::int64_t kSlice = std::int64_t{1} << 15;  // six such rows of an optimiser fill 768 KiB

std::vector<Shard> inParts(std::int64_t whole, std::int64_t parts) {
    std::vector<Shard> shards;
    for (std::int64_t part = 0; part < parts; ++part) {
        const auto first = whole * part / parts;
        shards.push_back({first, whole * (part + 1) / parts - first});
    }
    return shards;
}

}  // namespace

NoiseKey Shard::of(const NoiseKey& noise) const {
    const auto begin = noise.images.begin() + static_cast<std::ptrdiff_t>(first);
    auto own = noise;
    own.images.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    return own;
}

std::vector<Shard> shardsOf(std::int64_t images, std::int64_t parts) {
    return inParts(images, std::max({std::int64_t{1}, images / kLeastBatch, std::min(images, parts)}));
}

torch::Tensor inShards(
    const torch::Tensor& batch, const NoiseKey& noise,
    const std::function<torch::Tensor(const torch::Tensor& batch, const NoiseKey& noise)>& work) {
    if (!batch.device().is_cpu()) return work(batch, noise);
    const auto shards = shardsOf(batch.size(0));
    std::vector<torch::Tensor> rows(shards.size());
    OnceABatch shared;
    inParallel(static_cast<std::int64_t>(shards.size()), [&](std::int64_t i) {
        const OnceABatch::Scope scope(shared);
        const auto at = static_cast<std::size_t>(i);
        rows[at] = work(shards[at].of(batch), shards[at].of(noise));
    });
    return rows.size() == 1 ? rows.front() : torch::cat(rows);
}

std::vector<Shard> slicesOf(std::int64_t numbers) {
    return inParts(numbers, (numbers + kSlice - 1) / kSlice);
}

}  // namespace nescio
