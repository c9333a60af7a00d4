#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

#include "widgets/plots/histogram_brush.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/histogram_words.h"
#include "widgets/plots/series_looks.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kNarrowPx = 480;

}  // namespace

HistogramPlot::HistogramPlot(QWidget* parent) : ChartPlot(parent) {
    setObjectName(QStringLiteral("histogramPlot"));
    dataChanged();
}

void HistogramPlot::show(const HistogramData& histograms) {
    const bool sameAxis = histograms.edges == m_data.edges && histograms.quantity == m_data.quantity;
    m_data = histograms;
    dataChanged();
    if (!sameAxis) fit();
}

std::size_t HistogramPlot::binCount() const {
    return m_data.edges.empty() ? 0 : m_data.edges.size() - 1;
}

bool HistogramPlot::hasData() const {
    return binCount() > 0 && !m_data.series.empty() && m_data.edges.back() > m_data.edges.front();
}

QString HistogramPlot::emptySentence() const {
    return tr("No likelihoods yet. Score a data set to see how likely its images are.");
}

QString HistogramPlot::summary() const {
    if (!hasData()) return emptySentence();
    const FigureStyle style = screenStyle();
    QStringList sets;
    for (const HistogramSeries& series : m_data.series)
        //: a data set, its mean and how many images it has
        sets << tr("%1, mean %2, %3")
                    .arg(toQt(series.label), style.number(series.mean, 3),
                         style.share(series.n, series.available));
    const QString text =
        tr("Histogram of %1: %2.").arg(toQt(m_data.quantity), sets.join(QStringLiteral("; ")));
    return m_data.verdict.empty() ? text : text + QLatin1Char(' ') + toQt(m_data.verdict);
}

QString HistogramPlot::csv() const {
    return hasData() ? csvOf(m_data) : QString();
}

Figure HistogramPlot::makeFigure(const QSizeF& size, const FigureStyle& style) const {
    Figure figure;
    figure.title = toQt(m_data.title);
    figure.note = toQt(m_data.note);
    Panel panel;
    panel.x.title = toQt(m_data.quantity);
    panel.x.range = {m_data.edges.front(), m_data.edges.back()};
    const QString direction = toQt(m_data.direction);
    (direction.startsWith(QChar(0x2190)) ? panel.x.lowHint : panel.x.highHint) = direction;
    panel.y.title = tr("density");
    panel.y.grid = true;
    panel.growsForLegend = true;
    addSeries(panel, style);
    addMarkers(panel, style);
    if (m_data.top > 0) {  // nothing but the data may move from one figure to the next
        panel.y.range = {0, m_data.top};
        panel.growsForLegend = false;
        figure.legend = std::exchange(panel.legend, {});
    }
    // In a narrow figure the words of a legend need its whole width.
    if (!style.isPaper() && size.width() < kNarrowPx && figure.legend.empty())
        figure.legend = std::exchange(panel.legend, {});
    figure.panels.push_back(std::move(panel));
    if (!m_data.verdict.empty()) figure.footer << toQt(m_data.verdict);
    const QString missing = notDrawn(style);
    if (!missing.isEmpty()) figure.footer << missing;
    if (const QString chosen = chosenWords(style); !chosen.isEmpty()) figure.footer << chosen;
    return figure;
}

void HistogramPlot::addSeries(Panel& panel, const FigureStyle& style) const {
    double highest = 0;
    const auto slots = slotsOf(m_data.series);
    for (std::size_t at = 0; at < m_data.series.size(); ++at) {
        const HistogramSeries& series = m_data.series[at];
        Curve curve;
        curve.points = outlineOfBins(m_data.edges, series.density);
        curve.colour = style.theme.colourOf(slots[at]);
        curve.dash = Theme::dashOf(slots[at]);
        curve.fill = curve.colour;
        curve.fill.setAlphaF(static_cast<float>(style.theme.fillOpacity));
        if (style.isPaper() && series.column)
            curve.binned = binnedValues(*series.column, series.n - series.notFinite);
        for (const double density : series.density)
            if (std::isfinite(density)) highest = std::max(highest, density);
        panel.legend.push_back({.text = toQt(series.label),
                                .count = style.share(series.n, series.available),
                                .colour = curve.colour,
                                .dash = curve.dash,
                                .fill = curve.fill});
        panel.curves.push_back(std::move(curve));
    }
    panel.y.range = {0, highest > 0 ? highest * 1.06 : 1};
}

