// Draws numbers in cells: the colour for the eye, the number for the record.
#pragma once

#include <QColor>

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// Where a cell lies.
QRectF cellBox(const CellMap& cells, const PanelLayout& place, int row, int column);

/// Draws all cells and writes their values into them, with as many decimals as fit.
void drawCells(QPainter& painter, const CellMap& cells, const PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
