#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

#include <QPainter>

#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/histogram_words.h"
#include "widgets/plots/series_looks.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

/// The outline of one histogram, from the axis up over the bins and down again.
std::vector<QPointF> steps(const std::vector<double>& edges, const std::vector<double>& density,
                           std::size_t bins) {
    std::vector<QPointF> points;
    const std::size_t filled = std::min(bins, density.size());
    if (filled == 0) return points;
    points.reserve(2 * filled + 2);
    points.emplace_back(edges.front(), 0);
    for (std::size_t i = 0; i < filled; ++i) {
        points.emplace_back(edges[i], density[i]);
        points.emplace_back(edges[i + 1], density[i]);
    }
    points.emplace_back(edges[filled], 0);
    return points;
}

/// The finite values of a series, or of those of its images that a selection holds.
std::shared_ptr<const BinnedValues> valuesOf(const HistogramSeries& series, const ImageSelection* images) {
    auto binned = std::make_shared<BinnedValues>();
    binned->of = static_cast<double>(series.n - series.notFinite);
    const auto& values = series.column->values;
    const auto take = [&](std::size_t row) {
        if (std::isfinite(values[row])) binned->values.push_back(values[row]);
    };
    if (images)
        forRowsOf(*series.column, *images, take);
    else
        for (std::size_t row = 0; row < values.size(); ++row) take(row);
    return binned;
}

constexpr double kNarrowPx = 480;
constexpr float kFilterOpacity = 0.35F;  ///< over the figure's own fill
constexpr float kChosenOpacity = 0.6F;

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
        curve.points = steps(m_data.edges, series.density, binCount());
        curve.colour = style.theme.colourOf(slots[at]);
        curve.dash = Theme::dashOf(slots[at]);
        curve.fill = curve.colour;
        curve.fill.setAlphaF(static_cast<float>(style.theme.fillOpacity));
        if (style.isPaper() && series.column) curve.binned = valuesOf(series, nullptr);
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
    const auto known = std::any_of(m_data.series.begin(), m_data.series.end(),
                                   [](const auto& series) { return series.order != nullptr; });
    return known ? std::optional(BrushShape::Range) : std::nullopt;
}

ImageSelection HistogramPlot::imagesIn(const BrushTrace& trace, const PanelLayout&) const {
    ImageSelection images;
    const Span range = trace.range();
    for (const HistogramSeries& series : m_data.series)
        if (series.order) images = united(images, series.order->imagesBetween(range.low, range.high));
    return brush().filter ? common(images, *brush().filter) : images;
}

void HistogramPlot::addBrush(Figure& figure, const FigureStyle& style) const {
    if (brush().chosen.empty() && !brush().filter) return;
    const auto slots = slotsOf(m_data.series);
    for (std::size_t at = 0; at < m_data.series.size(); ++at) {
        const HistogramSeries& series = m_data.series[at];
        const auto layer = [&](const ImageSelection& images, float opacity) {
            Band band;
            band.upper = steps(m_data.edges, densityOf(series, m_data.edges, images), binCount());
            for (const QPointF& point : band.upper) band.lower.emplace_back(point.x(), 0);
            band.fill = style.theme.colourOf(slots[at]);
            band.fill.setAlphaF(opacity);
            if (style.isPaper() && series.column) band.binned = valuesOf(series, &images);
            figure.panels.front().bands.push_back(std::move(band));
        };
        if (brush().filter) layer(*brush().filter, kFilterOpacity);
        layer(brush().chosen, kChosenOpacity);
    }
}

void HistogramPlot::paintBrush(QPainter& painter, const FigureLayout& layout,
                               const FigureStyle& style) const {
    if (layout.panels.empty() || (brush().chosen.empty() && !brush().filter)) return;
    const PanelLayout& place = layout.panels.front();
    painter.save();
    painter.setClipRect(place.plot);
    painter.setPen(Qt::NoPen);
    const auto slots = slotsOf(m_data.series);
    for (std::size_t at = 0; at < m_data.series.size(); ++at) {
        const HistogramSeries& series = m_data.series[at];
        const auto layer = [&](const ImageSelection& images, float opacity) {
            QColor colour = style.theme.colourOf(slots[at]);
            colour.setAlphaF(opacity);
            painter.setBrush(colour);
            QPolygonF outline;
            for (const QPointF& point :
                 steps(m_data.edges, densityOf(series, m_data.edges, images), binCount()))
                outline << place.toPlace(point);
            painter.drawPolygon(outline);
        };
        if (brush().filter) layer(*brush().filter, kFilterOpacity);
        layer(brush().chosen, kChosenOpacity);
    }
    painter.restore();
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
