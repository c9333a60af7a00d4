// A trained model that no longer changes: what scoring, explaining and sampling work on. Its header is free
// of torch, so that the app can hold one without seeing a tensor.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/breakdown.h"
#include "core/values/image.h"
#include "core/values/progress.h"
#include "core/values/run.h"
#include "core/values/term_table.h"

namespace nescio {

/// How a data set is scored.
struct EvaluateOptions {
    int draws = 1;             ///< dequantisation draws averaged per image (ignored by exact models)
    std::uint64_t seed = 0;    ///< of those draws; an image's noise depends on this and on its bytes alone
    std::int64_t batch = 128;  ///< images at once
};

/// An immutable model with the summary of the run it came from; core/models/load_model.h opens one.
/// Thread: const member functions may be called from any thread, several at once.
class FrozenModel {
  public:
    class Impl;  ///< holds the tensors; defined where torch is seen
    explicit FrozenModel(std::unique_ptr<Impl> impl);
    ~FrozenModel();
    FrozenModel(const FrozenModel&) = delete;
    FrozenModel& operator=(const FrozenModel&) = delete;

    [[nodiscard]] const RunSummary& run() const;
    [[nodiscard]] ImageShape shape() const;
    [[nodiscard]] Tightness tightness() const;
    /// Names of the terms of one draw.
    [[nodiscard]] std::vector<TermInfo> terms() const;

    /// Whose the numbers of an evaluation will be.
    [[nodiscard]] ColumnKey keyFor(const ImageSet& set, const EvaluateOptions& options) const;

    /// All terms of every image, values that are not finite included: they are findings. nullopt when
    /// stopped.   Throws: ShapeError, DeviceMemoryError.
    [[nodiscard]] std::optional<TermTable> evaluate(const ImageSet& set, const EvaluateOptions& options,
                                                    std::stop_token stop = {},
                                                    ProgressBoard* board = nullptr) const;
    /// The terms of one image of the model's shape: those of its row in the table of any set that has it.
    /// Throws: ShapeError, DeviceMemoryError.
    [[nodiscard]] Breakdown explain(const Image& image, const EvaluateOptions& options) const;

    /// n images drawn at a temperature (1: the model itself). A model that draws pixel by pixel hears of a
    /// stop at its next row. nullopt when stopped.
    [[nodiscard]] std::optional<ImageSet> sample(std::int64_t n, double temperature, std::uint64_t seed,
                                                 std::stop_token stop = {},
                                                 ProgressBoard* board = nullptr) const;

    /// Why reconstruct() and interpolate() cannot be had of this model, one sentence; empty where they can.
    [[nodiscard]] std::string noLatents() const;
    /// Each image through the latents and back: exact for a flow, what is left of it for a VAE. nullopt when
    /// stopped.   Throws: UnsupportedError, ShapeError, DeviceMemoryError.
    [[nodiscard]] std::optional<ImageSet> reconstruct(const ImageSet& set, std::uint64_t seed,
                                                      std::stop_token stop = {},
                                                      ProgressBoard* board = nullptr) const;
    /// `steps` images on the straight line between the latents of two, ends included.
    /// Throws: UnsupportedError, ShapeError, OptionError, DeviceMemoryError.
    [[nodiscard]] ImageSet interpolate(const Image& from, const Image& to, int steps,
                                       std::uint64_t seed) const;

    /// The tensors, for analyses inside the engine (frozen_model_impl.h).
    [[nodiscard]] const Impl& impl() const { return *m_impl; }

  private:
    std::unique_ptr<Impl> m_impl;
};

}  // namespace nescio
