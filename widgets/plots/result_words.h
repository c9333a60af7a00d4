// What a figure of a result says in words and numbers: tips under the cursor and the rows of its CSV.
#pragma once

#include <optional>

#include <QPointF>
#include <QSizeF>
#include <QString>

#include "core/values/result_figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// A cell of a matrix.
struct CellPlace {
    int row = 0;
    int column = 0;
    bool operator==(const CellPlace&) const = default;
};

/// The cell under a value of a matrix's panel.
std::optional<CellPlace> cellAt(const ResultMatrix& matrix, const QPointF& value);

/// Id of the figure that a cell opens; "" where there is none.
std::string figureOf(const ResultMatrix& matrix, const CellPlace& cell);

/// What is at a value of a panel: the nearest points of lines, the bin, the nearest dot, the cell.
/// `shown` are the lengths of the axes, which say what is near.
QString tipOf(const ResultPanel& panel, const QPointF& value, const QSizeF& shown, const FigureStyle& style);

/// Of histograms a row a bin, as of those on any page, panel by panel. Else every value in long form: panel,
/// series, x, y, low, high, and x_end where there are bins; of matrices panel, row, column, value. A figure
/// with both has all of these columns. Marks are series without y.
QString csvOf(const ResultFigure& figure);

}  // namespace nescio
