// The experiments of the paper, each on any models and any data sets.
// A new one is one file in core/analysis/experiments/ that defines `nescio::experiments::<id>::kind()`;
// command line, run files and exports know it then.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/experiment.h"
#include "core/values/fitted_score.h"
#include "core/values/image.h"
#include "core/values/option.h"
#include "core/values/progress.h"

namespace nescio {

/// What an experiment works on. Sets have the models' shape.
struct ExperimentInput {
    std::vector<std::shared_ptr<const FrozenModel>> models;
    std::vector<ImageSet> sets;  ///< in any order where a run knows its own (see ownSet()); else the first
    std::optional<std::size_t> in = {};  ///< which of the sets is in-distribution, where somebody said so
    OptionValues options;                ///< completed
    std::string score = "likelihood";   ///< id of the score that areas are of, where the experiment takes one
    std::string scoreWords = "−log p";  ///< what it is called beside an area; told by runExperiment()
    std::optional<ImageSet> reference =
        {};  ///< training images of the first model, which scores are fitted on
    /// Other runs that measures of the first model take, by measure: "background".
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds = {};
    bool keep = false;  ///< terms and measurements are read from the models' run files and kept there
    EvaluateOptions evaluation;
    std::stop_token stop;
    bool keepPart = false;  ///< what several parts came to before a stop is a result, too
    ProgressBoard* board = nullptr;
    /// Fits made so far, by model, score and reference: none is made twice.
    std::shared_ptr<std::vector<FittedScore>> fits = std::make_shared<std::vector<FittedScore>>();
    /// What must be said beside any result: evaluateSet() leaves it here, runExperiment() adds it to the
    /// findings.
    std::shared_ptr<std::vector<std::string>> notes = std::make_shared<std::vector<std::string>>();
};

/// A registered experiment.
struct ExperimentKind {
    std::string id;  ///< lower_snake
    std::string title;
    std::string source;  ///< "Nalisnick et al. 2019, figure 5a (E5)"
    std::string what;    ///< one sentence: what it takes and what it shows
    int fewestModels = 0, mostModels = 0;
    int fewestSets = 1, mostSets = 1000;
    bool takesScore = false;      ///< its areas are of any score; else of −log p
    bool takesReference = false;  ///< fits scores, whichever are asked for
    bool oneRecipe = false;       ///< its runs differ in their seed alone
    bool mixedShapes = false;     ///< takes runs and sets of several shapes and pairs those that fit
    std::vector<OptionField> options;
    /// nullopt when stopped; where it has parts and may keep them, a result that says in `stoppedAfter` how
    /// many there are. It leaves `id` empty or puts what tells a variant apart there ("blur"); the rest
    /// of the head is filled in.   Requires: an input that checkExperiment() lets pass. Callers use
    /// runExperiment().
    std::function<std::optional<ExperimentResult>(const ExperimentInput&)> run;
};

/// All experiments, alphabetical by id.
const std::vector<ExperimentKind>& experimentKinds();
/// Throws: OptionError naming the known ids.
const ExperimentKind& experimentKind(const std::string& id);

/// Checks numbers of models and sets, their shapes, and that no set is empty.
/// Throws: OptionError, ShapeError, DataError saying what was expected and what was found.
void checkExperiment(const ExperimentKind& kind, const ExperimentInput& input);

/// Checks, runs, and says in the result which experiment it was, and beside every figure where it is not
/// whole. nullopt when stopped with nothing to keep.   Throws: as above, and what the experiment throws.
std::optional<ExperimentResult> runExperiment(const ExperimentKind& kind, const ExperimentInput& input);

/// The names of the files that hold a result's tables: <base>-<table id>.csv, .tex and .md.
std::vector<std::string> tableFiles(const std::string& base, const ExperimentResult& result);
/// Writes them.   Throws: Error naming the path.
void writeTables(const std::string& base, const ExperimentResult& result);

}  // namespace nescio
