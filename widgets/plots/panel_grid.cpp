#include "widgets/plots/panel_grid.h"

#include <algorithm>
#include <utility>

#include "widgets/plots/axis_names.h"

namespace nescio {
namespace {

constexpr int kMostTitleLines = 2;
constexpr double kWidestRowNames = 0.34;  ///< of a column of the grid, where they can be broken into lines
constexpr double kTallestColumnNames = 0.35;  ///< of the figure

/// Places the panels of one figure.
class PanelGrid {
  public:
    PanelGrid(const Figure& figure, const QRectF& area, const FigureStyle& style)
        : m_figure(figure),
          m_area(area),
          m_style(style),
          m_columns(std::clamp(figure.columns, 1, static_cast<int>(std::max<std::size_t>(1, count())))),
          m_rows((static_cast<int>(count()) + m_columns - 1) / m_columns),
          m_columnGap(m_columns > 1 ? 3 * style.gap : 0),
          m_lefts(static_cast<std::size_t>(m_columns)),
          m_above(static_cast<std::size_t>(m_rows)),
          m_below(static_cast<std::size_t>(m_rows)),
          m_heights(static_cast<std::size_t>(m_rows), area.height() / std::max(1, m_rows)) {}

    std::vector<PanelLayout> placed() {
        // Names at the left depend on the heights of plots, and names below on their widths: one guess, then
        // the real thing.
        measureLefts();
        measureRows();
        measureLefts();
        std::vector<PanelLayout> places;
        for (std::size_t i = 0; i < count(); ++i) places.push_back(placeOf(i));
        return places;
    }

  private:
    [[nodiscard]] std::size_t count() const { return m_figure.panels.size(); }
    [[nodiscard]] std::size_t columnOf(std::size_t i) const {
        return i % static_cast<std::size_t>(m_columns);
    }
    [[nodiscard]] std::size_t rowOf(std::size_t i) const { return i / static_cast<std::size_t>(m_columns); }

    /// Room for half of the last label, so that it does not leave the figure.
    [[nodiscard]] double rightOfPlot() const { return m_style.small * 1.4; }

    [[nodiscard]] double cellWidth() const {
        return (m_area.width() - (m_columns - 1) * m_columnGap) / m_columns;
    }

    [[nodiscard]] double plotWidth() const {
        double names = m_columns * rightOfPlot() + (m_columns - 1) * m_columnGap;
        for (const double left : m_lefts) names += left;
        return std::max(1.0, (m_area.width() - names) / m_columns);
    }

    [[nodiscard]] double leftOf(const Panel& panel, double height) const {
        if (panel.picture || !panel.instead.isEmpty()) return 0;
        PanelLayout place;
        place.y = panel.y.range;
        place.x = panel.x.range;
        place.plot = QRectF(0, 0, cellWidth(), height);
        placeTicks(panel, place, m_style);
        double widest = 0;
        for (const Tick& tick : place.yTicks.ticks)
            widest = std::max(widest, m_style.widthOf(tick.text, m_style.small));
        for (const Tick& tick : panel.y.categories)
            widest = std::max(widest, m_style.widthOf(tick.text, rowTextSize(place, m_style), tick.bold));
        if (panel.cells) widest = std::min(widest, cellWidth() * kWidestRowNames);
        const double title = panel.y.title.isEmpty() ? 0 : FigureStyle::lineHeight(m_style.text);
        return title + widest + m_style.tick + m_style.gap;
    }

    void measureLefts() {
        std::fill(m_lefts.begin(), m_lefts.end(), 0.0);
        for (std::size_t i = 0; i < count(); ++i)
            m_lefts[columnOf(i)] =
                std::max(m_lefts[columnOf(i)], leftOf(m_figure.panels[i], m_heights[rowOf(i)]));
    }

    [[nodiscard]] QStringList titleOf(const Panel& panel) const {
        return fitted(panel.title, cellWidth(), kMostTitleLines, m_style.small * 1.06, m_style);
    }

    [[nodiscard]] AxisNames namesOf(const Panel& panel) const {
        if (panel.x.categories.empty()) return {};
        return namesUnder(panel.x.categories, plotWidth() / std::max(1.0, panel.x.range.length()),
                          m_area.height() * kTallestColumnNames, m_style);
    }

    [[nodiscard]] double belowPlot(const Panel& panel) const {
        if (!panel.namesX || panel.picture || !panel.instead.isEmpty()) return m_style.gap;
        const double title = panel.x.title.isEmpty() ? 0 : FigureStyle::lineHeight(m_style.text);
        const double names = panel.x.categories.empty()
                                 ? m_style.tick + FigureStyle::lineHeight(m_style.small)
                                 : namesOf(panel).height;
        return m_style.gap / 2 + names + title;
    }

