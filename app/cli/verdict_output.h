// Verdicts for people and for programs: a line an image of few, a table over all, JSON in full.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/analysis/decision.h"

namespace nescio {

/// What verdicts are given with, and how often each was given: all that stays of images judged before.
struct VerdictTally {
    std::vector<Calibration> calibrations;
    std::vector<std::optional<Threshold>> thresholds;
    std::vector<std::size_t> flagged = {}, without = {};  ///< a score each
    std::size_t images = 0, anyFlagged = 0;

    VerdictTally(std::vector<Calibration> made, double falseAlarms);
    void add(const JudgedImage& image);
};

/// "shirt.png: 3.21 bits/dim; flagged by 2 of 21 scores: density 5.1 > 4.2 nats, …".
std::string verdictLine(const JudgedImage& image, const VerdictTally& tally);
/// A row a score that has a threshold: how many it flagged, and with which threshold.
std::string summaryTable(const VerdictTally& tally);
/// What thresholds were set on, what several of them together mean, and which scores have none.
std::vector<std::string> summarySentences(const VerdictTally& tally);

Json toJson(const JudgedImage& image, const VerdictTally& tally);
/// The scores with their thresholds and how often they flagged.
Json scoresJson(const VerdictTally& tally);

}  // namespace nescio
