// Where a panel is still empty: what legends and labels ask before they sit down.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

/// Whether nothing is drawn in `box`, which lies inside the plot.
bool isFree(const Panel& panel, const PanelLayout& place, const QRectF& box);

/// The highest place of all that is drawn between two places along x; the bottom where there is nothing.
double topBetween(const Panel& panel, const PanelLayout& place, double left, double right);

/// Raises the top of the y axis until what is drawn under `box` ends below it.   Requires: box in the plot.
void raiseOver(const Panel& panel, PanelLayout& place, const QRectF& box);

}  // namespace nescio
