#include "widgets/plots/result_drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <QObject>

#include "widgets/plots/dots_painter.h"
#include "widgets/plots/histogram_brush.h"
#include "widgets/plots/series_looks.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kRoom = 0.05;  ///< of the axis, left free beside dots and above lines
constexpr int kNamesOfPicture = 4;
constexpr double kBandOpacity = 0.25;
constexpr std::size_t kFewPoints = 30;       ///< a line through so many shows its points
constexpr std::size_t kMostErrorBars = 200;  ///< more of them are drawn as a band
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// The smallest interval around values; those that are not finite do not count.
struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void add(double value) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    /// With room below and above, and never without length.
    [[nodiscard]] Span span(double roomLow, double roomHigh) const {
        if (low > high) return {0, 1};
        const double length = high - low;
        const double least = std::max(std::abs(high) * 1e-3, 1e-9);
        if (length < 1e-9 * std::max(std::abs(low), std::abs(high)) || length == 0)
            return {low - least, high + least};
        return {low - roomLow * length, high + roomHigh * length};
    }
};

double at(const std::vector<double>& values, std::size_t i) {
    return i < values.size() ? values[i] : kNan;
}

bool hasBand(const ResultSeries& series) {
    return !series.low.empty() && !series.high.empty();
}

bool drawable(const ResultSeries& series) {
    for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i)
        if (std::isfinite(series.x[i]) && std::isfinite(series.y[i])) return true;
    return false;
}

/// A series in ascending x, which lines and bands need; places that are not finite are left out.
ResultSeries ascending(const ResultSeries& series) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i)
        if (std::isfinite(series.x[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return series.x[a] < series.x[b]; });
    ResultSeries sorted{.label = series.label, .role = series.role, .style = series.style, .x = {}, .y = {}};
    for (const std::size_t i : order) {
        sorted.x.push_back(series.x[i]);
        sorted.y.push_back(series.y[i]);
        if (!hasBand(series)) continue;
        sorted.low.push_back(at(series.low, i));
        sorted.high.push_back(at(series.high, i));
    }
    return sorted;
}

std::vector<QPointF> pointsOf(const std::vector<double>& x, const std::vector<double>& y) {
    std::vector<QPointF> points;
    points.reserve(x.size());
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) points.emplace_back(x[i], y[i]);
    return points;
}

std::vector<QPointF> finiteOf(std::vector<QPointF> points) {
    std::erase_if(points, [](const QPointF& p) { return !std::isfinite(p.x()) || !std::isfinite(p.y()); });
    return points;
}

