// All that is known of the images of one set under one run: what scores are computed from.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/values/measurement.h"
#include "core/values/term_table.h"

namespace nescio {

/// The terms of a set's images, and what else was measured of the same images.
struct SetColumns {
    std::shared_ptr<const TermTable> terms;
    /// By measure; row by row as the terms.
    std::map<std::string, Measurement> measurements = {};
    /// Why a measure is not there, one sentence, where somebody tried.
    std::map<std::string, std::string> missing = {};

    [[nodiscard]] std::size_t rows() const { return terms->rows(); }
    [[nodiscard]] bool has(const std::string& measure) const { return measurements.contains(measure); }
    /// Takes a measurement, for the rows of the terms; false where it lacks one of the images.
    bool add(const Measurement& measurement);
    /// One value a row.   Requires: has(measure), a column of that name; "" is the measure's only or first.
    [[nodiscard]] const std::vector<double>& values(const std::string& measure,
                                                    const std::string& column = "") const;
};

/// Columns of some of the images, in the order asked for.   Requires: rows below columns.rows().
SetColumns partOf(const SetColumns& columns, const std::vector<std::size_t>& rows);

}  // namespace nescio
