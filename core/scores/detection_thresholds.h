// Thresholds side by side: each set on training images that its score was not fitted on, and what it then
// does on the sets compared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scores/calibration.h"
#include "core/scores/detection.h"

namespace nescio {

/// A threshold on one set.
struct FlaggedSet {
    std::string problem;  ///< why there is no number, one sentence; "" where there is
    FlaggedShare flagged;
};

/// A score with its threshold.
struct DetectedThreshold {
    Calibration calibration;
    std::optional<Threshold> threshold;  ///< nullopt: calibration.noThreshold says why
    FlaggedSet in;                       ///< false alarms achieved
    std::vector<FlaggedSet> sets;        ///< detections, a set each
};

/// Of every score of the input, at its rate of false alarms. The fit that a threshold goes with is to half of
/// the reference, so its scores differ a little from those that areas are of.   Thread: any.
std::vector<DetectedThreshold> thresholdsOf(const DetectionInput& input);

/// Fits that were made for it, which a run file may keep.
std::vector<FittedScore> newFits(const DetectionInput& input,
                                 const std::vector<DetectedThreshold>& thresholds);

}  // namespace nescio
