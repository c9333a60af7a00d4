#include "core/scores/detection_thresholds.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

FlaggedSet flaggedOf(const DetectionInput& input, const DetectedThreshold& score, const SetColumns& set) {
    const auto& kind = score.calibration.kind;
    FlaggedSet found;
    try {
        if (const auto why = whyNotTogether(kind, *input.reference, set); !why.empty())
            throw UnsupportedError(why);
        found.flagged = flaggedShare(scoreOf(kind, set, score.calibration.fit.state), score.threshold->score,
                                     input.confidence);
    } catch (const Error& error) {
        found.problem = error.what();
    }
    return found;
}

DetectedThreshold thresholdWith(const DetectionInput& input, const std::optional<ReferenceHalves>& halves,
                                const ScoreKind& kind) {
    DetectedThreshold score{.calibration = calibrated(kind, halves, input.known)};
    const auto& why = score.calibration.noThreshold;
    score.in.problem = why;
    score.sets.assign(input.out.size(), FlaggedSet{.problem = why});
    if (!why.empty()) return score;
    score.threshold = thresholdOf(score.calibration, input.falseAlarms);
    score.in = flaggedOf(input, score, input.in);
    std::transform(input.out.begin(), input.out.end(), score.sets.begin(),
                   [&](const SetColumns& set) { return flaggedOf(input, score, set); });
    return score;
}

}  // namespace

std::vector<DetectedThreshold> thresholdsOf(const DetectionInput& input) {
    std::optional<ReferenceHalves> halves;
    if (input.reference) halves = halvesOf(*input.reference);
    std::vector<DetectedThreshold> thresholds;
    for (const auto& kind : input.scores) thresholds.push_back(thresholdWith(input, halves, kind));
    return thresholds;
}

std::vector<FittedScore> newFits(const DetectionInput& input,
                                 const std::vector<DetectedThreshold>& thresholds) {
    std::vector<FittedScore> fits;
    for (const auto& score : thresholds) {
        const auto& made = score.calibration.fit;
        const bool known = std::any_of(input.known.begin(), input.known.end(), [&](const FittedScore& fit) {
            return fit.score == made.score && fit.referenceKey == made.referenceKey;
        });
        if (!made.score.empty() && !known) fits.push_back(made);
    }
    return fits;
}

}  // namespace nescio
