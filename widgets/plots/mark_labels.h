// The words beside vertical marks: each at the top of its line, on the side and in the row where it meets no
// other word.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

/// Fills place.markLabels, one entry a mark. Labels keep clear of each other, of other marks' lines where
/// they can, and of the legend where it is placed already.
void placeMarkLabels(const Panel& panel, PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
