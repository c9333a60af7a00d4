// The terms of batch after batch of images, averaged over draws. On CUDA what a batch takes is recorded once
// and played again.
#pragma once

#include <vector>

#include "core/density/density_model.h"
#include "core/density/frozen_model.h"
#include "core/math/batch_work.h"

namespace nescio {

/// The names of BatchScorer::averagedTerms().
std::vector<TermInfo> averagedInfos(const DensityModel& model, int draws);

/// Thread: one, and one at a time.
class BatchScorer {
  public:
    /// The model must stay as long as this, and as it is.
    BatchScorer(const DensityModel& model, const torch::Device& device, const EvaluateOptions& options);

    /// Mean over draws of all terms, and under LogMeanExp what the total gains by averaging weights instead.
    /// Shapes: uint8 [N,C,H,W] on the device, a key an image -> float64 [N, terms] on the CPU.
    [[nodiscard]] torch::Tensor averagedTerms(const torch::Tensor& images,
                                              std::vector<std::int64_t> noiseKeys);

    [[nodiscard]] bool isRecorded() const { return m_work.isRecorded(); }
    /// Why batches are not recorded, as of BatchWork.
    [[nodiscard]] const std::string& whyPlain() const { return m_work.whyPlain(); }

  private:
    /// Terms of some draws of a batch.   Shapes: -> float64 [N, terms] each.
    [[nodiscard]] std::vector<torch::Tensor> tablesOf(const torch::Tensor& bytes, const NoiseKey& noise,
                                                      int first, int count);

    const DensityModel& m_model;
    EvaluateOptions m_options;
    torch::Tensor m_table;  ///< terms of the batch at hand, float64 [N or more, terms]
    BatchWork m_work;       ///< of one draw
};

}  // namespace nescio
