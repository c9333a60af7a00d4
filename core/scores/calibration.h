// From training images to verdicts: a score is fitted on one half of them, its threshold set on the other,
// and an image is judged by where its value lies among those of the held-out half.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scores/score.h"
#include "core/scores/threshold.h"

namespace nescio {

/// Training images in two. No image is in both, whatever sets, limits or copies it comes in: which half it
/// belongs to is told by its bytes alone (by its place, in tables of format 1, which keep no contents). The
/// model itself was trained on both.
struct ReferenceHalves {
    SetColumns fitting;  ///< what scores are fitted on
    SetColumns heldOut;  ///< what thresholds are set on
};
ReferenceHalves halvesOf(const SetColumns& reference);

/// A score made ready to give verdicts.
struct Calibration {
    ScoreKind kind;
    FittedScore fit = {};      ///< to the fitting half; empty where nothing is fitted
    std::string noValue = {};  ///< why it has no value of any image, one sentence
    std::string noThreshold =
        {};  ///< why it has no threshold: that sentence, or one of its own; "" where it has
    std::string reference = {};        ///< title of the set whose images were held out
    std::vector<double> heldOut = {};  ///< scores of these images or groups that are numbers, ascending
    std::size_t nan = 0;               ///< of them left out
};

/// Fits that are known are not made again. Nothing is thrown: what cannot be had is told in the result, so
/// that no score hides another. No reference: scores that need no fit have values and no threshold.
Calibration calibrated(const ScoreKind& kind, const std::optional<ReferenceHalves>& halves,
                       const std::vector<FittedScore>& known = {});

/// As calibrateThreshold().   Requires: a calibration that has a threshold.
Threshold thresholdOf(const Calibration& calibration, double falseAlarms);

/// The share of held-out images with a lower score, from 0 to 1; NaN where the score is, or there are none.
double percentileOf(const Calibration& calibration, double score);

enum class Judged { InDistribution, Flagged, NotAtAll };

/// What is said of an image by a score.
struct Verdict {
    Judged judged = Judged::NotAtAll;
    std::string words;  ///< "typicality 12.3 > 10.1: flagged"; of NotAtAll the reason
};

/// `threshold`: thresholdOf() the calibration; nullopt where it has none. A score that equals its threshold
/// is not flagged.
Verdict verdictOn(const Calibration& calibration, const std::optional<Threshold>& threshold, double score);

/// "5 % false alarms on 1 003 held-out images of MNIST train": what a threshold was set for and on.
std::string calibrationWords(const Calibration& calibration, const Threshold& threshold);

/// "flagged", "not flagged", "none".
std::string toText(Judged judged);

}  // namespace nescio
