// What was measured of the images of a set beside the terms of their likelihood: the length of a code, a
// second model's likelihood, the norm of a gradient. Scores are computed from terms and measurements.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image_column.h"
#include "core/values/knowledge.h"

namespace nescio {

/// One number an image.   Shapes: one value an index of the measurement's key.
struct MeasuredColumn {
    std::string name;  ///< lower_snake, unique within its measurement
    std::string unit;  ///< "nats", "bytes"; "" where it has none
    std::vector<double> values;
    bool operator==(const MeasuredColumn&) const = default;
};

/// Columns that one measure gave in one go, and that therefore share a key.
struct Measurement {
    std::string measure;   ///< id of what measured, lower_snake
    std::string setId;     ///< what the run file calls the set
    std::string setTitle;  ///< for people
    ColumnKind kind = ColumnKind::ScoreInput;
    Tightness tightness = Tightness::Exact;
    /// Of a measure without a model the key names no weights; of a second model, that model's.
    std::shared_ptr<const ColumnKey> key;
    double secondsPerImage = 0;
    std::vector<MeasuredColumn> columns;
    Knowledge knows = Knowledge::Nothing;  ///< of columns from elsewhere: as those who brought them say

    /// Null where there is none of that name.
    [[nodiscard]] const MeasuredColumn* find(const std::string& name) const;
    /// A column that can stand alone, named as in a formula: columnName().   Requires: c < columns.size().
    [[nodiscard]] ImageColumn column(std::size_t c) const;
};

/// What a column is called among those of all measures: the name of the measure where it is its only column
/// ("png"), else both ("latents.normality").
std::string columnName(const Measurement& measurement, std::size_t c);

/// The same numbers for other rows, by the content of each image; nullopt unless every image is among them.
std::optional<Measurement> alignedTo(const ColumnKey& rows, const Measurement& measurement);

}  // namespace nescio
