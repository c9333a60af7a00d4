// Runs that differ in their seed alone: what tells the spread that no interval over images holds.
#pragma once

#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/run.h"

namespace nescio {

bool sameRecipe(const RunSummary& a, const RunSummary& b);

/// By seed.   Throws: OptionError naming two runs that share a seed.
void requireOtherSeeds(const std::vector<const FrozenModel*>& runs);

}  // namespace nescio
