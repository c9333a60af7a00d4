// Thresholds as a table, and in words how the training images were split for them.
#pragma once

#include <string>
#include <vector>

#include "core/scores/detection_thresholds.h"
#include "core/values/experiment.h"

namespace nescio {

/// "thresholds": a row a score and OOD set; of scores without a threshold none.
ResultTable thresholdTable(const DetectionInput& input, const std::vector<DetectedThreshold>& thresholds);

/// Which images thresholds were set on and which not; "" where there are none.
std::string splitWords(const DetectionInput& input);

}  // namespace nescio
