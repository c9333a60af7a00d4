// Scores side by side on the same images: from images and a model, or from the numbers that a run file keeps.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/experiment.h"
#include "core/scores/detection.h"
#include "core/scores/detection_thresholds.h"

namespace nescio {

/// What was compared, what came of it, and that in words, tables and figures.
struct Comparison {
    DetectionInput input;
    Detection detection;
    std::vector<DetectedThreshold> thresholds;
    ExperimentResult result;
};

/// The scores named in the option "scores", on every set of the input against the in-distribution one.
/// Columns and fits are read from the run file and kept there, where the input says so. Further models are
/// the first one's recipe from other seeds: they tell how far its areas spread. nullopt when stopped.
/// Throws: as gather(); OptionError for models of two recipes, or of one seed.
std::optional<Comparison> compareScores(const ExperimentInput& input);

/// Sets as the run file calls them.
struct StoredOrder {
    std::filesystem::path run;
    std::string in;
    std::vector<std::string> out;
    std::string reference = {};            ///< "": what the run was trained on
    std::vector<std::string> scores = {};  ///< ids; none: all that there are of a model with these terms
    int bootstraps = kHalfSamples;
    double falseAlarms = kUsualFalseAlarms;
};

/// Neither data nor model is needed. A reference that was not scored is left out: the scores that need one
/// say so.   Throws: RunFileError naming the sets there are, OptionError naming the scores.
Comparison compareStored(const StoredOrder& order);

}  // namespace nescio
