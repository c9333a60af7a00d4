// What is known about one image under one model, computed from plain values: the terms, the rank
// among a reference, and the picture that the model saw.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/models/lazy_model.h"
#include "core/values/inspector_facts.h"
#include "core/values/plot_data.h"
#include "core/values/term_table.h"

namespace nescio {

/// One image with its terms, their waterfall and their map.
struct Inspection {
    InspectorFacts facts;
    std::optional<BreakdownData> breakdown;  ///< absent: not scored
    PerPixelData perPixel;                   ///< terms without maps where the model has none
    WeightsId weights;                       ///< that the numbers are of
};

/// Everything that an inspection needs.
struct InspectionRequest {
    std::string name;
    std::shared_ptr<const Image> image;  ///< as it was read; null: not at hand
    std::optional<Breakdown> known;      ///< stored terms; absent: the model is asked
    WeightsId knownWeights;              ///< that the stored terms are of
    std::string knownAge;                ///< "at step 100 of 400", where the run has other weights now
    bool live = false;                   ///< the run is being trained: what is asked now is of a step
    std::shared_ptr<LazyModel> model;    ///< null: nothing can be asked
    /// The very model that the tables are of, where the run's own has moved on; null: the run's own is asked.
    std::shared_ptr<const FrozenModel> snapshot;
    ImageShape shape;                            ///< of the model; no dimensions when there is no run
    std::shared_ptr<const TermTable> reference;  ///< what the rank is taken among; may be null
    std::string runTitle;
};

/// Fits, explains and ranks.   Throws: ImageError, RunFileError, ShapeError.   Thread: a lane.
Inspection inspect(const InspectionRequest& request);

/// Share of the table's images with a lower log-likelihood than `totalNats`, ties counted one half.
/// NaN is left out of the table; -1 when nothing is left of it, or the image has none.
double rankAmong(const TermTable& table, double totalNats);

/// Mean of every term over a table; no terms when it has no rows.
Breakdown meanBreakdown(const TermTable& table);

/// The row of an image in a table; nullopt when it was not scored.
std::optional<std::size_t> rowOf(const TermTable& table, std::int64_t imageIndex);

}  // namespace nescio
