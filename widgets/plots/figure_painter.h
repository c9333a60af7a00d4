// Paints a figure: shapes through Qt Charts, words itself.
#pragma once

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// Paints a laid out figure; the background is the caller's.   Thread: GUI.
void paintFigure(QPainter& painter, const Figure& figure, const FigureLayout& layout,
                 const FigureStyle& style);

}  // namespace nescio
