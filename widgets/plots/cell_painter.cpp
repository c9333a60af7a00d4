#include "widgets/plots/cell_painter.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

namespace nescio {
namespace {

constexpr double kSmallestText = 0.72;  ///< of the small text; a cell too narrow for it has colour only

double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// White or near-black, whichever stands out more (contrast as WCAG defines it).
QColor inkOn(const QColor& ground) {
    const QColor dark = Theme::light().ink;
    const double level = luminance(ground) + 0.05;
    return 1.05 / level > level / (luminance(dark) + 0.05) ? QColor(Qt::white) : dark;
}

/// How the numbers of a map are written: all with the same decimals and in the same size.
struct NumberStyle {
    int decimals = 0;
    double size = 0;  ///< 0: there is no room
};

double widestOf(const CellMap& cells, int decimals, double size, const FigureStyle& style) {
    double widest = 0;
    for (const double value : cells.values)
        if (std::isfinite(value))
            widest = std::max(widest, style.widthOf(style.number(value, decimals), size));
    return widest;
}

/// A hundredth of the reach is told apart where there is room; fewer decimals go before smaller text.
NumberStyle numberStyle(const CellMap& cells, const QSizeF& cell, const FigureStyle& style) {
    const double width = cell.width() - style.gap;
    const int most =
        std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(cells.reach) + 1e-300))), 0, 6);
    for (const double share : {1.0, kSmallestText})
        for (int decimals = most; decimals >= std::max(0, most - 1); --decimals) {
            const double size = style.small * share;
            if (FigureStyle::lineHeight(size) > cell.height()) continue;
            if (widestOf(cells, decimals, size, style) <= width) return {decimals, size};
        }
    return {};
}

void drawCell(QPainter& painter, double value, const QRectF& box, const CellMap& cells,
              const NumberStyle& numbers, const FigureStyle& style) {
    const bool known = std::isfinite(value);
    const double reach = cells.reach > 0 ? cells.reach : 1;
    const QColor ground = known ? style.theme.diverging((value - cells.middle) / reach) : style.theme.surface;
    painter.fillRect(box, ground);
    if (!known) {
        QColor lines = style.theme.hairline;
        painter.setPen(QPen(lines, style.hair));
        painter.drawRect(box.adjusted(style.hair / 2, style.hair / 2, -style.hair / 2, -style.hair / 2));
    }
    if (numbers.size <= 0) return;
    const QString text = known ? style.number(value, numbers.decimals) : QStringLiteral("–");
    drawTextLine(painter, box, Qt::AlignHCenter,
                 {.text = text, .size = numbers.size, .colour = known ? inkOn(ground) : style.theme.mutedInk},
                 style);
}

}  // namespace

QRectF cellBox(const CellMap& cells, const PanelLayout& place, int row, int column) {
    const QPointF topLeft =
        place.toPlace({static_cast<double>(column), static_cast<double>(cells.rows - row)});
    const QPointF bottomRight = place.toPlace({column + 1.0, cells.rows - row - 1.0});
    return {topLeft, bottomRight};
}

void drawCells(QPainter& painter, const CellMap& cells, const PanelLayout& place, const FigureStyle& style) {
    if (cells.rows < 1 || cells.columns < 1) return;
    const double gap = cells.isPicture() ? 0 : style.hair;  // between cells, where the ground shows
    const QSizeF size = cellBox(cells, place, 0, 0).size() - QSizeF(gap, gap);
    const NumberStyle numbers = numberStyle(cells, size, style);
    painter.save();
    for (int row = 0; row < cells.rows; ++row)
        for (int column = 0; column < cells.columns; ++column) {
            const auto at = static_cast<std::size_t>(row * cells.columns + column);
            if (at >= cells.values.size()) continue;
            const QRectF box =
                cellBox(cells, place, row, column).adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2);
            drawCell(painter, cells.values[at], box, cells, numbers, style);
        }
    painter.restore();
}

}  // namespace nescio