    void measureRows() {
        std::vector<double> shares(static_cast<std::size_t>(m_rows));
        for (std::size_t i = 0; i < count(); ++i) {
            const Panel& panel = m_figure.panels[i];
            const double title =
                FigureStyle::lineHeight(m_style.small) * static_cast<double>(titleOf(panel).size());
            m_above[rowOf(i)] = std::max(m_above[rowOf(i)], title > 0 ? title + m_style.gap / 2 : 0);
            m_below[rowOf(i)] = std::max(m_below[rowOf(i)], belowPlot(panel));
            shares[rowOf(i)] = std::max(shares[rowOf(i)], panel.share);
        }
        double free = m_area.height() + m_style.gap;
        double sum = 0;
        for (std::size_t row = 0; row < shares.size(); ++row) {
            free -= m_above[row] + m_below[row] + m_style.gap;
            sum += shares[row];
        }
        for (std::size_t row = 0; row < shares.size(); ++row)
            m_heights[row] = std::max(1.0, free * shares[row] / sum);
    }

    [[nodiscard]] double topOf(std::size_t row) const {
        double top = m_area.top();
        for (std::size_t i = 0; i < row; ++i) top += m_above[i] + m_heights[i] + m_below[i] + m_style.gap;
        return top;
    }

    [[nodiscard]] PanelLayout placeOf(std::size_t i) const {
        const Panel& panel = m_figure.panels[i];
        PanelLayout place;
        place.x = panel.x.range;
        place.y = panel.y.range;
        place.left = m_area.left();
        for (std::size_t column = 0; column < columnOf(i); ++column)
            place.left += m_lefts[column] + plotWidth() + rightOfPlot() + m_columnGap;
        const std::size_t row = rowOf(i);
        place.plot =
            QRectF(place.left + m_lefts[columnOf(i)], topOf(row) + m_above[row], plotWidth(), m_heights[row]);
        placeTicks(panel, place, m_style);
        place.xNames = namesOf(panel);
        placeTitle(panel, place);
        return place;
    }

    /// Over the plot; a title wider than it starts further left.
    void placeTitle(const Panel& panel, PanelLayout& place) const {
        const QStringList lines = titleOf(panel);
        const double size = m_style.small;
        const double step = FigureStyle::lineHeight(size);
        double widest = 0;
        for (const QString& line : lines) widest = std::max(widest, m_style.widthOf(line, size, true));
        const double left = std::clamp(place.plot.right() - widest, place.left, place.plot.left());
        double top = place.plot.top() - m_style.gap / 2 - step * static_cast<double>(lines.size());
        for (const QString& line : lines) {
            place.title.push_back({QRectF(left, top, widest, step), line});
            top += step;
        }
    }

    const Figure& m_figure;
    QRectF m_area;
    const FigureStyle& m_style;
    int m_columns, m_rows;
    double m_columnGap;
    std::vector<double> m_lefts;                      ///< per column: room for names and title of y
    std::vector<double> m_above, m_below, m_heights;  ///< per row
};

/// Whether the labels of neighbouring ticks leave a letter between them.
bool ticksKeepApart(const PanelLayout& place, const FigureStyle& style) {
    double end = -1e9;
    for (const Tick& tick : place.xTicks.ticks) {
        const double half = style.widthOf(tick.text, style.small) / 2;
        const double centre = place.toPlace({tick.value, 0}).x();
        if (centre - half < end + style.small * 0.7) return false;
        end = centre + half;
    }
    return true;
}

}  // namespace

void placeTicks(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    const auto ticksOf = [&](const Axis& axis, const Span& range, int most) {
        return axis.logarithmic ? logTicks(range, most, style) : roundTicks(range, most, style);
    };
    if (panel.y.categories.empty())
        place.yTicks = ticksOf(panel.y, place.y, static_cast<int>(place.plot.height() / (style.small * 2.2)));
    if (!panel.x.categories.empty()) return;
    int most = static_cast<int>(place.plot.width() / (style.small * 4));
    // Wide labels (long step counts) need more room than the first guess; fewer ticks until they have it.
    for (; most > 1; --most) {
        place.xTicks = ticksOf(panel.x, place.x, most);
        if (ticksKeepApart(place, style)) return;
    }
    place.xTicks = ticksOf(panel.x, place.x, 1);
}

std::vector<PanelLayout> placePanels(const Figure& figure, const QRectF& area, const FigureStyle& style) {
    return PanelGrid(figure, area, style).placed();
}

}  // namespace nescio
