// A table of mixed words and numbers for the window: what is read, what it is sorted by, and what has to be
// said of a cell.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nescio {

/// One cell.
struct TableCell {
    std::string text;
    std::optional<double> number = {};  ///< sorted by; absent: by the text, after all numbers
    std::string tip = {};
};

/// A number as people read it, "−4 247.1" with a thin space, or "–" where it is not finite.
TableCell realCell(double value, int decimals, std::string tip = {});

/// What stands over a column.
struct CellColumn {
    std::string title;  ///< with its unit
    std::string tip = {};
};

/// Shapes: each row has one cell a column.
struct CellTable {
    std::vector<CellColumn> columns;
    std::vector<std::vector<TableCell>> rows;
};

}  // namespace nescio
