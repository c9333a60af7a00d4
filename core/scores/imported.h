// Columns from elsewhere: which row is of which image, and a column that is a score already.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/column_table.h"
#include "core/values/composition.h"
#include "core/values/measurement.h"
#include "core/values/term_table.h"

namespace nescio {

/// Whether a measure's id is that of columns from elsewhere, which nothing here can measure.
bool isImported(const std::string& measure);

/// Columns that found their images.
struct ImportedColumns {
    Measurement measurement;   ///< of the images of the table, in their order; NaN where a row is missing
    bool byIndex = false;      ///< the file said which rows are of which images; else their order did
    std::int64_t leftOut = 0;  ///< rows of images of the set that the table does not have
    std::int64_t missing = 0;  ///< images of the table without a row
};

/// As the measure `imported_<name>` of the images of a scored set. Rows are matched by the file's index, the
/// place of an image within its set; without one by their order, where there are as many as images in the
/// table or in the set. `unit` is that of columns whose heading has none.
/// Throws: OptionError for a name that is none, or a unit that contradicts a heading; DataError for another
/// number of rows, two rows of one image, an image that the set does not have.
ImportedColumns importedColumns(const ColumnTable& file, const TermTable& images, const std::string& name,
                                const std::string& unit, Knowledge knows);

/// Which values of a column from elsewhere speak for out-of-distribution images.
enum class ScoreDirection { Higher, Lower };

/// A column as a score, under its name in formulas.   Requires: c < columns.size().
Composition importedScore(const Measurement& measurement, std::size_t c, ScoreDirection direction,
                          const std::string& source);

}  // namespace nescio
