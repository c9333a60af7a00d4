// Columns as a file from elsewhere has them, before anybody asks which images they are of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/measurement.h"

namespace nescio {

/// Shapes: every column, and index where it is told, holds `rows` values.
struct ColumnTable {
    std::string source;  ///< the file, for people
    std::int64_t rows = 0;
    std::vector<MeasuredColumn> columns;   ///< names lower_snake and unique
    std::vector<std::int64_t> index = {};  ///< of each row the place of its image in the set; empty: not told
    std::vector<std::string> remarks = {};  ///< what was left out, one phrase each
};

}  // namespace nescio
