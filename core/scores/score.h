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
    std::function<std::vector<double>(const TermTable&)> evaluate;  ///< one value a row
};

/// All scores, alphabetical by id.
const std::vector<ScoreKind>& scoreKinds();
/// Throws: OptionError naming the known ids.
const ScoreKind& scoreKind(const std::string& id);

}  // namespace nescio
