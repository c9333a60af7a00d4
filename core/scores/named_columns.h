// Columns of an image by the names that formulas and fits call them: parts of log p as the model has them
// (log_p, volume, level_2), and what was measured (png_net, imported_loss).
#pragma once

#include <string>
#include <vector>

#include "core/scores/formula.h"
#include "core/values/composition.h"
#include "core/values/set_columns.h"

namespace nescio {

/// What terms are called: log_p, density, volume, scaling, bits_per_dim, D, each level_<n> and member_<n>,
/// where a model with these terms has them. A level is the sum of its terms without the change of units, a
/// member its own log p.
std::vector<FormulaName> termNames(const std::vector<TermInfo>& terms);

/// What a measured column is called: columnName() with underscores.   Requires: c < columns.size().
std::string nameInFormulas(const Measurement& measurement, std::size_t c);

/// A measured column that can be named, and what it was told.
struct MeasuredName {
    CompositionInput input;
    Knowledge knows = Knowledge::Nothing;
    bool again = false;  ///< a second, shorter name of a column: lists leave it out
};
/// Of measurements of any sets, oldest first: the columns there are, each once. columnName() with
/// underscores; the measure's name alone is its first column.
std::vector<MeasuredName> measuredNames(const std::vector<Measurement>& measurements);

/// One value a row. `inputs` say what the names beside those of terms are.
/// Throws: UnsupportedError where there is no such column, or its unit is another than when it was named.
std::vector<double> valuesNamed(const SetColumns& columns, const std::string& name,
                                const std::vector<CompositionInput>& inputs);

}  // namespace nescio
