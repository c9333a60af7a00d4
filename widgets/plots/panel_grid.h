// Rows and columns of panels: what stands around each plot is measured, and the plots share what is left.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

/// Places all panels of a figure in `area`, without legends. Plots of a column have their left edges in line,
/// wherever the widest names end; all plots are equally wide.
std::vector<PanelLayout> placePanels(const Figure& figure, const QRectF& area, const FigureStyle& style);

/// Finds round ticks for the span and size that the panel has.
void placeTicks(const Panel& panel, PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
