// The same image under several runs, from what each has stored of it.
#pragma once

#include "core/values/cell_table.h"
#include "core/values/selection.h"
#include "core/views/compared_run.h"

namespace nescio {

/// A row a run, in their order: bits/dim, log-likelihood and its parts, and the rank among the run's
/// reference. Where a run has no numbers of the image, the second cell says so and its tip why.
CellTable imageUnderRuns(const Selection& image, const std::vector<ComparedRun>& runs);

}  // namespace nescio
