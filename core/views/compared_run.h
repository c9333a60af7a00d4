// One of the runs that are looked at side by side, and what it knows of a set.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/values/run.h"
#include "core/views/likelihood_figure.h"

namespace nescio {

/// Frozen on the GUI thread.
struct ComparedRun {
    std::string path;
    std::string title;  ///< told apart from those of the others
    int slot = -1;      ///< its colour in figures of runs; negative: by order
    RunSummary summary;
    std::vector<FigureSet> sets;  ///< all that it has scored, with their roles under this run
};

/// What a run has scored of a set; null where it has not.
const FigureSet* setUnder(const ComparedRun& run, const std::string& setId);

/// What stands for the images trained on: the training set where it is scored, else a test set; null for
/// none.
const FigureSet* referenceUnder(const ComparedRun& run);

/// A set against the run's own in-distribution set, not judged yet; nullopt where it is none that the model
/// should find strange, or nothing stands for those that it should not.
std::optional<PairVerdict> pairUnder(const ComparedRun& run, const std::string& setId);

/// All of these pairs that may be compared.
std::vector<PairVerdict> pairsUnder(const std::vector<ComparedRun>& runs, const std::string& setId);

}  // namespace nescio
