// Sets that are scored along a training: when, and what is kept of it.
#pragma once

#include "core/density/frozen_model.h"
#include "core/train/training.h"

namespace nescio {

/// Whether the sets are looked at after this many steps: before the first, at powers of two while they are
/// closer than the even steps, then 32 times evenly, and at the end. What changes fast changes early.
bool isLook(std::int64_t step, std::int64_t totalSteps);

/// Throws: ShapeError where a set has another shape than the run's.
void requireWatchable(const ImageShape& run, const WatchSets& sets);

/// One entry a set in the summary; those of the same set and size go on.   Throws: as requireWatchable().
void prepareWatch(RunSummary& summary, const WatchSets& sets);

/// Adds what the images come to now; a look at the same step is not repeated.
void appendLook(WatchedSet& watched, const FrozenModel& model, const ImageSet& set, std::int64_t step);

}  // namespace nescio
