// A Gaussian mixture among the numbers that a fitted score keeps.
#pragma once

#include "core/stats/mixture.h"
#include "core/values/fitted_score.h"

namespace nescio {

ScoreState stateOf(const GaussianMixture& mixture);
/// Throws: DataError where the numbers are not there.
GaussianMixture mixtureOf(const ScoreState& state);

}  // namespace nescio