QColor translucent(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

/// Draws the series of one panel.
class PanelDrawing {
  public:
    PanelDrawing(const ResultPanel& source, const FigureStyle& style) : m_source(source), m_style(style) {
        m_panel.title = toQt(source.title);
        m_panel.x.title = toQt(source.xTitle);
        m_panel.y.title = toQt(source.yTitle);
        // All of a panel's or none: histograms side by side have the same bins.
        m_binsAnew = std::all_of(source.series.begin(), source.series.end(), [](const ResultSeries& series) {
            return series.style == SeriesStyle::Steps && series.images && series.counts;
        });
    }

    void add(const ResultSeries& series, const SeriesLook& look) {
        const auto [set, count] = setAndCount(series.label);
        LegendEntry entry{
            .text = set, .count = count, .colour = look.colour, .fill = {}, .shape = look.shape};
        if (series.style == SeriesStyle::Steps) addSteps(series, look, entry);
        if (series.style == SeriesStyle::Line) addLine(ascending(series), look, entry);
        if (series.style == SeriesStyle::Dots) addDots(ascending(series), look, entry);
        if (!entry.text.isEmpty()) m_panel.legend.push_back(entry);
    }

    Panel done() {
        for (const ResultMark& mark : m_source.marks) {
            if (!std::isfinite(mark.x)) continue;
            m_x.add(mark.x);
            m_panel.marks.push_back({.x = mark.x,
                                     .y = {},
                                     .colour = m_style.theme.mutedInk,
                                     .width = 0.75,
                                     .label = toQt(mark.label)});
        }
        const bool dots = !m_panel.dots.empty();
        m_panel.x.range = m_x.span(dots ? kRoom / 2 : 0, dots ? kRoom / 2 : 0);
        m_panel.y.range = m_y.span(m_y.low == 0 ? 0 : kRoom, kRoom);
        m_panel.y.grid = true;
        m_panel.growsForLegend = true;
        return std::move(m_panel);
    }

  private:
    void addSteps(const ResultSeries& series, const SeriesLook& look, LegendEntry& entry) {
        Curve curve{.points = outlineOfBins(series.x, series.y),
                    .colour = look.colour,
                    .dash = look.dash,
                    .fill = {}};
        curve.fill = translucent(look.colour, m_style.theme.fillOpacity);
        if (m_style.isPaper() && m_binsAnew)
            curve.binned = binnedValues(series.images->sets.front()->column(),
                                        series.counts->n - series.counts->notFinite);
        entry.dash = look.dash;
        entry.fill = curve.fill;
        for (const double edge : series.x) m_x.add(edge);
        for (const double height : series.y) m_y.add(height);
        m_y.add(0);
        m_panel.curves.push_back(std::move(curve));
    }

    void addLine(const ResultSeries& series, const SeriesLook& look, LegendEntry& entry) {
        addExtent(series);
        entry.dash = look.dash;
        if (hasBand(series)) entry.fill = addBand(series, look);
        m_panel.curves.push_back(
            {.points = pointsOf(series.x, series.y), .colour = look.colour, .dash = look.dash, .fill = {}});
        if (series.x.size() > kFewPoints) return;
        entry.dot = true;
        addMarkers(series, look);
    }

    void addDots(const ResultSeries& series, const SeriesLook& look, LegendEntry& entry) {
        addExtent(series);
        entry.dash = Qt::NoPen;
        if (series.x.size() > kCrowd) entry.shape = DotShape::Circle;
        entry.dot = true;
        if (hasBand(series) && series.x.size() > kMostErrorBars) entry.fill = addBand(series, look);
        if (hasBand(series) && series.x.size() <= kMostErrorBars) addErrorBars(series, look);
        addMarkers(series, look);
    }

    void addMarkers(const ResultSeries& series, const SeriesLook& look) {
        m_panel.dots.push_back(
            {.points = finiteOf(pointsOf(series.x, series.y)), .colour = look.colour, .shape = look.shape});
    }

    QColor addBand(const ResultSeries& series, const SeriesLook& look) {
        m_panel.bands.push_back({.upper = pointsOf(series.x, series.high),
                                 .lower = pointsOf(series.x, series.low),
                                 .fill = translucent(look.colour, kBandOpacity)});
        return m_panel.bands.back().fill;
    }

    void addErrorBars(const ResultSeries& series, const SeriesLook& look) {
        Curve bars{.points = {}, .colour = look.colour, .width = 0.75, .fill = {}};
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            bars.points.emplace_back(series.x[i], at(series.low, i));
            bars.points.emplace_back(series.x[i], at(series.high, i));
            bars.points.emplace_back(series.x[i], kNan);
        }
        m_panel.curves.push_back(std::move(bars));
    }

    void addExtent(const ResultSeries& series) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (!std::isfinite(series.y[i])) continue;
            m_x.add(series.x[i]);
            m_y.add(series.y[i]);
            m_y.add(at(series.low, i));
            m_y.add(at(series.high, i));
        }
    }

    const ResultPanel& m_source;
    const FigureStyle& m_style;
    Panel m_panel;
    bool m_binsAnew = false;
    Extent m_x, m_y;
};

