// What a model said about a data set: every term of every image. Histograms, scores, ROC curves and the
// breakdown of any image are computed from this table; the model is not needed again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/breakdown.h"
#include "core/values/column_key.h"
#include "core/values/image.h"
#include "core/values/image_column.h"
#include "core/values/mean.h"

namespace nescio {

/// The terms of the images of one set under one model: columns that share one key.
/// Shapes: nats is row-major, rows() × columns.size().   Units: nats of the 8-bit image.
struct TermTable {
    std::string setId;     ///< key within a run file, e.g. "mnist/t10k"
    std::string setTitle;  ///< for people
    std::string source;    ///< path(s), "synthetic" or "samples of this model"
    SetRole role = SetRole::Other;
    ImageShape shape;
    ColumnKey key;  ///< whose numbers these are; its indices name the rows
    std::vector<TermInfo> columns;
    std::vector<double> nats;
    std::vector<int> labels;     ///< empty, or the class of each row
    std::int64_t available = 0;  ///< N of "n of N"
    Tightness tightness = Tightness::LowerBound;
    std::int64_t trainedOn = -1;  ///< images that the model was trained on; negative: not known
    bool synthetic = false;
    double secondsPerImage = 0;

    [[nodiscard]] std::size_t rows() const { return key.indices.size(); }
    [[nodiscard]] Breakdown breakdown(std::size_t row) const;
    [[nodiscard]] double totalNats(std::size_t row) const;
    /// One value a row.
    [[nodiscard]] std::vector<double> logLikelihoods() const;
    [[nodiscard]] std::vector<double> bitsPerDims() const;
    [[nodiscard]] std::vector<double> densities() const;  ///< nats, without volume and scaling
    [[nodiscard]] std::vector<double> volumes() const;    ///< nats, sum of log-determinants

    /// One term of every image, as a column that can stand alone.   Requires: c < columns.size().
    [[nodiscard]] ImageColumn term(std::size_t c) const;
    /// log P(x) in nats, and in bits/dim.
    [[nodiscard]] ImageColumn logLikelihood() const;
    [[nodiscard]] ImageColumn bitsPerDim() const;
    /// "lower bound, 1 draw", which images where they are not all, and how many the model was trained on
    /// where that is a surprise.
    [[nodiscard]] std::string words() const;
};

}  // namespace nescio
