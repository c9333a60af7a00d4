// What to look at after the paradox has been shown: the images where the sets overlap, the two halves of the
// likelihood, a flow that has one of them only.
#pragma once

#include "core/values/plot_data.h"
#include "widgets/hint_line.h"

namespace nescio {

inline constexpr const char* kOverlapLook = "overlap";
/// Names of the window's actions.
inline constexpr const char* kSplitLook = "actionSplit";
inline constexpr const char* kTwinLook = "actionTrainTwin";

std::vector<HintLink> nextLooks();

/// Whether the figure says which set is found more likely, and no longer that it is being estimated.
bool saysVerdict(const HistogramData& figure);

/// The images of the in-distribution set and of the first OOD set that lie where both do; where they do not
/// overlap, those between them. Both ends leave out a twentieth of each set.
ImageSelection overlapIn(const HistogramData& figure);

}  // namespace nescio
