// Finds the place of a legend: a corner of the plot that nothing runs through, else rows above the plot.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

/// What an entry says in a width: a long name gives way, the count behind it stays.
QString legendWords(const LegendEntry& entry, double width, const FigureStyle& style);

/// Boxes of entries that flow in rows from `left` to `right`, downwards from `top`.
std::vector<QRectF> legendRows(const std::vector<LegendEntry>& legend, const QPointF& topLeft, double right,
                               const FigureStyle& style);

/// Fills place.legend; moves the top of place.plot down where the legend goes above.
void placeLegend(const Panel& panel, PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
