#include "widgets/plots/qt_chart.h"

#include <cmath>

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include "widgets/plots/cell_painter.h"
#include "widgets/plots/dots_painter.h"
#include "widgets/plots/polyline.h"

namespace nescio {
namespace {

constexpr double kEndlessDash = 1e6;
constexpr double kQtTickLength = 5;  ///< fixed inside Qt Charts; the scene is scaled to the length we want

QList<QPointF> toList(const Polyline& points) {
    return {points.begin(), points.end()};
}

/// A chart in a scene of its own, drawn once.
class PanelScene {
  public:
    PanelScene(const Panel& panel, const PanelLayout& place, const FigureStyle& style)
        : m_panel(panel),
          m_place(place),
          m_style(style),
          m_unit(style.tick / kQtTickLength),
          m_chart(new QChart) {
        m_scene.addItem(m_chart);
        prepareChart();
        addAxes();
        for (const Bar& bar : panel.bars) addBar(bar);
        for (const Band& band : panel.bands) addBand(band);
        // All fills first: a line of one set must not sink under the fill of the next.
        for (const Curve& curve : panel.curves)
            if (curve.fill.isValid()) addArea(curve);
        for (const Curve& curve : panel.curves) addCurve(curve);
        for (const Mark& mark : panel.marks) addMark(mark);
    }

    void draw(QPainter& painter) {
        const double margin = m_style.tick * 2;
        const QRectF frame = m_place.plot.adjusted(-margin, -margin, margin, margin);
        m_chart->layout()->activate();
        m_scene.render(&painter, frame, m_chart->rect(), Qt::IgnoreAspectRatio);
    }

  private:
    void prepareChart() {
        const double margin = m_style.tick * 2 / m_unit;
        const QSizeF inside = m_place.plot.size() / m_unit;
        m_chart->setBackgroundVisible(false);
        m_chart->setPlotAreaBackgroundVisible(false);
        m_chart->legend()->hide();
        m_chart->layout()->setContentsMargins(0, 0, 0, 0);
        m_chart->setMargins({});
        m_chart->resize(inside.width() + 2 * margin, inside.height() + 2 * margin);
        m_chart->setPlotArea(QRectF(QPointF(margin, margin), inside));
    }

    QPen pen(const QColor& colour, double width, Qt::PenStyle dash = Qt::SolidLine) const {
        QPen made(colour, width / m_unit, dash, Qt::FlatCap, Qt::MiterJoin);
        made.setCosmetic(false);
        // Qt Charts cuts solid lines into one piece a segment, which breaks corners and swells files. A dash
        // longer than any line is drawn as one path; on screen the pieces are faster.
        if (dash == Qt::SolidLine && m_style.oversampling > 1) made.setDashPattern({kEndlessDash, 1});
        return made;
    }

    QValueAxis* addAxis(const Axis& axis, const Span& range, const TickRule& ticks, Qt::Alignment side) {
        auto* made = new QValueAxis;
        made->setRange(range.low, range.high);
        made->setLabelsVisible(false);
        made->setMinorGridLineVisible(false);
        made->setTickType(QValueAxis::TicksDynamic);
        made->setTickAnchor(ticks.first);
        made->setTickInterval(ticks.ticks.empty() ? range.length() * 4 : ticks.step);
        made->setGridLineVisible(axis.grid);
        made->setGridLinePen(QPen(m_style.theme.hairline, m_style.hair / m_unit));
        made->setLinePen(QPen(m_style.theme.mutedInk, m_style.hair / m_unit));
        made->setLineVisible(axis.categories.empty());
        m_chart->addAxis(made, side);
        return made;
    }

    void addAxes() {
        m_x = addAxis(m_panel.x, m_place.x, m_place.xTicks, Qt::AlignBottom);
        m_y = addAxis(m_panel.y, m_place.y, m_place.yTicks, Qt::AlignLeft);
    }

    void attach(QAbstractSeries* series) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }

