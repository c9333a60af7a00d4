#include "widgets/plots/panel_space.h"

#include <algorithm>
#include <cmath>

#include "widgets/plots/polyline.h"

namespace nescio {
namespace {

/// Calls visit(a, b) for every segment of a line, in places; until it returns true, which is then returned.
template <class Visit>
bool anySegment(const std::vector<QPointF>& points, const PanelLayout& place, Visit visit) {
    for (std::size_t i = 1; i < points.size(); ++i)
        if (isFinite(points[i - 1]) && isFinite(points[i]) &&
            visit(place.toPlace(points[i - 1]), place.toPlace(points[i])))
            return true;
    return false;
}

bool crosses(const Curve& curve, const PanelLayout& place, const QRectF& box) {
    const double floor = curve.fill.isValid() ? place.plot.bottom() : -1;
    return anySegment(curve.points, place, [&](const QPointF& a, const QPointF& b) {
        if (std::max(a.x(), b.x()) < box.left() || std::min(a.x(), b.x()) > box.right()) return false;
        const double top = std::min(a.y(), b.y());
        const double bottom = std::max({a.y(), b.y(), floor});
        return bottom >= box.top() && top < box.bottom() - 1e-6;
    });
}

bool crosses(const Band& band, const PanelLayout& place, const QRectF& box) {
    for (std::size_t i = 0; i < std::min(band.upper.size(), band.lower.size()); ++i) {
        if (!isFinite(band.upper[i]) || !isFinite(band.lower[i])) continue;
        const QPointF top = place.toPlace(band.upper[i]);
        if (top.x() < box.left() || top.x() > box.right()) continue;
        if (top.y() < box.bottom() && place.toPlace(band.lower[i]).y() > box.top()) return true;
    }
    const Curve upper{.points = band.upper, .colour = {}, .fill = {}};
    const Curve lower{.points = band.lower, .colour = {}, .fill = {}};
    return crosses(upper, place, box) || crosses(lower, place, box);
}

bool crosses(const Mark& mark, const PanelLayout& place, const QRectF& box) {
    const double x = place.toPlace({mark.x, 0}).x();
    if (!(x >= box.left() && x <= box.right())) return false;
    if (!mark.y) return true;
    return place.toPlace({0, mark.y->high}).y() < box.bottom() &&
           place.toPlace({0, mark.y->low}).y() > box.top();
}

bool holdsLabel(const PanelLayout& place, const QRectF& box) {
    for (const auto& label : place.markLabels)
        for (const PlacedLine& line : label)
            if (line.box.intersects(box)) return true;
    return false;
}

}  // namespace

bool isFree(const Panel& panel, const PanelLayout& place, const QRectF& box) {
    if (!place.plot.contains(box) || holdsLabel(place, box)) return false;
    for (const Curve& curve : panel.curves)
        if (crosses(curve, place, box)) return false;
    for (const Band& band : panel.bands)
        if (crosses(band, place, box)) return false;
    for (const Bar& bar : panel.bars) {
        const QRectF drawn = QRectF(place.toPlace(bar.span.topLeft()), place.toPlace(bar.span.bottomRight()));
        if (drawn.normalized().intersects(box)) return false;
    }
    for (const Dots& dots : panel.dots)
        for (const QPointF& point : dots.points)
            if (box.contains(place.toPlace(point))) return false;
    return std::none_of(panel.marks.begin(), panel.marks.end(),
                        [&](const Mark& mark) { return crosses(mark, place, box); });
}

double topBetween(const Panel& panel, const PanelLayout& place, double left, double right) {
    double top = place.plot.bottom();
    const auto raise = [&](const QPointF& a, const QPointF& b) {
        if (std::max(a.x(), b.x()) >= left && std::min(a.x(), b.x()) <= right)
            top = std::min({top, a.y(), b.y()});
        return false;
    };
    for (const Curve& curve : panel.curves) anySegment(curve.points, place, raise);
    for (const Band& band : panel.bands) anySegment(band.upper, place, raise);
    for (const Dots& dots : panel.dots)
        for (const QPointF& point : dots.points)
            if (isFinite(point)) raise(place.toPlace(point), place.toPlace(point));
    return top;
}

void raiseOver(const Panel& panel, PanelLayout& place, const QRectF& box) {
    const double under = place.plot.bottom() - box.bottom();
    const double drawn = place.plot.bottom() - topBetween(panel, place, box.left(), box.right());
    place.y.high = place.y.low + place.y.length() * std::max(1.0, drawn / std::max(1.0, under));
}

}  // namespace nescio
