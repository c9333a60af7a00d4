// The models of a run, moved forward together: the only one, or the members of an ensemble. A step of an
// ensemble is one step of each member.
#pragma once

#include <memory>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/train/training_member.h"

namespace nescio {

/// Thread: the training lane's only.
class TrainingMembers {
  public:
    /// Models of the run's kind, options, shape and seeds, and their images, on a device; not yet started.
    /// Throws: OptionError, ShapeError, DeviceMemoryError.
    TrainingMembers(const RunSummary& run, const ImageSet& data, torch::Device device);

    /// The data-dependent start of each.
    void start();
    /// Goes on from a checkpoint.   Throws: RunFileError where it is of another model.
    void restore(const Checkpoint& checkpoint);
    /// Weights, optimisers and meters as they are now.   Throws: DivergenceError unless all is finite.
    [[nodiscard]] Checkpoint checkpoint();
    /// Whose weights these are now.
    [[nodiscard]] WeightsId weights() const;
    /// A copy that no longer changes.
    [[nodiscard]] std::shared_ptr<const FrozenModel> frozen(const RunSummary& run) const;

    void step();
    /// Means over members since they were last taken.   Throws: DivergenceError unless all is finite.
    [[nodiscard]] MeterReading takeMeters();
    /// bits/dim of the held-out images, mean over members; NaN where there are none.
    [[nodiscard]] double validationBitsPerDim();

    [[nodiscard]] std::int64_t stepsDone() const { return m_members.front().trainer().stepsDone(); }
    /// Passes over the training part so far, fractional.
    [[nodiscard]] double epochsDone() const { return m_members.front().order().epochsAfter(stepsDone()); }
    [[nodiscard]] std::int64_t parameters() const;
    /// "recorded" where steps are played from a CUDA graph, or why they are not; empty where neither was
    /// tried.
    [[nodiscard]] std::string recording() const;
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_members.size()); }

  private:
    [[nodiscard]] std::string prefixOf(std::size_t member) const;

    torch::Device m_device;
    std::vector<TrainingMember> m_members;
    std::shared_ptr<DensityModel> m_model;  ///< the only member's, or the ensemble of all
};

}  // namespace nescio
