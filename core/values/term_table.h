// What a model said about a data set: every term of every image. Histograms, scores, ROC curves and the
// breakdown of any image are computed from this table; the model is not needed again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/breakdown.h"
#include "core/values/image.h"

namespace nescio {

/// Per-image terms of one data set under one model.
/// Shapes: nats is row-major, rows() × columns.size().   Units: nats of the 8-bit image.
struct TermTable {
    std::string setId;     ///< key within a run file, e.g. "mnist/t10k"
    std::string setTitle;  ///< for people
    std::string source;    ///< path(s), "synthetic" or "samples of this model"
    SetRole role = SetRole::Other;
    ImageShape shape;
    std::vector<TermInfo> columns;
    std::vector<double> nats;
    std::vector<std::int64_t> indices;  ///< image index of each row within its data set
    std::vector<int> labels;            ///< empty, or the class of each row
    std::int64_t available = 0;         ///< N of "n of N"
    Tightness tightness = Tightness::LowerBound;
    int draws = 1;
    DrawRule drawRule = DrawRule::Mean;
    std::uint64_t seed = 0;            ///< of the dequantisation noise
    std::vector<std::string> changes;  ///< preprocessing that every image went through
    bool synthetic = false;
    double secondsPerImage = 0;

    [[nodiscard]] std::size_t rows() const { return indices.size(); }
    [[nodiscard]] Breakdown breakdown(std::size_t row) const;
    [[nodiscard]] double totalNats(std::size_t row) const;
    /// One value a row.
    [[nodiscard]] std::vector<double> logLikelihoods() const;
    [[nodiscard]] std::vector<double> bitsPerDims() const;
    [[nodiscard]] std::vector<double> densities() const;  ///< nats, without volume and scaling
    [[nodiscard]] std::vector<double> volumes() const;    ///< nats, sum of log-determinants
};

/// Mean and standard error of a list.
struct Mean {
    double value = 0;
    double standardError = 0;  ///< sample standard deviation / sqrt(n); 0 for n < 2
    std::size_t n = 0;
};
Mean meanOf(const std::vector<double>& values);

}  // namespace nescio
