// Finds the place of a legend: a corner of the plot that nothing runs through, else rows above the plot.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

/// Fills place.legend; moves the top of place.plot down where the legend goes above.
void placeLegend(const Panel& panel, PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
