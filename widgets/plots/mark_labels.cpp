#include "widgets/plots/mark_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace nescio {
namespace {

constexpr std::array kWidths{0.45, 0.28, 0.2};  ///< of the plot; longer labels are broken into lines
constexpr int kMostLabelLines = 3;
constexpr int kMostLabelRows = 12;  ///< that are tried; a label that finds none is left out

/// Finds places for the labels of one panel, one after the other.
class LabelPlacer {
  public:
    LabelPlacer(const Panel& panel, PanelLayout& place, const FigureStyle& style)
        : m_panel(panel), m_place(place), m_style(style), m_taken(place.legend) {}

    void placeAll() {
        m_place.markLabels.assign(m_panel.marks.size(), {});
        std::vector<std::size_t> order(m_panel.marks.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return m_panel.marks[a].x < m_panel.marks[b].x;
        });
        for (const std::size_t at : order) place(at);
    }

  private:
    void place(std::size_t at) {
        const Mark& mark = m_panel.marks[at];
        const double x = m_place.toPlace({mark.x, 0}).x();
        if (mark.label.isEmpty() || !(x >= m_place.plot.left() && x <= m_place.plot.right())) return;
        for (const double width : kWidths)
            if (tryWidth(at, x, width, false)) return;
        tryWidth(at, x, kWidths.front(), true);
    }

    bool tryWidth(std::size_t at, double x, double width, bool mayCrossLines) {
        const QStringList lines = fitted(m_panel.marks[at].label, m_place.plot.width() * width,
                                         kMostLabelLines, m_style.small, m_style);
        if (!mayCrossLines && lines.join(QString()).contains(QChar(0x2026))) return false;
        for (int row = 0; row < kMostLabelRows; ++row)
            for (const bool left : {false, true}) {
                const QRectF box = boxOf(lines, x, row, left);
                if (!fits(box, at, mayCrossLines)) continue;
                write(at, lines, box, left);
                return true;
            }
        return false;
    }

    [[nodiscard]] QRectF boxOf(const QStringList& lines, double x, int row, bool left) const {
        double width = 0;
        for (const QString& line : lines) width = std::max(width, m_style.widthOf(line, m_style.small));
        const double step = FigureStyle::lineHeight(m_style.small);
        const double pad = m_style.gap * 0.75;
        return {left ? x - pad - width : x + pad, m_place.plot.top() + pad / 2 + row * step, width,
                step * static_cast<double>(lines.size())};
    }

    [[nodiscard]] bool fits(const QRectF& box, std::size_t own, bool mayCrossLines) const {
        // A label may stand out into the free margin at the right, as tick labels do.
        const QRectF room = m_place.plot.adjusted(0, 0, m_style.gap, 0);
        if (!room.contains(box)) return false;
        for (const QRectF& other : m_taken)
            if (other.intersects(box)) return false;
        if (mayCrossLines) return true;
        for (std::size_t i = 0; i < m_panel.marks.size(); ++i) {
            const double x = m_place.toPlace({m_panel.marks[i].x, 0}).x();
            if (i != own && x >= box.left() - 1 && x <= box.right() + 1) return false;
        }
        return true;
    }

    void write(std::size_t at, const QStringList& lines, const QRectF& box, bool left) {
        const double step = FigureStyle::lineHeight(m_style.small);
        double top = box.top();
        for (const QString& line : lines) {
            const double width = m_style.widthOf(line, m_style.small);
            m_place.markLabels[at].push_back(
                {QRectF(left ? box.right() - width : box.left(), top, width, step), line});
            top += step;
        }
        m_taken.push_back(box);
    }

    const Panel& m_panel;
    PanelLayout& m_place;
    const FigureStyle& m_style;
    std::vector<QRectF> m_taken;
};

}  // namespace

void placeMarkLabels(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    LabelPlacer(panel, place, style).placeAll();
}

}  // namespace nescio
