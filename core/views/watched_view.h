// The sets that were watched along a training: their terms by step, and the histogram of every look, on axes
// that stay while one goes from look to look.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/plot_data.h"
#include "core/values/result_figure.h"
#include "core/values/run.h"

namespace nescio {

/// The sets at one step.
struct WatchedLook {
    std::int64_t step = 0;
    HistogramData histogram;  ///< of the total log-likelihood, on axes that all looks share
    std::string words;        ///< "step 100 of 800: MNIST test overtook FashionMNIST test at step 25"
    bool overtaking = false;  ///< from here on a set has the higher mean
};

/// All looks of a run.
struct WatchedView {
    ResultFigure terms;
    std::vector<WatchedLook> looks;
};

/// `edges` are those of an earlier view of the same run: while it trains, axes only grow.
/// Thread: a lane.   Requires: canBeWatched(run).
WatchedView watchedViewOf(const RunSummary& run, const std::vector<double>& edges = {});

/// Whether the run looked at sets at least once, and at all of them at the same steps.
bool canBeWatched(const RunSummary& run);

}  // namespace nescio
