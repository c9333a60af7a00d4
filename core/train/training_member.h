// One model in training with what decides its course: its order of images, its noise, its optimiser. A run
// has one, an ensemble's run several, each exactly as if it were trained alone with its own seed.
#pragma once

#include <memory>
#include <vector>

#include "core/density/density_model.h"
#include "core/store/run_file.h"
#include "core/train/batch_order.h"
#include "core/train/trainer.h"

namespace nescio {

/// Thread: the training lane's only.
class TrainingMember {
  public:
    /// `images`: the training set, uint8 [N,C,H,W] on the device of the model.
    TrainingMember(std::shared_ptr<DensityModel> model, torch::Tensor images, const TrainOptions& options,
                   std::uint64_t seed);
    TrainingMember(TrainingMember&&) noexcept;
    ~TrainingMember();

    /// The data-dependent start.
    void start();
    /// Goes on from a checkpoint: weights are already in the model, the rest is in `arrays` under `prefix`.
    void restore(std::int64_t step, const std::string& prefix, const std::vector<NamedArray>& optimiser,
                 const std::vector<NamedArray>& meters);
    /// The state of optimiser and meters, names prefixed.
    void appendState(const std::string& prefix, Checkpoint& checkpoint) const;

    void step();
    /// bits/dim of the held-out images, unmutated; NaN where there are none.
    [[nodiscard]] double validationBitsPerDim();

    [[nodiscard]] Trainer& trainer() { return *m_trainer; }
    [[nodiscard]] const Trainer& trainer() const { return *m_trainer; }
    [[nodiscard]] const BatchOrder& order() const { return m_order; }

  private:
    [[nodiscard]] torch::Tensor bytesAt(const std::vector<std::int64_t>& images) const;
    [[nodiscard]] NoiseKey noiseAt(std::vector<std::int64_t> images, std::int64_t step) const;

    std::shared_ptr<DensityModel> m_model;
    torch::Tensor m_images;
    TrainOptions m_options;
    std::uint64_t m_seed;
    BatchOrder m_order;
    std::unique_ptr<Trainer> m_trainer;
    class Likelihoods;
    std::unique_ptr<Likelihoods> m_likelihoods;  ///< of held-out images
};

}  // namespace nescio
