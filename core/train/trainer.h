// One optimiser step after the other, with no waiting for the device in between: losses and norms are summed
// where the model lives and read only when somebody asks. On CUDA a step is recorded and played again: all
// that changes from step to step (images, noise, factors of the optimiser) is brought to the same place.
#pragma once

#include <memory>

#include "core/density/density_model.h"
#include "core/math/batch_work.h"
#include "core/train/flat_parameters.h"
#include "core/train/optimiser.h"
#include "core/train/train_options.h"

namespace nescio {

/// Means over the steps since they were last taken; total is the objective.   Units: bits/dim.
struct MeterReading {
    double total = 0, density = 0, volume = 0, gradientNorm = 0;
    std::int64_t steps = 0;
};

/// Owns the optimiser and the flat block of a model's parameters.
/// Thread: the training lane's only.
class Trainer {
  public:
    Trainer(std::shared_ptr<DensityModel> model, const TrainOptions& options);

    /// One step on one batch of as many images as ever; returns without waiting for the device.
    void step(const torch::Tensor& bytes, const NoiseKey& noise);

    /// Waits for the device and throws DivergenceError unless all steps since the last reading were finite;
    /// the message names the term or the parameter where the last batch first fails.
    void requireFinite();
    /// Waits for the device; resets the meters.
    MeterReading takeMeters();

    [[nodiscard]] std::int64_t stepsDone() const { return m_stepsDone; }
    void setStepsDone(std::int64_t steps) { m_stepsDone = steps; }
    [[nodiscard]] const Optimiser& optimiser() const { return *m_optimiser; }
    /// Why steps are not recorded although the model is on CUDA, one sentence; empty where they are, or where
    /// it was not tried.
    [[nodiscard]] const std::string& whyPlain() const { return m_work.whyPlain(); }
    [[nodiscard]] bool isRecorded() const { return m_work.isRecorded(); }
    /// Sums since the last reading, for checkpoints; write into it to restore.   Shapes: float64 [5].
    [[nodiscard]] const torch::Tensor& meterSums() const { return m_sums; }

  private:
    void presentFactors();
    void compute(const torch::Tensor& bytes, const NoiseKey& noise);
    [[nodiscard]] std::string firstNonFinite() const;
    void clipGradients(const torch::Tensor& norm) const;

    std::shared_ptr<DensityModel> m_model;
    TrainOptions m_options;
    FlatParameters m_flat;
    std::unique_ptr<Optimiser> m_optimiser;
    std::int64_t m_stepsDone = 0;
    torch::Tensor m_sums;
    torch::Tensor m_factors;  ///< of the optimiser, for the step at hand
    BatchWork m_work;
};

}  // namespace nescio
