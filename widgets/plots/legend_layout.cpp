#include "widgets/plots/legend_layout.h"

#include <algorithm>
#include <cmath>

namespace nescio {
namespace {

constexpr std::size_t kMostInside = 6;  ///< longer lists would cover the plot even where it is empty

double entryWidth(const LegendEntry& entry, const FigureStyle& style) {
    return swatchWidth(style) + style.gap + style.widthOf(entry.text, style.small);
}

double columnWidth(const Panel& panel, const FigureStyle& style) {
    double widest = 0;
    for (const LegendEntry& entry : panel.legend) widest = std::max(widest, entryWidth(entry, style));
    return widest;
}

bool crosses(const Curve& curve, const PanelLayout& place, const QRectF& box) {
    const double floor = curve.fill.isValid() ? place.plot.bottom() : -1;
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        const QPointF a = place.toPlace(curve.points[i - 1]);
        const QPointF b = place.toPlace(curve.points[i]);
        if (std::max(a.x(), b.x()) < box.left() || std::min(a.x(), b.x()) > box.right()) continue;
        const double top = std::min(a.y(), b.y());
        const double bottom = std::max({a.y(), b.y(), floor});
        if (bottom >= box.top() && top < box.bottom() - 1e-6) return true;
    }
    return false;
}

bool isFree(const Panel& panel, const PanelLayout& place, const QRectF& box) {
    if (!place.plot.contains(box)) return false;
    for (const Curve& curve : panel.curves)
        if (crosses(curve, place, box)) return false;
    for (const Bar& bar : panel.bars) {
        const QRectF drawn = QRectF(place.toPlace(bar.span.topLeft()), place.toPlace(bar.span.bottomRight()));
        if (drawn.normalized().intersects(box)) return false;
    }
    for (const Dots& dots : panel.dots)
        for (const QPointF& point : dots.points)
            if (box.contains(place.toPlace(point))) return false;
    return std::none_of(panel.marks.begin(), panel.marks.end(), [&](const Mark& mark) {
        const double x = place.toPlace({mark.x, 0}).x();
        return x >= box.left() && x <= box.right();
    });
}

/// The rows of a column whose box is `box`.
std::vector<QRectF> rowsOf(const QRectF& box, std::size_t count, double step) {
    std::vector<QRectF> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.emplace_back(box.left(), box.top() + static_cast<double>(i) * step, box.width(), step);
    return rows;
}

/// The highest place (in y) of all that is drawn between two places along x.
double topBetween(const Panel& panel, const PanelLayout& place, double left, double right) {
    double top = place.plot.bottom();
    for (const Curve& curve : panel.curves)
        for (std::size_t i = 1; i < curve.points.size(); ++i) {
            const QPointF a = place.toPlace(curve.points[i - 1]);
            const QPointF b = place.toPlace(curve.points[i]);
            if (std::max(a.x(), b.x()) >= left && std::min(a.x(), b.x()) <= right)
                top = std::min({top, a.y(), b.y()});
        }
    return top;
}

/// Raises the top of the y axis until everything under `box` ends below it. Returns false where that would
/// make the figure flatter than a legend above it would, or where a mark would run through.
bool makeRoom(const Panel& panel, PanelLayout& place, const QRectF& box) {
    const double height = place.plot.height();
    const double under = place.plot.bottom() - box.bottom();
    const double drawn = place.plot.bottom() - topBetween(panel, place, box.left(), box.right());
    const double factor = std::max(1.0, drawn / std::max(1.0, under));
    if (!place.plot.contains(box) || factor > height / std::max(1.0, height - box.height())) return false;
    const double before = place.y.high;
    place.y.high = place.y.low + place.y.length() * factor;
    if (isFree(panel, place, box)) return true;
    place.y.high = before;
    return false;
}

bool placeInside(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    if (panel.legend.size() > kMostInside || !panel.bars.empty()) return false;
    const double step = FigureStyle::lineHeight(style.small) * 1.1;
    const double pad = style.gap * 1.5;
    const QSizeF size(columnWidth(panel, style), step * static_cast<double>(panel.legend.size()));
    const QRectF right(QPointF(place.plot.right() - size.width() - pad, place.plot.top() + pad / 2), size);
    const QRectF left(QPointF(place.plot.left() + pad, place.plot.top() + pad / 2), size);
    for (const bool mayGrow : {false, true})
        for (const QRectF& box : {right, left}) {
            const QRectF around = box.adjusted(-pad, 0, pad, pad);
            const bool fits = mayGrow ? panel.growsForLegend && makeRoom(panel, place, around)
                                      : isFree(panel, place, around);
            if (!fits) continue;
            place.legend = rowsOf(box, panel.legend.size(), step);
            return true;
        }
    return false;
}

/// Entries flow in rows above the plot, which gives up the height they need.
void placeAbove(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    // Names of rows leave room above them that a legend may use.
    const double left = panel.y.categories.empty() ? place.plot.left() : place.left;
    const double step = FigureStyle::lineHeight(style.small) * 1.1;
    const double between = style.gap * 2.5;
    QPointF at(left, place.plot.top());
    for (const LegendEntry& entry : panel.legend) {
        const double width = entryWidth(entry, style);
        if (at.x() > left && at.x() + width > place.plot.right()) at = {left, at.y() + step};
        place.legend.emplace_back(at, QSizeF(width, step));
        at.rx() += width + between;
    }
    const double used = at.y() + step + style.gap - place.plot.top();
    place.plot.setTop(std::min(place.plot.top() + used, place.plot.bottom() - 1));
}

}  // namespace

void placeLegend(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    if (panel.legend.empty() || placeInside(panel, place, style)) return;
    placeAbove(panel, place, style);
}

}  // namespace nescio
