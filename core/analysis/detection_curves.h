// Curves of scores side by side: what each one flags, with what the images leave open.
#pragma once

#include <string>
#include <vector>

#include "core/scores/detection.h"
#include "core/values/result_figure.h"

namespace nescio {

/// Scores of one set, best first; those without a number are not among them.   Requires: set < out.size().
std::vector<const DetectedScore*> bestFirst(const Detection& detection, std::size_t set);

/// ROC beside precision and recall on one set, each with a band. `scores`: ids, drawn in this order, those
/// without a number left out; none: raw likelihood and the best ones.   Requires: set < out.size().
ResultFigure detectionCurves(const DetectionInput& input, const Detection& detection, std::size_t set,
                             const std::vector<std::string>& scores = {});

}  // namespace nescio
