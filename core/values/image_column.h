// One value an image, with everything that says what the value is and whose. What is shown is computed from
// columns; a column can be asked for its images.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/values/column_key.h"

namespace nescio {

/// Where the values of a column come from.
enum class ColumnKind {
    Term,        ///< a part of the model's log-likelihood, or a sum of such parts
    ScoreInput,  ///< computed with a model for a score: a second model's likelihood, a gradient's norm
    ModelFree,   ///< a fact of the image alone: the length of its PNG
    Imported     ///< brought in from elsewhere
};
std::string toId(ColumnKind kind);
/// Throws: RunFileError on an unknown id.
ColumnKind columnKindFromId(const std::string& id);

/// Values of the images of a set.   Shapes: one value an index of the key.
struct ImageColumn {
    std::string name;  ///< lower_snake, e.g. "log_likelihood"
    std::string unit;  ///< "nats", "bits/dim", "bytes"; "" where it has none
    ColumnKind kind = ColumnKind::Term;
    Tightness tightness = Tightness::Exact;
    std::string setId;     ///< what the run file calls the set
    std::string setTitle;  ///< for people
    std::shared_ptr<const ColumnKey> key;
    std::vector<double> values;
};

}  // namespace nescio
