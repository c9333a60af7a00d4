#include "widgets/plots/legend_layout.h"

#include <algorithm>
#include <optional>

#include "widgets/plots/panel_space.h"

namespace nescio {
namespace {

constexpr std::size_t kMostInside = 6;  ///< longer lists would cover the plot even where it is empty

double entryWidth(const LegendEntry& entry, const FigureStyle& style) {
    return swatchWidth(style) + style.gap + style.widthOf(entry.words(), style.small);
}

double columnWidth(const Panel& panel, const FigureStyle& style) {
    double widest = 0;
    for (const LegendEntry& entry : panel.legend) widest = std::max(widest, entryWidth(entry, style));
    return widest;
}

/// The rows of a column whose box is `box`.
std::vector<QRectF> rowsOf(const QRectF& box, std::size_t count, double step) {
    std::vector<QRectF> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.emplace_back(box.left(), box.top() + static_cast<double>(i) * step, box.width(), step);
    return rows;
}

/// Raises the top of the y axis until everything under `box` ends below it. Returns false where that would
/// make the figure flatter than a legend above it would, or where a mark would run through.
bool makeRoom(const Panel& panel, PanelLayout& place, const QRectF& box) {
    if (!place.plot.contains(box)) return false;
    const double height = place.plot.height();
    const Span before = place.y;
    raiseOver(panel, place, box);
    const double factor = place.y.length() / before.length();
    if (factor <= height / std::max(1.0, height - box.height()) && isFree(panel, place, box)) return true;
    place.y = before;
    return false;
}

/// The corner that was asked for, whatever lies there.
std::optional<QRectF> cornerOf(LegendPlace wanted, const QRectF& inside, const QSizeF& size) {
    const double right = inside.right() - size.width(), bottom = inside.bottom() - size.height();
    switch (wanted) {
        case LegendPlace::TopRight:
            return QRectF({right, inside.top()}, size);
        case LegendPlace::TopLeft:
            return QRectF(inside.topLeft(), size);
        case LegendPlace::BottomRight:
            return QRectF({right, bottom}, size);
        case LegendPlace::BottomLeft:
            return QRectF({inside.left(), bottom}, size);
        case LegendPlace::Automatic:
        case LegendPlace::Above:
            break;
    }
    return std::nullopt;
}

bool placeInside(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    const bool asked = panel.legendPlace != LegendPlace::Automatic;
    if (!asked && (panel.legend.size() > kMostInside || !panel.bars.empty())) return false;
    const double step = FigureStyle::lineHeight(style.small) * 1.1;
    const double pad = style.gap * 1.5;
    const QSizeF size(columnWidth(panel, style), step * static_cast<double>(panel.legend.size()));
    const QRectF inside = place.plot.adjusted(pad, pad / 2, -pad, -pad);
    const double rightEdge = inside.right() - size.width();
    const double bottomEdge = inside.bottom() - size.height();
    if (const auto corner = cornerOf(panel.legendPlace, inside, size)) {
        place.legend = rowsOf(*corner, panel.legend.size(), step);
        return true;
    }
    const QRectF right({rightEdge, inside.top()}, size);
    const QRectF left(inside.topLeft(), size);
    const auto take = [&](const QRectF& box) {
        place.legend = rowsOf(box, panel.legend.size(), step);
        return true;
    };
    for (const QRectF& box : {right, left})
        if (isFree(panel, place, box.adjusted(-pad, 0, pad, pad))) return take(box);
    for (const double edge : {rightEdge, inside.left()}) {
        const QRectF low({edge, bottomEdge}, size);
        if (isFree(panel, place, low.adjusted(-pad, -pad, pad, pad / 2))) return take(low);
    }
    if (!panel.growsForLegend) return false;
    for (const QRectF& box : {right, left})
        if (makeRoom(panel, place, box.adjusted(-pad, 0, pad, pad))) return take(box);
    return false;
}

/// The legend above the plot, which gives up the height it needs.
void placeAbove(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    // Names of rows leave room above them that a legend may use.
    const double left = panel.y.categories.empty() ? place.plot.left() : place.left;
    place.legend = legendRows(panel.legend, {left, place.plot.top()}, place.plot.right(), style);
    const double bottom = place.legend.back().bottom() + style.gap;
    place.plot.setTop(std::min(bottom, place.plot.bottom() - 1));
}

}  // namespace

QString legendWords(const LegendEntry& entry, double width, const FigureStyle& style) {
    if (style.widthOf(entry.words(), style.small) <= width) return entry.words();
    LegendEntry brief = entry;
    brief.text.clear();
    brief.text = elided(entry.text, width - style.widthOf(brief.words(), style.small), style.small, style);
    return brief.words();
}

std::vector<QRectF> legendRows(const std::vector<LegendEntry>& legend, const QPointF& topLeft, double right,
                               const FigureStyle& style) {
    const double step = FigureStyle::lineHeight(style.small) * 1.1;
    std::vector<QRectF> boxes;
    QPointF at = topLeft;
    for (const LegendEntry& entry : legend) {
        const double width = std::min(entryWidth(entry, style), right - topLeft.x());
        if (at.x() > topLeft.x() && at.x() + width > right) at = {topLeft.x(), at.y() + step};
        boxes.emplace_back(at, QSizeF(width, step));
        at.rx() += width + style.gap * 2.5;
    }
    return boxes;
}

void placeLegend(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    if (panel.legend.empty()) return;
    if (panel.legendPlace != LegendPlace::Above && placeInside(panel, place, style)) return;
    placeAbove(panel, place, style);
}

}  // namespace nescio
