// Verdicts on images one by one: scores made ready once on training images, then any number of images in
// batches, of which numbers alone remain.
//
// What a run file keeps for it are the columns of the training images and the fits to one half of them. The
// thresholds themselves are read off the held-out half anew each time: for two thousand images that takes
// milliseconds, and a threshold that is not kept cannot outlive the columns, fits and compositions it was
// made of.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/analysis/column_source.h"
#include "core/scores/calibration.h"
#include "core/values/composition.h"

namespace nescio {

/// Which scores, made ready on what.
struct DecisionOrder {
    std::optional<ImageSet> reference = {};  ///< training images of the model's shape
    /// Ids; none: every score of single images whose measures are not left to be asked for by name.
    std::vector<std::string> scores = {};
    std::vector<Composition> compositions = {};  ///< of the run, which count as its scores
};

/// Scores made ready, in the order asked for. nullopt when stopped; what was computed by then is kept.
/// Throws: as ColumnSource::columnsOf(); OptionError on an unknown id.
std::optional<std::vector<Calibration>> calibratedFor(ColumnSource& source, const DecisionOrder& order,
                                                      std::stop_token stop = {},
                                                      ProgressBoard* board = nullptr);

/// What remains of an image.
struct JudgedImage {
    std::string name;
    double bitsPerDim = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> values;  ///< a score each; NaN where it has none of the image
    /// Why not, a score each, "" where it has; shared by the images of a batch.
    std::shared_ptr<const std::vector<std::string>> problems;
};

/// Images of any shapes as one batch that a model of `shape` takes, named by their files.
/// Throws: ImageError for an empty image.   Requires: one image or more.
ImageSet batchOf(const std::vector<Image>& images, const ImageShape& shape);

/// Nothing is kept: batches are nobody's to ask for again. nullopt when stopped.   Throws: as
/// ColumnSource::columnsOf().
std::optional<std::vector<JudgedImage>> judged(ColumnSource& source,
                                               const std::vector<Calibration>& calibrations,
                                               const ImageSet& batch, std::stop_token stop = {});

/// A score each; nullopt where it has none.   Throws: OptionError where the rate is not in [0, 1].
std::vector<std::optional<Threshold>> thresholdsAt(const std::vector<Calibration>& calibrations,
                                                   double falseAlarms);

/// As verdictOn(), by score s.
Verdict verdictOn(const JudgedImage& image, std::size_t s, const std::vector<Calibration>& calibrations,
                  const std::vector<std::optional<Threshold>>& thresholds);

/// Columns of a table of verdicts, and the row of an image: name, bits/dim, and of each score value,
/// percentile, threshold and verdict.
std::vector<std::string> verdictHeader(const std::vector<Calibration>& calibrations);
std::vector<std::string> verdictRow(const JudgedImage& image, const std::vector<Calibration>& calibrations,
                                    const std::vector<std::optional<Threshold>>& thresholds);

}  // namespace nescio
