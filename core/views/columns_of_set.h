// Values of a set's images by the names that formulas and fits call them, wherever they lie: in the terms
// that are at hand, or measured and kept in the run file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/values/composition.h"
#include "core/values/image_column.h"
#include "core/values/set_columns.h"
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

/// What a run has of one set's images, read once.
class ColumnsOfSet {
  public:
    /// `run`: the file with measured columns; "": the terms alone.   Throws: RunFileError.
    ColumnsOfSet(std::shared_ptr<const TermTable> table, const std::string& run);

    /// Each column once; some may be measured of other images of the set alone.
    [[nodiscard]] const std::vector<NamedColumn>& columns() const { return m_names; }
    /// Row by row as the table.   Throws: UnsupportedError where there is none of that name for these images.
    [[nodiscard]] std::vector<double> values(const std::string& name) const;

  private:
    SetColumns m_columns;
    std::vector<CompositionInput> m_inputs;
    std::vector<NamedColumn> m_names;
};

/// One column of a set's images, under the set's id. Terms are had without the file.
/// Throws: UnsupportedError where the set has none of that name, RunFileError.
ImageColumn columnNamed(const std::shared_ptr<const TermTable>& table, const NamedColumn& column,
                        const std::string& run);

}  // namespace nescio
