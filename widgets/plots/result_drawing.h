// Turns a figure of a result into the figure that is painted: colours by role, axes that hold everything, one
// legend where panels share their series.
#pragma once

#include "core/values/result_figure.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// Whether there is anything that can be drawn: a point, a bin or a cell that is finite.
bool hasFiniteValues(const ResultPanel& panel);

/// The figure as it is painted. A panel without finite values says so in place of its axes.
/// Panels below each other with the same x axis are linked.
Figure drawingOf(const ResultFigure& figure, const FigureStyle& style);

}  // namespace nescio
