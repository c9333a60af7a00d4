// Values of a set's images by the names that formulas and fits call them, wherever they lie: in the terms
// that are at hand, or measured and kept in the run file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/values/image_column.h"
#include "core/values/term_table.h"

namespace nescio {

/// A column that can be asked for.
struct NamedColumn {
    std::string name;  ///< as in formulas: "log_p", "png_net"
    std::string unit;
    bool operator==(const NamedColumn&) const = default;
};

/// For people: "log-likelihood (nats)", "bits/dim", "png net (bytes)".
std::string titleOf(const NamedColumn& column);

/// All that there are of images with these terms, and of those that the run's file keeps; "": of no file.
/// Throws: RunFileError.
std::vector<NamedColumn> namedColumns(const std::vector<TermInfo>& terms, const std::string& run);

/// One column of a set's images, row by row as the table, under the set's id.
/// Throws: UnsupportedError where the set has none of that name, RunFileError.
ImageColumn columnNamed(const TermTable& table, const std::string& name, const std::string& run);

}  // namespace nescio
