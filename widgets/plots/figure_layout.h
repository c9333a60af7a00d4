// Where everything of a figure goes: computed once from the figure, a rectangle and a style, then used by the
// painter and by the mouse alike.
#pragma once

#include <utility>
#include <vector>

#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"
#include "widgets/plots/ticks.h"

namespace nescio {

/// A line of text and its box.
struct PlacedLine {
    QRectF box;
    QString text;
};

/// The names under an axis: each in lines of its own width, or slanted where that is too narrow.
struct AxisNames {
    double size = 0;    ///< of the text
    double height = 0;  ///< of all together
    bool slanted = false;
    std::vector<QStringList> lines;  ///< one list a name
};

/// Where one panel goes.
struct PanelLayout {
    QRectF plot;      ///< inside of the axes
    double left = 0;  ///< edge of its column: titles of y axes stand in line there
    Span x, y;        ///< what its edges stand for
    TickRule xTicks, yTicks;
    AxisNames xNames;
    std::vector<PlacedLine> title;
    std::vector<QRectF> legend;                       ///< one box a legend entry
    std::vector<std::vector<PlacedLine>> markLabels;  ///< the lines of each mark's label

    [[nodiscard]] QPointF toPlace(const QPointF& value) const;
    [[nodiscard]] QPointF toValue(const QPointF& place) const;
};

/// Where a whole figure goes.
struct FigureLayout {
    std::vector<PlacedLine> title, note, footer;
    std::vector<QRectF> legend;  ///< one box an entry of the figure's own legend
    std::vector<PanelLayout> panels;
};

/// Fits a figure into `target`. Legends go into a free corner of their panel, else above it.
FigureLayout layOut(const Figure& figure, const QRectF& target, const FigureStyle& style);

/// Size of the words of a row: they shrink with the row, down to what can still be read.
double rowTextSize(const PanelLayout& place, const FigureStyle& style);

/// Width of the swatch of a legend entry.
double swatchWidth(const FigureStyle& style);

}  // namespace nescio
