// A score that a person made of columns: a formula, or a fit over several. A run file keeps it, and it stands
// beside the scores that are registered.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/fitted_score.h"
#include "core/values/knowledge.h"

namespace nescio {

/// How columns become one number.
enum class CompositionKind {
    Formula,  ///< as it is written
    Mixture,  ///< minus the log-density of a Gaussian mixture, fitted to reference images
    Logistic  ///< the log-odds of a logistic regression, which was told out-of-distribution images
};
/// Stable ids and back.   Throws: RunFileError on an unknown id.
std::string toId(CompositionKind kind);
CompositionKind compositionKindFromId(const std::string& id);

/// A measured column under the name by which a composition reads it.
struct CompositionInput {
    std::string name;     ///< in formulas: "png_net"
    std::string measure;  ///< "png"
    std::string column;   ///< "net"
    std::string unit;     ///< when the composition was made; it must not change
    bool operator==(const CompositionInput&) const = default;
};

/// The score itself.
struct Composition {
    std::string id;  ///< lower_snake, of no registered score
    std::string title;
    CompositionKind kind = CompositionKind::Formula;
    std::string formula;                   ///< of a fit: the names of its columns, between commas
    std::string unit;                      ///< "" for a plain number
    std::vector<CompositionInput> inputs;  ///< what it reads beside the terms
    Knowledge knows = Knowledge::Nothing;  ///< the most that one of its columns, or the fit, was told
    std::string source;                    ///< "composed here", "imported from scores.csv"
    int components = 0;                    ///< of a mixture
    std::string told = {};                 ///< title of the out-of-distribution set that a fit saw
    ScoreState state = {};                 ///< of a fit that is made with it
    bool operator==(const Composition&) const = default;
};

}  // namespace nescio
