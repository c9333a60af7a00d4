// One experiment from names of files to a result that its first run keeps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/settings.h"
#include "core/analysis/score_sources.h"
#include "core/values/experiment.h"

namespace nescio {

class Console;

/// What is asked for.
struct ExperimentOrder {
    std::string id;
    /// Files; the first one keeps the result, also of an experiment without models.
    std::vector<std::string> runs;
    std::vector<std::string> data;  ///< files, folders or names
    bool firstIsIn = false;         ///< the first set is in-distribution; else as ownSet() says
    std::int64_t limit = 0;         ///< images spread evenly over each set; 0: all
    bool round = false;             ///< as loadData()
    OptionValues options;           ///< of the experiment
    std::string score = "likelihood";
    ScoreSources sources;  ///< what scores take beside the sets
    EvaluateOptions evaluation;
    ComputeSettings compute;
};

/// Loads and runs. Sets of another shape than the runs' are fitted, unless the experiment pairs shapes
/// itself. nullopt when Ctrl-C came.   Throws: what loading and the experiment throw; RunFileError before the
/// work when the first run takes no result.
std::optional<ExperimentResult> performExperiment(const ExperimentOrder& order, Console& console);

/// In the first run, where there is one.   Throws: RunFileError.
void keepResult(const ExperimentOrder& order, const ExperimentResult& result);

}  // namespace nescio
