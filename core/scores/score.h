// Detection scores: a formula over the columns of an image, fitted on reference images where it needs that;
// one number an image, always higher = more out-of-distribution.
// A new score is one file in core/scores/kinds/ that defines `scores::<id>::kind()`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/values/fitted_score.h"
#include "core/values/knowledge.h"
#include "core/values/set_columns.h"

namespace nescio {

/// What others found, to stand beside ours.
struct ScoreClaim {
    std::string in, out;  ///< families of sets: "cifar-10", "svhn"
    double auroc = 0;
    std::string what;      ///< "claimed", "re-run", of which model
    std::string evidence;  ///< "read in public code or outputs", "recalled, not re-read", "second-hand"
};

/// In ScoreKind::measuredColumns: all that the measure has, however many these are of a model.
inline constexpr const char* kAllColumns = "*";

/// A registered score.
struct ScoreKind {
    std::string id;       ///< lower_snake
    std::string title;    ///< "raw likelihood"
    std::string formula;  ///< "−log p(x)"
    std::string unit;     ///< "nats"
    Knowledge knows = Knowledge::Nothing;
    std::string cost;                        ///< of an image: "one forward pass"
    std::string source;                      ///< citation
    std::string needs;                       ///< of the terms: "log-determinants, which flows have"
    std::vector<std::string> measures = {};  ///< ids of what must have been measured of the images
    std::vector<std::string> measuredColumns =
        {};                   ///< the names of their columns that it reads, or kAllColumns
    bool readsTerms = true;   ///< else it takes no model: a fact of the image alone
    std::int64_t images = 1;  ///< M: one value speaks of so many images together
    std::vector<ScoreClaim> claims = {};
    /// Whether a model with these terms has what it needs.
    std::function<bool(const std::vector<TermInfo>&)> appliesTo = [](const auto&) { return true; };
    /// From reference images, in-distribution all; none where nothing is fitted. Callers use fitScore().
    std::function<ScoreState(const SetColumns& reference)> fit = {};
    /// One value a row, or one for each of imageGroups(). Callers use scoreOf().
    std::function<std::vector<double>(const SetColumns&, const ScoreState&)> evaluate = {};
    /// The same score of M images together: `<id>_M`.
    std::function<ScoreKind(std::int64_t)> together = {};
    /// Scores that stand in this one's place, one for each level of a model, each codec: where there are
    /// any, this one is only their common name.
    std::function<std::vector<ScoreKind>(const std::vector<TermInfo>&)> variants = {};
};

/// All registered scores, alphabetical by id.
const std::vector<ScoreKind>& scoreKinds();
/// Those that there are of a model with these terms, variants in place of their common name; also those
/// whose needs are not met.
std::vector<ScoreKind> scoresFor(const std::vector<TermInfo>& terms);
/// One of these, or `<id>_M` of one that judges images together.   Throws: OptionError naming the known ids.
ScoreKind scoreAmong(const std::vector<ScoreKind>& known, const std::string& id);
/// One of scoresFor(), or `<id>_M` of one that judges images together.   Throws: OptionError naming the known
/// ids.
ScoreKind scoreNamed(const std::string& id, const std::vector<TermInfo>& terms);

/// Why a score cannot be had of these images, one sentence; "" where it can.
std::string whyNoScore(const ScoreKind& kind, const SetColumns& columns);

/// Throws: UnsupportedError saying what the score lacks; DataError where no reference value is finite.
ScoreState fitScore(const ScoreKind& kind, const SetColumns& reference);

/// One value a row (or group), NaN where a value of the image is.
/// Throws: UnsupportedError saying what the score needs and which scores there are of these terms.
std::vector<double> scoreOf(const ScoreKind& kind, const SetColumns& columns, const ScoreState& state = {});
/// Of terms alone.
std::vector<double> scoreOf(const ScoreKind& kind, const TermTable& table);

/// What the numbers come from: "lower bound, 1 draw", and how tight each measurement is.
std::string inputWords(const ScoreKind& kind, const SetColumns& columns);
/// Seconds an image: of the terms and of every measurement that the score reads, as they were measured.
double secondsPerImage(const ScoreKind& kind, const SetColumns& columns);

/// The score `likelihood`, −log p(x) of every row: what the paradox is about.   Units: nats.
std::vector<double> minusLogP(const TermTable& table);

/// Whether a likelihood splits into density and volume: true of flows, and of ensembles of them.
bool hasVolume(const std::vector<TermInfo>& terms);

}  // namespace nescio
