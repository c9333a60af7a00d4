// What can be read off the sets that were watched along a training.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/values/result_figure.h"
#include "core/values/run.h"

namespace nescio {

/// Which watched set is in-distribution: the test part of the family trained on, else another part of it that
/// was not trained on, else the training set; nullopt where none of them was watched.
std::optional<std::size_t> ownWatched(const RunSummary& run);

/// The first step from which on the mean log-likelihood of `other` stays above that of `own`; nullopt where
/// it ends below.   Requires: both were looked at at the same steps.
std::optional<std::int64_t> overtakingStep(const WatchedSet& own, const WatchedSet& other);

/// Density, volume and total of the sets along the steps, with a mark where one overtakes the run's own.
/// Requires: a run that watched, all sets at the same steps.
ResultFigure watchedFigure(const RunSummary& run);

}  // namespace nescio
