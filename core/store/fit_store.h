// Fits of scores inside an open run file: one group a fit, in it one dataset a list of numbers.
#pragma once

#include <string>
#include <vector>

#include "core/store/hdf5.h"
#include "core/values/fitted_score.h"

namespace nescio {

/// Where a fit lies in a run file: of a score to one reference there is one.
std::string pathOf(const FittedScore& fit);

/// Requires: nothing lies there.
void writeFit(hid_t file, const FittedScore& fit);
/// All fits, oldest first.
std::vector<FittedScore> readAllFits(hid_t file);

/// The lists of numbers of a group, under their names.
void writeState(hid_t group, const ScoreState& state);
ScoreState readState(hid_t group);

}  // namespace nescio
