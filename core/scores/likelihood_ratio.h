// What another model finds likely, held against what the run does: what both know falls out.
#pragma once

#include "core/scores/score.h"

namespace nescio {

/// log p of the second model − log p, of every image. Reads the column `log_likelihood` of the measure.
std::vector<double> ratioOf(const SetColumns& columns, const std::string& measure);

}  // namespace nescio
