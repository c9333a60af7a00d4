// Scores side by side as tables and figures: what the command line prints, the window shows and a report has.
#pragma once

#include "core/scores/detection.h"
#include "core/scores/detection_thresholds.h"
#include "core/values/experiment.h"

namespace nescio {

/// Findings, tables ("detection", "paired", "thresholds", "claims", "missing") and a figure of curves for
/// every set. `otherSeeds`: the same under further runs of the recipe; areas then have a mean and a deviation
/// over seeds beside their interval over images.
ExperimentResult resultOf(const DetectionInput& input, const Detection& detection,
                          const std::vector<DetectedThreshold>& thresholds,
                          const std::vector<Detection>& otherSeeds = {});

}  // namespace nescio