Panel matrixPanel(const ResultPanel& source) {
    const ResultMatrix& matrix = *source.matrix;
    Panel panel;
    panel.title = toQt(source.title);
    panel.x.title = toQt(source.xTitle);
    panel.y.title = toQt(source.yTitle);
    const auto rows = static_cast<int>(matrix.rows.size());
    const auto columns = static_cast<int>(matrix.columns.size());
    panel.x.range = {0, static_cast<double>(columns)};
    panel.y.range = {0, static_cast<double>(rows)};
    panel.cells = CellMap{.rows = rows,
                          .columns = columns,
                          .values = matrix.values,
                          .middle = matrix.middle,
                          .reach = matrix.reach};
    // Of a picture a few rows are named; its columns are numbers, as the ticks of any axis are.
    const bool picture = panel.cells->isPicture();
    for (int i = 0; i < columns && !picture; ++i)
        panel.x.categories.push_back({i + 0.5, toQt(matrix.columns[static_cast<std::size_t>(i)])});
    for (int i = 0; i < rows; i += picture ? (rows - 1) / kNamesOfPicture + 1 : 1)
        panel.y.categories.push_back({rows - i - 0.5, toQt(matrix.rows[static_cast<std::size_t>(i)])});
    return panel;
}

Panel panelOf(const ResultFigure& figure, std::size_t i, const SeriesLooks& looks, const FigureStyle& style) {
    const ResultPanel& source = figure.panels[i];
    if (source.matrix && hasFiniteValues(source)) return matrixPanel(source);
    PanelDrawing drawing(source, style);
    for (std::size_t s = 0; s < source.series.size(); ++s)
        if (drawable(source.series[s])) drawing.add(source.series[s], looks.of(i, s));
    Panel panel = drawing.done();
    if (!hasFiniteValues(source)) panel.instead = QObject::tr("no values");
    return panel;
}

void shareLegend(Figure& drawn) {
    for (Panel& panel : drawn.panels) {
        for (const LegendEntry& entry : panel.legend) {
            const auto same = [&](const LegendEntry& one) {
                return one.words() == entry.words() && one.colour == entry.colour;
            };
            if (std::none_of(drawn.legend.begin(), drawn.legend.end(), same)) drawn.legend.push_back(entry);
        }
        panel.legend.clear();
    }
}

/// Titles of axes are said once: below the last of the panels of a column that share one, and left of the
/// first of those in a row. Where the axes themselves are the same, they are shared too.
void shareAxes(Figure& drawn) {
    const auto columns = static_cast<std::size_t>(std::max(1, drawn.columns));
    for (std::size_t i = 0; i + columns < drawn.panels.size(); ++i) {
        Panel& panel = drawn.panels[i];
        const Panel& below = drawn.panels[i + columns];
        if (panel.cells || below.cells || below.instead != panel.instead || panel.x.title != below.x.title)
            continue;
        panel.namesX = panel.x.range != below.x.range;
        if (panel.namesX) panel.x.title.clear();
    }
    for (std::size_t i = drawn.panels.size(); i-- > 1;)
        if (i % columns != 0 && drawn.panels[i].y.title == drawn.panels[i - 1].y.title)
            drawn.panels[i].y.title.clear();
}

}  // namespace

bool hasFiniteValues(const ResultPanel& panel) {
    if (panel.matrix)
        return !panel.matrix->rows.empty() && !panel.matrix->columns.empty() &&
               std::any_of(panel.matrix->values.begin(), panel.matrix->values.end(),
                           [](double value) { return std::isfinite(value); });
    return std::any_of(panel.series.begin(), panel.series.end(), drawable);
}

Figure drawingOf(const ResultFigure& figure, const FigureStyle& style) {
    Figure drawn;
    drawn.title = toQt(figure.title);
    drawn.note = toQt(figure.note);
    drawn.columns = std::max(1, figure.columns);
    const SeriesLooks looks(figure, style.theme);
    for (std::size_t i = 0; i < figure.panels.size(); ++i)
        drawn.panels.push_back(panelOf(figure, i, looks, style));
    if (looks.areShared()) shareLegend(drawn);
    shareAxes(drawn);
    return drawn;
}

}  // namespace nescio
