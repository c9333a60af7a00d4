// Detection scores: from the stored terms of an image to one number, higher = more out-of-distribution.
// A new score is one file in core/scores/kinds/ that defines `scores::<id>::kind()`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/values/term_table.h"

namespace nescio {

/// A registered score.
struct ScoreKind {
    std::string id;           ///< lower_snake
    std::string title;        ///< "raw likelihood"
    std::string formula;      ///< "−log p(x)"
    std::string unit;         ///< "nats"
    std::string supervision;  ///< what it needs to know: "none", "training statistics", ...
    std::string cost;         ///< "one forward pass"
    std::string source;       ///< citation
    std::string needs;        ///< what it reads of the terms: "log-determinants, which flows have"
    /// Whether a model with these terms has what it needs.
    std::function<bool(const std::vector<TermInfo>&)> appliesTo;
    /// One value a row.   Requires: appliesTo(table.columns). Callers use scoreOf().
    std::function<std::vector<double>(const TermTable&)> evaluate;
};

/// All scores, alphabetical by id.
const std::vector<ScoreKind>& scoreKinds();
/// Throws: OptionError naming the known ids.
const ScoreKind& scoreKind(const std::string& id);

/// One value a row, NaN where a term of the image is.
/// Throws: UnsupportedError saying what the score needs and which scores there are of these terms.
std::vector<double> scoreOf(const ScoreKind& kind, const TermTable& table);

/// The score `likelihood`, −log p(x) of every row: what the paradox is about.   Units: nats.
std::vector<double> minusLogP(const TermTable& table);

/// Whether a likelihood splits into density and volume: true of flows, and of ensembles of them.
bool hasVolume(const std::vector<TermInfo>& terms);

}  // namespace nescio
