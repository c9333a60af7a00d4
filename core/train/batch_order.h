// Which images a training step sees: a pure function of (seed, step), so that resuming needs no state.
#pragma once

#include <cstdint>
#include <vector>

namespace nescio {

/// Splits a training set and orders it anew in every epoch. Every batch is full; one that reaches the end
/// of an epoch goes on in the next.
class BatchOrder {
  public:
    /// Requires: images >= 1, 0 <= validation < 1. At least one image stays for training.
    BatchOrder(std::int64_t images, double validation, std::int64_t batch, std::uint64_t seed);

    /// Image indices of one step (0-based).
    [[nodiscard]] std::vector<std::int64_t> batchOf(std::int64_t step);
    /// Number of the epoch (0-based) in which the step begins; keys its dequantisation noise.
    [[nodiscard]] std::int64_t epochOf(std::int64_t step) const;
    /// Passes over the training part after `steps` steps, fractional.
    [[nodiscard]] double epochsAfter(std::int64_t steps) const;

    [[nodiscard]] const std::vector<std::int64_t>& training() const { return m_training; }
    [[nodiscard]] const std::vector<std::int64_t>& validation() const { return m_validation; }

  private:
    std::vector<std::int64_t> m_training, m_validation;
    std::int64_t m_batch;
    std::uint64_t m_seed;
    std::int64_t m_epoch = -1;
    std::vector<std::int64_t> m_order;  ///< of m_epoch
};

}  // namespace nescio
