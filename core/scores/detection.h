// Scores side by side on the same images: each one fitted, computed and judged, or the reason why not. What
// goes wrong with one never hides the others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/scores/threshold.h"

namespace nescio {

/// What is compared.
struct DetectionInput {
    SetColumns in;                ///< in-distribution images that no score was fitted on
    std::vector<SetColumns> out;  ///< sets that count as out-of-distribution
    /// Training images: areas are of scores fitted on all of them, thresholds as in detection_thresholds.h.
    std::optional<SetColumns> reference;
    std::vector<ScoreKind> scores;
    std::vector<FittedScore> known = {};  ///< fits made before, which are not made again
    int bootstraps = kHalfSamples;
    double confidence = 0.95;
    std::uint64_t seed = 0;                  ///< of the resamples
    double falseAlarms = kUsualFalseAlarms;  ///< share of in-distribution images that thresholds may flag
};

/// One score on one set.
struct DetectedSet {
    std::string problem;  ///< why there is no number, one sentence; "" where there is
    RocResult roc;
    std::vector<double> values;  ///< of the set's images, or of its groups
};

/// One score on every set.
struct DetectedScore {
    ScoreKind kind;
    std::string problem;  ///< as above, where it holds of all sets
    std::string inputs;   ///< "lower bound, 1 draw"
    double secondsPerImage = 0;
    FittedScore fit;         ///< empty where nothing is fitted
    std::vector<double> in;  ///< of the in-distribution images
    std::vector<DetectedSet> sets;
};

/// All of them, in the order asked for.
struct Detection {
    std::vector<DetectedScore> scores;
};

/// Why the numbers of two sets must not meet in a score: terms or measurements of other weights or draws. One
/// sentence, "" where they may.
std::string whyNotTogether(const ScoreKind& kind, const SetColumns& a, const SetColumns& b);

/// The fit of a score to a reference, as a run file keeps it.   Throws: as fitScore().
FittedScore fittedTo(const ScoreKind& kind, const SetColumns& reference);

/// Scores are shared out among the CPUs that this process may use; the numbers do not depend on how many.
/// Thread: any; nothing here takes a model.
Detection detect(const DetectionInput& input);

/// Fits that were made for it, which a run file may keep.
std::vector<FittedScore> newFits(const DetectionInput& input, const Detection& detection);

}  // namespace nescio
