// Choosing images with the left button: a trace over a panel becomes a selection while the hand moves.
#include <algorithm>
#include <utility>

#include <QGuiApplication>
#include <QPainter>

#include "widgets/plots/chart_plot.h"

namespace nescio {
namespace {

constexpr double kLeastBrushPx = 3;  ///< less is a click with a shaking hand

/// Shift adds to what was chosen before, Ctrl takes away.
ImageSelection edited(const ImageSelection& before, ImageSelection images, Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::ShiftModifier)) return united(before, images);
    if (modifiers.testFlag(Qt::ControlModifier)) return without(before, images);
    return images;
}

}  // namespace

void ChartPlot::setBrush(const std::shared_ptr<const Brush>& brush) {
    m_brush = brush;
    if (m_brush->chosen.empty()) m_trace.clear();
    update();
}

void ChartPlot::setDragMode(DragMode mode) {
    m_mode = mode;
    m_frame = {};
    update();
}

bool ChartPlot::brushes() const {
    return m_mode == DragMode::Brush && m_gripPanel >= 0 && brushShape(m_gripPanel).has_value();
}

void ChartPlot::beginBrush() {
    m_before = m_brush->chosen;
    m_brushing = false;
}

void ChartPlot::moveBrush(const QPointF& place, Qt::KeyboardModifiers modifiers) {
    const PanelLayout& panel = *layoutOf(m_gripPanel);
    const QPointF inside(std::clamp(place.x(), panel.plot.left(), panel.plot.right()),
                         std::clamp(place.y(), panel.plot.top(), panel.plot.bottom()));
    if (!m_brushing && (inside - m_grip).manhattanLength() < kLeastBrushPx) return;
    if (!std::exchange(m_brushing, true))
        m_trace.begin(m_gripPanel, *brushShape(m_gripPanel), panel.toValue(m_grip));
    m_trace.extend(panel.toValue(inside));
    update();
    Q_EMIT imagesChosen(edited(m_before, imagesIn(m_trace, panel), modifiers));
}

void ChartPlot::choose(const ImageSelection& images) {
    m_trace.clear();
    Q_EMIT imagesChosen(edited(m_brush->chosen, m_brush->filter ? common(images, *m_brush->filter) : images,
                               QGuiApplication::keyboardModifiers()));
}

bool ChartPlot::endBrush() {
    return std::exchange(m_brushing, false);
}

bool ChartPlot::clearBrush() {
    if (m_trace.empty() && m_brush->chosen.empty()) return false;
    m_trace.clear();
    update();
    Q_EMIT imagesChosen({});
    return true;
}

void ChartPlot::drawBrush(QPainter& painter) {
    paintBrush(painter, m_layout, screenStyle());
    if (const auto* place = layoutOf(m_trace.panel())) m_trace.draw(painter, *place, m_theme);
}

}  // namespace nescio
