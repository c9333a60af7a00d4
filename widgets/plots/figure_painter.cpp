#include "widgets/plots/figure_painter.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "widgets/plots/axis_names.h"
#include "widgets/plots/dots_painter.h"
#include "widgets/plots/legend_layout.h"
#include "widgets/plots/panel_picture.h"
#include "widgets/plots/qt_chart.h"

namespace nescio {
namespace {

constexpr float kLabelGround = 0.8F;  ///< opacity of what lies under the label of a mark

/// Draws the words of one figure.
class WordPainter {
  public:
    WordPainter(QPainter& painter, const FigureStyle& style) : m_painter(painter), m_style(style) {}

    void draw(const QRectF& box, Qt::Alignment alignment, const QString& text, double size,
              const QColor& colour, bool bold = false) {
        drawTextLine(m_painter, box, alignment, {.text = text, .size = size, .colour = colour, .bold = bold},
                     m_style);
    }

    void drawHead(const FigureLayout& layout) {
        for (const PlacedLine& line : layout.title)
            draw(line.box, Qt::AlignLeft, line.text, m_style.title, m_style.theme.ink, true);
        const bool beside = !layout.title.empty() && !layout.note.empty() &&
                            layout.note.front().box == layout.title.front().box;
        for (const PlacedLine& line : layout.note)
            draw(line.box, beside ? Qt::AlignRight : Qt::AlignLeft, line.text, m_style.small,
                 m_style.theme.mutedInk);
        for (const PlacedLine& line : layout.footer)
            draw(line.box, Qt::AlignLeft, line.text, m_style.small, m_style.theme.ink);
    }

    void drawPanelTitle(const PanelLayout& place) {
        for (const PlacedLine& line : place.title)
            draw(line.box, Qt::AlignLeft, line.text, m_style.small, m_style.theme.ink, true);
    }

    void drawMarkLabels(const PanelLayout& place) {
        QColor ground = m_style.theme.surface;
        ground.setAlphaF(kLabelGround);
        for (const auto& label : place.markLabels)
            for (const PlacedLine& line : label) {
                m_painter.fillRect(line.box.adjusted(0, line.box.height() * 0.1, 0, 0), ground);
                draw(line.box, Qt::AlignLeft, line.text, m_style.small, m_style.theme.ink);
            }
    }

    void drawXAxis(const Panel& panel, const PanelLayout& place) {
        if (!panel.x.categories.empty()) return drawColumnNames(panel, place);
        const double top = place.plot.bottom() + m_style.tick + m_style.gap / 2;
        const double step = FigureStyle::lineHeight(m_style.small);
        for (const Tick& tick : place.xTicks.ticks) {
            const double x = place.toPlace({tick.value, 0}).x();
            draw(QRectF(x, top, 0, step), Qt::AlignHCenter, tick.text, m_style.small, m_style.theme.mutedInk);
        }
        drawXTitle(panel.x, QRectF(place.plot.left(), top + step, place.plot.width(),
                                   FigureStyle::lineHeight(m_style.text)));
    }

    void drawYAxis(const Panel& panel, const PanelLayout& place) {
        if (panel.cells)
            drawRowNames(panel, place);
        else
            drawYTicks(panel, place);
        drawYTitle(panel, place);
    }

    void drawYTicks(const Panel& panel, const PanelLayout& place) {
        const double right = place.plot.left() - m_style.tick - m_style.gap / 2;
        const bool named = !panel.y.categories.empty();
        const double size = named ? rowTextSize(place, m_style) : m_style.small;
        const std::vector<Tick>& ticks = named ? panel.y.categories : place.yTicks.ticks;
        double last = place.plot.bottom() + place.plot.height();
        // From the bottom, where the total is: rows too narrow for a name each lose others before it.
        for (auto at = ticks.rbegin(); at != ticks.rend(); ++at) {
            const Tick& tick = *at;
            const double y = place.toPlace({0, tick.value}).y();
            if (y < place.plot.top() - 1 || y > place.plot.bottom() + 1) continue;
            if (std::abs(y - last) < size) continue;
            last = y;
            draw(QRectF(right, y, 0, 0), Qt::AlignRight, tick.text, size,
                 named ? m_style.theme.ink : m_style.theme.mutedInk, tick.bold);
        }
    }

