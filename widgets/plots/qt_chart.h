// The only door to Qt Charts: draws the axes, grid, lines and areas of one panel, and has the
// painters of dots and cells draw theirs. The words are drawn
// by figure_painter, because Qt Charts cuts labels it finds too long and knows no printed sizes.
#pragma once

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// Draws everything of a panel that is not text.   Thread: GUI.
void drawPanelShapes(QPainter& painter, const Panel& panel, const PanelLayout& place,
                     const FigureStyle& style);

}  // namespace nescio
