#include "widgets/plots/chart_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QKeyEvent>
#include <QPainter>

#include "widgets/image_card.h"
#include "widgets/plots/figure_painter.h"

namespace nescio {
namespace {

constexpr double kWheelFactor = 1.25;  ///< a notch of the wheel
constexpr double kLeastFramePx = 6;    ///< a smaller frame is a click with a shaking hand
constexpr double kPanStep = 0.1;       ///< share of the view that an arrow key moves

}  // namespace

ChartPlot::ChartPlot(QWidget* parent)
    : PlotView(parent), m_tip(new ImageCard(this)), m_theme(Theme::fitting(palette())) {
    m_tip->setObjectName(QStringLiteral("plotTip"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

FigureStyle ChartPlot::screenStyle() const {
    return FigureStyle::screen(m_theme, font());
}

Figure ChartPlot::paperFigure(const QSizeF& size, const FigureStyle& style) const {
    const QString instead = hasData() ? obstacle() : sentence();
    if (!instead.isEmpty()) {
        Panel panel;
        panel.instead = instead;
        Figure figure;
        figure.panels.push_back(std::move(panel));
        return figure;
    }
    Figure figure = makeFigure(size, style);
    addBrush(figure, style);
    return m_view.of(std::move(figure));
}

void ChartPlot::showSentence(const QString& sentence) {
    m_sentence = sentence;
    setAccessibleDescription(this->sentence());
    redraw();
}

QString ChartPlot::sentence() const {
    if (!m_sentence.isEmpty()) return m_sentence;
    return hasData() ? obstacle() : emptySentence();
}

void ChartPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    m_stale = true;
    redraw();
}

void ChartPlot::dataChanged() {
    m_sentence.clear();
    m_stale = true;
    setAccessibleName(figureName());
    setAccessibleDescription(hasData() ? summary() : emptySentence());
    redraw();
}

void ChartPlot::redraw() {
    m_drawn = {};
    update();
}

void ChartPlot::drawNow() {
    const FigureStyle style = screenStyle();
    if (m_stale) m_full = makeFigure(QSizeF(size()), style);
    if (m_compact) m_full.title = m_full.note = QString();
    m_stale = false;
    const Figure figure = m_view.of(m_full);
    m_layout = layOut(figure, QRectF(rect()), style);
    m_drawn = QPixmap(size() * devicePixelRatioF());
    m_drawn.setDevicePixelRatio(devicePixelRatioF());
    m_drawn.fill(m_theme.surface);
    QPainter painter(&m_drawn);
    nescio::paintFigure(painter, figure, m_layout, style);
}

bool ChartPlot::event(QEvent* event) {
    const auto type = event->type();
    if (type == QEvent::FontChange || type == QEvent::LocaleChange) {
        m_stale = true;
        redraw();
    }
    return PlotView::event(event);
}

void ChartPlot::resizeEvent(QResizeEvent*) {
    m_stale = true;
    redraw();
}

void ChartPlot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!sentence().isEmpty()) {
        painter.fillRect(rect(), m_theme.surface);
        drawSentence(painter, QRectF(rect()), sentence(), screenStyle());
        return;
    }
    if (m_drawn.isNull() || m_drawn.devicePixelRatioF() != devicePixelRatioF()) drawNow();
    painter.drawPixmap(0, 0, m_drawn);
    drawBrush(painter);
    drawOverlays(painter);
}

void ChartPlot::drawOverlays(QPainter& painter) {
    const auto* hovered = layoutOf(m_hoverPanel);
    if (hovered && m_frame.isEmpty() && !m_full.panels[static_cast<std::size_t>(m_hoverPanel)].cells) {
        painter.setPen(QPen(m_theme.mutedInk, 1, Qt::DotLine));
        for (const int panel : linkedPanels(m_full, m_hoverPanel)) {
            const PanelLayout& place = *layoutOf(panel);
            const double x = std::round(place.toPlace({m_hoverX, 0}).x()) + 0.5;
            painter.drawLine(QPointF(x, place.plot.top()), QPointF(x, place.plot.bottom()));
        }
    }
    if (!m_frame.isEmpty()) {
        QColor veil = m_theme.accent;
        veil.setAlphaF(0.12F);
        painter.setPen(m_theme.accent);
        painter.setBrush(veil);
        painter.drawRect(m_frame);
    }
    if (m_ringed) {
        painter.setPen(QPen(m_theme.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
        if (const auto* active = layoutOf(m_activePanel); active && m_layout.panels.size() > 1)
            painter.drawRect(active->plot.adjusted(-2.5, -2.5, 2.5, 2.5));
    }
}

const PanelLayout* ChartPlot::layoutOf(int panel) const {
    const auto at = static_cast<std::size_t>(panel);
    return panel < 0 || at >= m_layout.panels.size() ? nullptr : &m_layout.panels[at];
}

int ChartPlot::panelAt(const QPointF& place) const {
    if (!sentence().isEmpty()) return -1;
    for (std::size_t i = 0; i < m_layout.panels.size(); ++i)
        if (m_layout.panels[i].plot.contains(place)) return static_cast<int>(i);
    return -1;
}

QString ChartPlot::tipAt(const QPointF& place) const {
    const int panel = panelAt(place);
    if (panel < 0) return {};
    return tipFor(panel, layoutOf(panel)->toValue(place), screenStyle());
}

QPointF ChartPlot::onWidget(int panel, const QPointF& value) const {
    return layoutOf(panel)->toPlace(value);
}

void ChartPlot::fit() {
    if (m_view == FigureView()) return;
    m_view = {};
    redraw();
    Q_EMIT viewChanged();
}

Span ChartPlot::spanOf(int panel, Qt::Orientation along) const {
    const auto* place = layoutOf(panel);
    if (!place) return {};
    // As drawn: the layout may show more than the figure asks for, to give the legend a corner.
    return along == Qt::Horizontal ? place->x : place->y;
}

void ChartPlot::zoomAround(int panel, const QPointF& value, double factor, Qt::Orientation along) {
    if (m_drawn.isNull() && hasData()) drawNow();
    const double centre = along == Qt::Horizontal ? value.x() : value.y();
    const Span span = spanOf(panel, along);
    m_view.show(m_full, panel, along,
                {centre - (centre - span.low) / factor, centre + (span.high - centre) / factor});
    redraw();
    Q_EMIT viewChanged();
}

void ChartPlot::zoomTo(int panel, const QRectF& values) {
    if (m_drawn.isNull() && hasData()) drawNow();
    m_view.show(m_full, panel, Qt::Horizontal, {values.left(), values.right()});
    m_view.show(m_full, panel, Qt::Vertical, {values.top(), values.bottom()});
    redraw();
    Q_EMIT viewChanged();
}

void ChartPlot::pan(int panel, const QPointF& byPx) {
    if (!layoutOf(panel)) return;
    if (m_drawn.isNull()) drawNow();
    const PanelLayout& place = *layoutOf(panel);
    const Span x = spanOf(panel, Qt::Horizontal);
    const Span y = spanOf(panel, Qt::Vertical);
    const double dx = -byPx.x() / place.plot.width() * x.length();
    const double dy = byPx.y() / place.plot.height() * y.length();
    m_view.show(m_full, panel, Qt::Horizontal, {x.low + dx, x.high + dx});
    m_view.show(m_full, panel, Qt::Vertical, {y.low + dy, y.high + dy});
    redraw();
    Q_EMIT viewChanged();
}

void ChartPlot::wheelEvent(QWheelEvent* event) {
    const int panel = panelAt(event->position());
    if (panel < 0 || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    m_activePanel = panel;
    const double notches = event->angleDelta().y() / 120.0;
    const QPointF value = layoutOf(panel)->toValue(event->position());
    const bool upwards = event->modifiers().testFlag(Qt::ControlModifier);
    zoomAround(panel, value, std::pow(kWheelFactor, notches), upwards ? Qt::Vertical : Qt::Horizontal);
    event->accept();
}

void ChartPlot::mousePressEvent(QMouseEvent* event) {
    m_tip->hide();
    m_grip = event->position();
    m_gripPanel = panelAt(m_grip);
    if (m_gripPanel >= 0) m_activePanel = m_gripPanel;
    m_frame = {};
    if (event->button() == Qt::LeftButton && brushes()) beginBrush();
    if (event->button() == Qt::MiddleButton && m_gripPanel >= 0) setCursor(Qt::ClosedHandCursor);
}

void ChartPlot::mouseMoveEvent(QMouseEvent* event) {
    if (m_gripPanel >= 0 && event->buttons().testFlag(Qt::MiddleButton)) {
        pan(m_gripPanel, event->position() - m_grip);
        m_grip = event->position();
        return;
    }
    if (m_gripPanel >= 0 && event->buttons().testFlag(Qt::LeftButton)) {
        if (brushes()) return moveBrush(event->position(), event->modifiers());
        if (m_full.panels[static_cast<std::size_t>(m_gripPanel)].cells) return;
        const QRectF plot = layoutOf(m_gripPanel)->plot;
        m_frame = QRectF(m_grip, event->position()).normalized();
        // A flat frame means a range of x at full height. First, since an empty one would meet nothing.
        if (m_frame.height() < 2 * kLeastFramePx) {
            m_frame.setTop(plot.top());
            m_frame.setBottom(plot.bottom());
        }
        m_frame = m_frame.intersected(plot);
        update();
        return;
    }
    hover(event->position(), event->globalPosition().toPoint());
}

void ChartPlot::mouseReleaseEvent(QMouseEvent* event) {
    unsetCursor();
    const bool framed = m_frame.width() >= kLeastFramePx;
    if (framed) zoomIntoFrame();
    const bool dragged = framed || (event->button() == Qt::LeftButton && brushes() && endBrush());
    m_frame = {};
    const int panel = std::exchange(m_gripPanel, -1);
    if (!dragged && panel >= 0 && event->button() == Qt::LeftButton && panelAt(event->position()) == panel)
        clicked(panel, layoutOf(panel)->toValue(event->position()));
    update();
}

void ChartPlot::zoomIntoFrame() {
    const PanelLayout& place = *layoutOf(m_gripPanel);
    const QPointF low = place.toValue(m_frame.bottomLeft());
    const QPointF high = place.toValue(m_frame.topRight());
    zoomTo(m_gripPanel, QRectF(low, high));
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent*) {
    fit();
}

void ChartPlot::focusInEvent(QFocusEvent* event) {
    m_ringed = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
    update();
}

void ChartPlot::focusOutEvent(QFocusEvent*) {
    m_ringed = false;
    update();
}

void ChartPlot::movePanel(int by) {
    m_activePanel = std::clamp(m_activePanel + by, 0, static_cast<int>(m_layout.panels.size()) - 1);
    update();
}

void ChartPlot::keyPressEvent(QKeyEvent* event) {
    if (!sentence().isEmpty() || m_layout.panels.empty()) return PlotView::keyPressEvent(event);
    movePanel(0);  // there may be fewer panels than before
    const int panel = m_activePanel;
    const QRectF plot = layoutOf(panel)->plot;
    const QPointF centre = layoutOf(panel)->toValue(plot.center());
    const QPointF step(plot.width() * kPanStep, plot.height() * kPanStep);
    switch (event->key()) {
        case Qt::Key_F:
        case Qt::Key_Home:
            return fit();
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoomAround(panel, centre, kWheelFactor, Qt::Horizontal);
        case Qt::Key_Minus:
            return zoomAround(panel, centre, 1 / kWheelFactor, Qt::Horizontal);
        case Qt::Key_Left:
            return pan(panel, {step.x(), 0});
        case Qt::Key_Right:
            return pan(panel, {-step.x(), 0});
        case Qt::Key_Up:
            return pan(panel, {0, step.y()});
        case Qt::Key_Down:
            return pan(panel, {0, -step.y()});
        case Qt::Key_Escape:
            return clearBrush() ? void() : PlotView::keyPressEvent(event);
        case Qt::Key_PageUp:
            return movePanel(-1);
        case Qt::Key_PageDown:
            return movePanel(1);
        default:
            PlotView::keyPressEvent(event);
    }
}

}  // namespace nescio