    void drawYTitle(const Panel& panel, const PanelLayout& place) {
        if (panel.y.title.isEmpty()) return;
        m_painter.save();
        m_painter.translate(place.left, place.plot.center().y());
        m_painter.rotate(-90);
        const double line = FigureStyle::lineHeight(m_style.text);
        draw(QRectF(0, 0, 0, line), Qt::AlignHCenter, panel.y.title, m_style.text, m_style.theme.ink);
        m_painter.restore();
    }

    void drawBarText(const Bar& bar, const PanelLayout& place) {
        const double size = rowTextSize(place, m_style);
        if (place.plot.height() / place.y.length() < size * 0.8) return;
        const QPointF a = place.toPlace(bar.span.topLeft());
        const QPointF b = place.toPlace(bar.span.bottomRight());
        const double y = (a.y() + b.y()) / 2;
        if (y < place.plot.top() || y > place.plot.bottom()) return;
        const double width = m_style.widthOf(bar.text, size, bar.bold) + m_style.gap;
        // The word changes side where the plot ends before it does.
        bool left = bar.textLeft;
        if (left && a.x() - width < place.plot.left()) left = false;
        if (!left && b.x() + width > place.plot.right() + m_style.gap)
            left = a.x() - width >= place.plot.left();
        const double at = left ? a.x() - m_style.gap : b.x() + m_style.gap;
        // Lines of the grid and of other rows stop short of the word.
        const QRectF ground(left ? at - width + m_style.gap : at, y - size * 0.5, width - m_style.gap, size);
        m_painter.fillRect(ground, m_style.theme.surface);
        draw(QRectF(at, y, 0, 0), left ? Qt::AlignRight : Qt::AlignLeft, bar.text, size, m_style.theme.ink,
             bar.bold);
    }

    void drawLegend(const std::vector<LegendEntry>& legend, const std::vector<QRectF>& boxes) {
        for (std::size_t i = 0; i < legend.size() && i < boxes.size(); ++i) {
            const LegendEntry& entry = legend[i];
            QRectF box = boxes[i];
            drawSwatch(entry, QRectF(box.left(), box.top(), swatchWidth(m_style), box.height()));
            box.setLeft(box.left() + swatchWidth(m_style) + m_style.gap);
            draw(box, Qt::AlignLeft, legendWords(entry, box.width(), m_style), m_style.small,
                 m_style.theme.ink);
        }
    }

  private:
    /// Names of rows of cells, in lines where they are long: they have the height of their row.
    void drawRowNames(const Panel& panel, const PanelLayout& place) {
        const double right = place.plot.left() - m_style.gap;
        const double title = panel.y.title.isEmpty() ? 0 : FigureStyle::lineHeight(m_style.text);
        const double width = right - place.left - title;
        for (const Tick& tick : panel.y.categories) drawRowName(tick, right, width, place);
    }

    void drawRowName(const Tick& name, double right, double width, const PanelLayout& place) {
        const double row = place.plot.height() / place.y.length();
        double size = rowTextSize(place, m_style);
        QStringList lines;
        for (const double share : {1.0, 0.85}) {
            size = rowTextSize(place, m_style) * share;
            const int most = std::max(1, static_cast<int>(row / FigureStyle::lineHeight(size)));
            lines = fitted(name.text, width, most, size, m_style);
            if (!lines.join(QString()).contains(QChar(0x2026))) break;
        }
        const double step = FigureStyle::lineHeight(size);
        double y = place.toPlace({0, name.value}).y() - step * static_cast<double>(lines.size() - 1) / 2;
        for (const QString& line : lines) {
            draw(QRectF(right, y, 0, 0), Qt::AlignRight, line, size, m_style.theme.ink);
            y += step;
        }
    }