/// Images as lines, the inspected one over the quieter dropped ones; the axis grows so that none of them is
/// off the figure.
void HistogramPlot::addMarkers(Panel& panel, const FigureStyle& style) const {
    const auto add = [&](double value, const QColor& colour, double width) {
        const double room = panel.x.range.length() * 0.02;
        if (value < panel.x.range.low) panel.x.range.low = value - room;
        if (value > panel.x.range.high) panel.x.range.high = value + room;
        panel.marks.push_back({.x = value, .y = {}, .colour = colour, .width = width});
    };
    const auto explain = [&](const QString& text, const QColor& colour) {
        panel.legend.push_back(
            {.text = text, .colour = colour, .dash = Qt::SolidLine, .fill = {}, .upright = true});
    };
    std::int64_t dropped = 0;
    for (const double value : m_data.markers) {
        if (!std::isfinite(value)) continue;
        ++dropped;
        add(value, style.theme.mutedInk, 0.6);
    }
    if (m_data.inspected && std::isfinite(*m_data.inspected)) {
        add(*m_data.inspected, style.theme.ink, 1);
        explain(tr("this image   %1").arg(style.number(*m_data.inspected, decimalsOf(m_data))),
                style.theme.ink);
    }
    if (dropped > 0)
        explain(dropped == 1 ? tr("1 dropped image") : tr("%1 dropped images").arg(style.count(dropped)),
                style.theme.mutedInk);
}

std::optional<BrushShape> HistogramPlot::brushShape(int) const {
    return standForImages(m_data) ? std::optional(BrushShape::Range) : std::nullopt;
}

ImageSelection HistogramPlot::imagesIn(const BrushTrace& trace, const PanelLayout&) const {
    return imagesBetween(m_data, trace.range(), brush());
}

std::vector<QColor> HistogramPlot::coloursFor(const FigureStyle& style) const {
    std::vector<QColor> colours;
    for (const int slot : slotsOf(m_data.series)) colours.push_back(style.theme.colourOf(slot));
    return colours;
}

void HistogramPlot::addBrush(Figure& figure, const FigureStyle& style) const {
    addChosen(figure.panels.front(), m_data, coloursFor(style), brush(), style.isPaper());
}

void HistogramPlot::paintBrush(QPainter& painter, const FigureLayout& layout,
                               const FigureStyle& style) const {
    if (layout.panels.empty()) return;
    paintChosen(painter, layout.panels.front(), m_data, coloursFor(style), brush());
}

/// For paper: on the screen the bar beside the figure says it, which does not move the axes.
QString HistogramPlot::chosenWords(const FigureStyle& style) const {
    if (!style.isPaper() || brush().chosen.empty()) return {};
    std::int64_t chosen = 0, of = 0;
    for (const HistogramSeries& series : m_data.series) {
        chosen += countIn(series, brush().chosen);
        of += brush().filter ? countIn(series, *brush().filter) : series.n;
    }
    return tr("Dark: %1 of %2 images.").arg(style.count(chosen), style.count(of));
}

QString HistogramPlot::notDrawn(const FigureStyle& style) const {
    QStringList parts;
    std::int64_t notFinite = 0;
    std::int64_t outside = 0;
    for (const HistogramSeries& series : m_data.series) {
        notFinite += series.notFinite;
        outside += series.outside;
        const QString label = toQt(series.label);
        //: a number of images and their data set
        if (series.notFinite > 0)
            parts << tr("%1 of %2 (not finite)").arg(style.count(series.notFinite), label);
        if (series.outside > 0)
            parts << tr("%1 of %2 (outside the range)").arg(style.count(series.outside), label);
    }
    if (style.oversampling > 1) {  // a column of a paper has room for the sums; the CSV has every number
        parts.clear();
        if (notFinite > 0) parts << tr("%1 not finite").arg(style.count(notFinite));
        if (outside > 0) parts << tr("%1 outside the range").arg(style.count(outside));
    }
    return parts.isEmpty() ? QString() : tr("Not drawn: %1.").arg(parts.join(QStringLiteral(", ")));
}

QString HistogramPlot::tipFor(int, const QPointF& value, const FigureStyle& style) const {
    return tipOf(m_data, value.x(), style);
}

namespace plots::histogram {
namespace {

std::vector<double> trialValues(int points, double mean, double deviation, bool withNan, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<double> normal(mean, deviation);
    std::vector<double> values(static_cast<std::size_t>(points));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = withNan && i % 7 == 0 ? std::numeric_limits<double>::quiet_NaN() : normal(generator);
    return values;
}

void showTrial(PlotView& view, int points, bool withNan) {
    HistogramData data;
    data.quantity = "bits/dim";
    data.direction = "← more likely";
    data.note = "made-up values";
    if (points > 0) {
        const std::vector<std::vector<double>> values{trialValues(points, 2.9, 0.5, withNan, 1),
                                                      trialValues(points, 1.8, 0.3, withNan, 2)};
        data.series.resize(2);
        for (auto& series : data.series) series.available = 2 * points;
        data.series[0].label = "seen";
        data.series[0].role = SetRole::Test;
        data.series[1].label = "unseen";
        data.series[1].role = SetRole::OutOfDistribution;
        data.markers = {2.2, withNan ? std::numeric_limits<double>::quiet_NaN() : 2.4};
        data.inspected = 1.9;
        binShared(data, values, 80);
    }
    static_cast<HistogramPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "histogram",
            .title = "Likelihoods",
            .make = [](QWidget* parent) -> PlotView* { return new HistogramPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::histogram
}  // namespace nescio
