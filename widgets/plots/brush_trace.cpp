#include "widgets/plots/brush_trace.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "widgets/theme.h"

namespace nescio {

void BrushTrace::begin(int panel, BrushShape shape, const QPointF& value) {
    m_panel = panel;
    m_shape = shape;
    m_points = QPolygonF({value});
}

void BrushTrace::extend(const QPointF& value) {
    if (m_points.isEmpty()) return;
    if (m_shape == BrushShape::Range) m_points.resize(1);
    m_points << value;
}

Span BrushTrace::range() const {
    const auto [low, high] = std::minmax_element(m_points.begin(), m_points.end(),
                                                 [](const auto& a, const auto& b) { return a.x() < b.x(); });
    return m_points.isEmpty() ? Span{} : Span{low->x(), high->x()};
}

QPolygonF BrushTrace::outline(const PanelLayout& place) const {
    if (m_shape == BrushShape::Range) {
        const Span span = range();
        const double left = place.toPlace({span.low, 0}).x(), right = place.toPlace({span.high, 0}).x();
        return QPolygonF(QRectF(QPointF(left, place.plot.top()), QPointF(right, place.plot.bottom())) &
                         place.plot);
    }
    QPolygonF outline;
    for (const QPointF& point : m_points) outline << place.toPlace(point);
    return outline;
}

QImage BrushTrace::mask(const PanelLayout& place) const {
    QImage mask(std::max(1, static_cast<int>(std::ceil(place.plot.width()))),
                std::max(1, static_cast<int>(std::ceil(place.plot.height()))), QImage::Format_Alpha8);
    mask.fill(0);
    QPainter painter(&mask);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawPolygon(outline(place).translated(-place.plot.topLeft()), Qt::OddEvenFill);
    return mask;
}

void BrushTrace::draw(QPainter& painter, const PanelLayout& place, const Theme& theme) const {
    if (empty()) return;
    QColor veil = theme.accent;
    veil.setAlphaF(0.10F);
    painter.save();
    painter.setClipRect(place.plot);
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.setBrush(veil);
    painter.drawPolygon(outline(place), Qt::OddEvenFill);
    painter.restore();
}

}  // namespace nescio