    void drawColumnNames(const Panel& panel, const PanelLayout& place) {
        const AxisNames& names = place.xNames;
        const double step = FigureStyle::lineHeight(names.size);
        const double top = place.plot.bottom() + m_style.gap / 2;
        for (std::size_t i = 0; i < panel.x.categories.size() && i < names.lines.size(); ++i) {
            const double x = place.toPlace({panel.x.categories[i].value, 0}).x();
            double y = top;
            for (const QString& line : names.lines[i]) {
                m_painter.save();
                m_painter.translate(x, y);
                if (names.slanted) m_painter.rotate(-kSlantDegrees);
                draw(QRectF(0, 0, 0, step), names.slanted ? Qt::AlignRight : Qt::AlignHCenter, line,
                     names.size, m_style.theme.ink);
                m_painter.restore();
                y += step;
            }
        }
        drawXTitle(panel.x, QRectF(place.plot.left(), top + names.height, place.plot.width(),
                                   FigureStyle::lineHeight(m_style.text)));
    }

    void drawXTitle(const Axis& axis, const QRectF& box) {
        const double title = m_style.widthOf(axis.title, m_style.text);
        const double hint = std::max(m_style.widthOf(axis.lowHint, m_style.small),
                                     m_style.widthOf(axis.highHint, m_style.small));
        if (title / 2 + hint + m_style.gap > box.width() / 2) {
            const QString hints = axis.lowHint + axis.highHint;
            const QString all = hints.isEmpty() ? axis.title : axis.title + QStringLiteral("   ") + hints;
            // In a narrow panel smaller letters, rather than letters in the next panel.
            const double fit = (box.width() + 2 * m_style.small) / m_style.widthOf(all, m_style.text);
            draw(box, Qt::AlignHCenter, all, m_style.text * std::clamp(fit, 0.7, 1.0), m_style.theme.ink);
            return;
        }
        draw(box, Qt::AlignHCenter, axis.title, m_style.text, m_style.theme.ink);
        draw(box, Qt::AlignLeft, axis.lowHint, m_style.small, m_style.theme.mutedInk);
        draw(box, Qt::AlignRight, axis.highHint, m_style.small, m_style.theme.mutedInk);
    }

    void drawSwatch(const LegendEntry& entry, const QRectF& box) {
        const double middle = box.center().y();
        m_painter.save();
        if (entry.fill.isValid())
            m_painter.fillRect(QRectF(box.left(), middle, box.width(), m_style.small * 0.4), entry.fill);
        const QLineF line = entry.upright ? QLineF(box.center().x(), middle - m_style.small * 0.45,
                                                   box.center().x(), middle + m_style.small * 0.45)
                                          : QLineF(box.left(), middle, box.right(), middle);
        m_painter.setPen(QPen(entry.colour, m_style.line, entry.dash, Qt::FlatCap));
        m_painter.drawLine(line);
        if (entry.dot) drawDot(m_painter, {box.center().x(), middle}, entry.shape, entry.colour, m_style);
        m_painter.restore();
    }

    QPainter& m_painter;
    const FigureStyle& m_style;
};

}  // namespace

void paintFigure(QPainter& painter, const Figure& figure, const FigureLayout& layout,
                 const FigureStyle& style) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    WordPainter words(painter, style);
    words.drawHead(layout);
    words.drawLegend(figure.legend, layout.legend);
    for (std::size_t i = 0; i < figure.panels.size(); ++i) {
        const Panel& panel = figure.panels[i];
        const PanelLayout& place = layout.panels[i];
        words.drawPanelTitle(place);
        if (panel.picture) {
            const QRectF box(QPointF(place.left, place.plot.top()), place.plot.bottomRight());
            panel.picture->paint(painter, box, style);
            continue;
        }
        if (!panel.instead.isEmpty()) {
            drawSentence(painter, place.plot, panel.instead, style);
            continue;
        }
        drawPanelShapes(painter, panel, place, style);
        if (panel.namesX) words.drawXAxis(panel, place);
        words.drawYAxis(panel, place);
        for (const Bar& bar : panel.bars) words.drawBarText(bar, place);
        words.drawMarkLabels(place);
        words.drawLegend(panel.legend, place.legend);
    }
    painter.restore();
}

}  // namespace nescio
