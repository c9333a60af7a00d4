// Two scores of the same images against each other.
#pragma once

#include <string>

#include "core/scores/detection.h"
#include "core/values/result_figure.h"

namespace nescio {

/// One score of single images against another: two clouds, and where a given share of in-distribution images
/// is flagged by each.   Units: falseAlarms: share.
/// Throws: OptionError for a score that was not compared or speaks of several images together, or has no
/// number here.
ResultFigure scoreScatter(const DetectionInput& input, const Detection& detection, std::size_t set,
                          const std::string& x, const std::string& y, double falseAlarms);

}  // namespace nescio
