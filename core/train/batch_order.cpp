#include "core/train/batch_order.h"

#include <algorithm>

#include "core/math/counter_noise.h"

namespace nescio {

BatchOrder::BatchOrder(std::int64_t images, double validation, std::int64_t batch, std::uint64_t seed)
    : m_batch(batch), m_seed(seed) {
    const auto order = permutation(images, seed, NoiseStream::Split, 0);
    const auto wanted = static_cast<std::int64_t>(validation * static_cast<double>(images));
    const auto held = std::min(wanted, images - 1);
    m_validation.assign(order.begin(), order.begin() + held);
    m_training.assign(order.begin() + held, order.end());
}

std::vector<std::int64_t> BatchOrder::batchOf(std::int64_t step) {
    const auto n = static_cast<std::int64_t>(m_training.size());
    std::vector<std::int64_t> batch(static_cast<std::size_t>(m_batch));
    for (std::int64_t i = 0; i < m_batch; ++i) {
        const auto position = step * m_batch + i;
        if (position / n != m_epoch) {
            m_epoch = position / n;
            m_order = permutation(n, m_seed, NoiseStream::Shuffle, static_cast<std::uint64_t>(m_epoch));
        }
        const auto place = m_order[static_cast<std::size_t>(position % n)];
        batch[static_cast<std::size_t>(i)] = m_training[static_cast<std::size_t>(place)];
    }
    return batch;
}

std::int64_t BatchOrder::epochOf(std::int64_t step) const {
    return step * m_batch / static_cast<std::int64_t>(m_training.size());
}

double BatchOrder::epochsAfter(std::int64_t steps) const {
    return static_cast<double>(steps * m_batch) / static_cast<double>(m_training.size());
}

}  // namespace nescio
