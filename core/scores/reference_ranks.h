// Several numbers of an image, each as its rank among those of reference images, and the largest of them.
#pragma once

#include <string>
#include <vector>

#include "core/scores/score.h"

namespace nescio {

/// Keeps the finite values of a reference under a name.   Throws: DataError where there is none.
void keepRanks(ScoreState& state, const std::string& name, const std::vector<double>& reference);

/// The rank of every value among those kept under a name, going on beyond their ends: extendedRank().
/// Throws: DataError where none were kept.
std::vector<double> ranksOf(const ScoreState& state, const std::string& name,
                            const std::vector<double>& values);

/// The larger of each two; NaN where one is.   Requires: lists of one length.
std::vector<double> largerOf(std::vector<double> a, const std::vector<double>& b);

}  // namespace nescio
