// One set under several runs: a histogram a run, on shared bins.
#pragma once

#include <string>
#include <vector>

#include "core/views/compared_run.h"

namespace nescio {

/// What is drawn.
struct ComparedSet {
    std::string id, title;
    std::vector<ComparedRun> runs;
    std::vector<PairVerdict> verdicts;  ///< those known so far
};

/// Bits/dim, which images of several shapes share. The verdict says, run by run, the AUROC against the run's
/// own in-distribution set, and which runs have not scored the set.   Thread: a lane.
HistogramData comparedHistogram(const ComparedSet& set);

}  // namespace nescio