    void addLine(const Polyline& points, const QPen& linePen) {
        if (points.size() < 2) return;
        auto* series = new QLineSeries;
        series->setPen(linePen);
        series->replace(toList(points));
        attach(series);
    }

    void addBetween(const Polyline& upper, const Polyline& lower, const QColor& fill) {
        auto* top = new QLineSeries;
        auto* bottom = new QLineSeries;
        top->replace(toList(upper));
        bottom->replace(toList(lower));
        auto* area = new QAreaSeries(top, bottom);
        top->setParent(area);
        bottom->setParent(area);
        area->setPen(Qt::NoPen);
        area->setBrush(fill);
        attach(area);
    }

    int columns() const {
        return static_cast<int>(m_place.plot.width() * std::max(1.0, m_style.oversampling / 4));
    }

    void addArea(const Curve& curve) {
        for (const Polyline& part : finiteParts(curve.points)) {
            const Polyline upper = clippedArea(decimated(part, m_place.x, columns()), m_place.x, m_place.y);
            if (upper.size() < 2) continue;
            const double floor = std::clamp(0.0, m_place.y.low, m_place.y.high);
            addBetween(upper, {{upper.front().x(), floor}, {upper.back().x(), floor}}, curve.fill);
        }
    }

    void addCurve(const Curve& curve) {
        const QPen linePen = pen(curve.colour, curve.width * m_style.line, curve.dash);
        for (const Polyline& part : finiteParts(curve.points))
            for (const Polyline& piece : clipped(decimated(part, m_place.x, columns()), m_place.x, m_place.y))
                addLine(piece, linePen);
    }

    void addBand(const Band& band) {
        for (const auto& [upper, lower] : finiteParts(band)) {
            const Polyline top = clippedArea(decimated(upper, m_place.x, columns()), m_place.x, m_place.y);
            const Polyline bottom = clippedArea(decimated(lower, m_place.x, columns()), m_place.x, m_place.y);
            if (top.size() > 1 && bottom.size() > 1) addBetween(top, bottom, band.fill);
        }
    }

    void addBar(const Bar& bar) {
        const double left = std::max(bar.span.left(), m_place.x.low);
        const double right = std::min(bar.span.right(), m_place.x.high);
        const double low = std::max(bar.span.top(), m_place.y.low);
        const double high = std::min(bar.span.bottom(), m_place.y.high);
        if (left >= right || low >= high) return;
        addBetween({{left, high}, {right, high}}, {{left, low}, {right, low}}, bar.colour);
    }

    void addMark(const Mark& mark) {
        if (!(mark.x >= m_place.x.low && mark.x <= m_place.x.high)) return;
        const Span y = mark.y.value_or(m_place.y);
        for (const Polyline& piece : clipped({{mark.x, y.low}, {mark.x, y.high}}, m_place.x, m_place.y))
            addLine(piece, pen(mark.colour, mark.width * m_style.line));
    }

    const Panel& m_panel;
    const PanelLayout& m_place;
    const FigureStyle& m_style;
    double m_unit;
    QGraphicsScene m_scene;
    QChart* m_chart;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
};

/// Points of a line that have no neighbour to be joined with.
Dots lonelyPoints(const Curve& curve) {
    Dots dots{.points = {}, .colour = curve.colour};
    for (const Polyline& part : finiteParts(curve.points))
        if (part.size() == 1) dots.points.push_back(part.front());
    return dots;
}

}  // namespace

void drawPanelShapes(QPainter& painter, const Panel& panel, const PanelLayout& place,
                     const FigureStyle& style) {
    if (place.plot.width() < 8 || place.plot.height() < 8) return;
    if (panel.cells) return drawCells(painter, *panel.cells, place, style);
    PanelScene(panel, place, style).draw(painter);
    for (const Curve& curve : panel.curves) drawDots(painter, lonelyPoints(curve), place, style);
    for (const Dots& dots : panel.dots) drawDots(painter, dots, place, style);
}

}  // namespace nescio
