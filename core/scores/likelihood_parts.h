// The likelihood of an image and its two parts, as features that statistics are fitted on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/scores/score.h"
#include "core/stats/feature_table.h"

namespace nescio {

/// Densities of features are fitted on so many reference images at most. Source: Morningstar et al. 2021.
inline constexpr std::size_t kMostReferenceImages = 10'000;

/// The reference, or `most` of its images, chosen by their content: the same ones in whatever order it is.
/// Where contents were not recorded, spread evenly.
SetColumns someOf(const SetColumns& reference, std::size_t most = kMostReferenceImages);

/// log p, density and volume of every image, one list a part.   Units: nats.
std::vector<std::vector<double>> likelihoodParts(const SetColumns& columns);

/// Lists of one value a row as a table with one column a list.   Requires: lists of one length.
FeatureTable tableOf(const std::vector<std::vector<double>>& features);

/// Among the numbers of a state, and back.   Throws: DataError where they are not there.
void keep(ScoreState& state, const Standardisation& standard);
Standardisation standardOf(const ScoreState& state);

}  // namespace nescio
