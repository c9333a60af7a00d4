#include "core/train/batch_gradient.h"

#include <mutex>

#include "core/math/add_on_cpu.h"
#include "core/math/once_a_batch.h"
#include "core/math/parallel.h"
#include "core/math/shards.h"

namespace nescio {
namespace {

using torch::autograd::variable_list;

/// What one shard adds to the batch.
struct ShardResult {
    Objective objective;
    variable_list
        gradients;  ///< in the order of the parameters, then of what shards share; undefined where unused
    bool done = false;
};

void addTo(variable_list& sums, const variable_list& values) {
    if (sums.size() < values.size()) sums.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].defined()) continue;
        if (sums[i].defined())
            addOnCpu(values[i], sums[i]);
        else  // gradients of several tensors may lie in one place
            sums[i] = values[i].clone(torch::MemoryFormat::Contiguous);
    }
}

/// Adds gradients in the order of the shards, whichever is ready first.
class OrderedSum {
  public:
    OrderedSum(const FlatParameters& flat, std::size_t shards) : m_flat(flat), m_results(shards) {}

    void add(std::size_t shard, ShardResult result) {
        const std::lock_guard lock(m_mutex);
        m_results[shard] = std::move(result);
        for (; m_next < m_results.size() && m_results[m_next].done; ++m_next) take(m_results[m_next]);
    }
    [[nodiscard]] const variable_list& ofShared() const { return m_ofShared; }
    [[nodiscard]] Objective objective() const {
        auto sum = m_results.front().objective;
        for (std::size_t i = 1; i < m_results.size(); ++i) {
            const auto& part = m_results[i].objective;
            sum.loss += part.loss;
            sum.density += part.density;
            sum.volume += part.volume;
        }
        return sum;
    }

  private:
    void take(ShardResult& result) {
        const auto end = result.gradients.begin() + static_cast<std::ptrdiff_t>(m_flat.parameters().size());
        m_flat.addToGradients({result.gradients.begin(), end});
        addTo(m_ofShared, {end, result.gradients.end()});
        result.gradients.clear();
    }

    const FlatParameters& m_flat;
    std::mutex m_mutex;
    std::vector<ShardResult> m_results;
    std::size_t m_next = 0;
    variable_list m_ofShared;
};

ShardResult resultOf(const DensityModel& model, const FlatParameters& flat, OnceABatch& shared,
                     const torch::Tensor& bytes, const NoiseKey& noise, double share) {
    const OnceABatch::Scope scope(shared);
    const auto [loss, density, volume] = model.objective(bytes, noise);
    auto inputs = flat.parameters();
    const auto copies = shared.copies();
    inputs.insert(inputs.end(), copies.begin(), copies.end());
    auto gradients = torch::autograd::grad({loss}, inputs, {torch::full_like(loss, share)},
                                           /*retain_graph=*/c10::nullopt, /*create_graph=*/false,
                                           /*allow_unused=*/true);
    return {.objective = {loss.detach() * share, density.detach() * share, volume.detach() * share},
            .gradients = std::move(gradients),
            .done = true};
}

}  // namespace

Objective gradientOf(const DensityModel& model, const FlatParameters& flat, const torch::Tensor& bytes,
                     const NoiseKey& noise) {
    flat.gradients().zero_();
    if (!bytes.device().is_cpu()) {
        const auto objective = model.objective(bytes, noise);
        objective.loss.backward();
        return {objective.loss.detach(), objective.density.detach(), objective.volume.detach()};
    }
    const auto shards = shardsOf(bytes.size(0), kTrainingShards);
    OnceABatch shared;
    OrderedSum sum(flat, shards.size());
    inParallel(static_cast<std::int64_t>(shards.size()), [&](std::int64_t i) {
        const auto& shard = shards[static_cast<std::size_t>(i)];
        const double share = static_cast<double>(shard.count) / static_cast<double>(bytes.size(0));
        sum.add(static_cast<std::size_t>(i),
                resultOf(model, flat, shared, shard.of(bytes), shard.of(noise), share));
    });
    flat.addToGradients(shared.gradientsIn(flat.parameters(), sum.ofShared()));
    return sum.objective();
}

torch::Tensor normOf(const torch::Tensor& gradients) {
    if (!gradients.device().is_cpu()) return gradients.norm();
    const auto slices = slicesOf(gradients.size(0));
    std::vector<torch::Tensor> norms(slices.size());
    inParallel(static_cast<std::int64_t>(slices.size()), [&](std::int64_t i) {
        const auto at = static_cast<std::size_t>(i);
        norms[at] = slices[at].of(gradients).norm();
    });
    return torch::stack(norms).norm();
}

}  // namespace nescio
