// Makes a score of one's own over the columns of a run and keeps it there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/scores/formula.h"
#include "core/scores/score.h"
#include "core/values/composition.h"
#include "core/values/mean.h"

namespace nescio {

/// What it is made of: exactly one of formula, mixture and logistic.
struct ComposeOrder {
    std::filesystem::path run;
    std::string id, title;              ///< "": the title is what it is made of
    std::string formula;                ///< as in Formula
    std::vector<std::string> mixture;   ///< names, of a Gaussian mixture fitted to training images
    std::vector<std::string> logistic;  ///< names, of a regression that is shown `reference` and `told`
    std::string reference, told;        ///< scored sets, as the run file calls them; a mixture needs none
    int components = 3;
    bool replace = false;                ///< a score of this id that the run has may go
    std::string replacedBy = "--force";  ///< what the asker calls that, for the sentence that refuses
};

/// What a score is on a set that the file keeps, or why it is not.
struct ScoreOnSet {
    std::string setId, problem;
    std::size_t n = 0, nan = 0, infinite = 0;
    Mean mean;  ///< of the finite values
};

/// A score that was made and kept.
struct ComposedScore {
    Composition composition;
    ScoreKind score;
    std::optional<FittedScore> fit;  ///< to the reference that was named
    std::vector<ScoreOnSet> sets;    ///< none where it is still to be fitted
};

/// Throws: OptionError for a name, id or set that is none, an id that another score of the run has, or one
/// whose fits are kept; RunFileError.
ComposedScore composeScore(const ComposeOrder& order);

/// What a formula over this run may name.   Throws: OptionError where no set was scored yet; RunFileError.
std::vector<FormulaName> namesFor(const std::filesystem::path& run);

}  // namespace nescio
