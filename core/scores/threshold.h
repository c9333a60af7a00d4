// A threshold that a detector works at: set so that in-distribution images are rarely flagged, on scores held
// out for it, and what it then does on another set.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values/interval.h"

namespace nescio {

/// The share of in-distribution images that may be flagged where nobody says another.
inline constexpr double kUsualFalseAlarms = 0.05;

/// Images with score > `score` are flagged as out-of-distribution.
struct Threshold {
    double score = 0;         ///< one of the calibration scores; −infinity where all may be flagged
    double rate = 0;          ///< asked for
    std::size_t n = 0;        ///< calibration scores that are numbers, ±infinity among them
    std::size_t flagged = 0;  ///< of them
    std::size_t nan = 0;      ///< left out
    std::string remark;       ///< what keeps it from the rate asked for; "" where it comes within one image
};

/// The smallest threshold that flags at most a share `rate` of in-distribution scores held out from training.
/// Where no scores tie, a fresh image of the same kind is then flagged with probability
/// (flagged + 1) / (n + 1), taken over calibration sets.
/// Throws: OptionError where rate is not in [0, 1], DataError where no score is a number.
Threshold calibrateThreshold(const std::vector<double>& inScores, double rate);

/// What a threshold does on a set.
struct FlaggedShare {
    Interval share;  ///< Wilson's interval; of a threshold that was not set on these scores
    std::size_t n = 0, flagged = 0;
    std::size_t nan = 0;  ///< left out
};

/// The share of false alarms of an in-distribution set, of detections of an OOD set.
/// Throws: DataError where no score is a number, OptionError where the threshold is none.
FlaggedShare flaggedShare(const std::vector<double>& scores, double threshold, double confidence = 0.95);

}  // namespace nescio
