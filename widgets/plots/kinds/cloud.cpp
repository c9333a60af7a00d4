#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <QMetaMethod>

#include "widgets/plots/cloud_plot.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/series_looks.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

bool finiteAt(const CloudSeries& series, std::size_t row) {
    return std::isfinite(series.x->values[row]) && std::isfinite(series.y->values[row]);
}

QPointF pointAt(const CloudSeries& series, std::size_t row) {
    return {series.x->values[row], series.y->values[row]};
}

std::int64_t finiteRows(const CloudSeries& series) {
    std::int64_t count = 0;
    for (std::size_t row = 0; row < series.x->values.size(); ++row) count += finiteAt(series, row) ? 1 : 0;
    return count;
}

/// Lowest and highest finite value, with some room.
Span rangeOf(const std::vector<CloudSeries>& all, std::shared_ptr<const ImageColumn> CloudSeries::*axis) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& series : all)
        for (const double value : (series.*axis)->values) {
            if (!std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (!(low <= high)) return {0, 1};
    const double room = high > low ? (high - low) * 0.04 : std::max(1e-6, std::abs(low) * 1e-3);
    return {low - room, high + room};
}

}  // namespace

CloudPlot::CloudPlot(QWidget* parent) : ChartPlot(parent) {
    setObjectName(QStringLiteral("cloudPlot"));
    dataChanged();
}

void CloudPlot::show(const CloudData& cloud) {
    const bool sameAxes = cloud.xTitle == m_data.xTitle && cloud.yTitle == m_data.yTitle;
    m_data = cloud;
    m_finite.clear();  // counted once: a million rows are too many to count whenever something is drawn
    for (const auto& series : m_data.series) m_finite.push_back(finiteRows(series));
    dataChanged();
    if (!sameAxes) fit();
}

bool CloudPlot::hasData() const {
    return std::any_of(m_data.series.begin(), m_data.series.end(),
                       [](const auto& series) { return !series.x->values.empty(); });
}

QString CloudPlot::obstacle() const {
    const bool drawable = std::any_of(m_finite.begin(), m_finite.end(), [](auto rows) { return rows > 0; });
    return drawable ? QString() : tr("None of the values is a finite number.");
}

QString CloudPlot::emptySentence() const {
    return tr("Score a data set, then choose two columns to see its images against each other.");
}

std::vector<QColor> CloudPlot::coloursFor(const FigureStyle& style) const {
    std::vector<QColor> colours;
    for (const int slot : slotsOf(m_data.series)) colours.push_back(style.theme.colourOf(slot));
    return colours;
}

std::int64_t CloudPlot::notDrawn() const {
    std::int64_t count = 0;
    for (std::size_t at = 0; at < m_data.series.size(); ++at)
        count += static_cast<std::int64_t>(m_data.series[at].x->values.size()) - m_finite[at];
    return count;
}

QString CloudPlot::summary() const {
    if (!hasData()) return emptySentence();
    QStringList sets;
    for (const auto& series : m_data.series)
        sets << tr("%1, %2").arg(
            toQt(series.label),
            screenStyle().share(static_cast<std::int64_t>(series.x->values.size()), series.available));
    return tr("%1 against %2, a point an image: %3.")
        .arg(toQt(m_data.yTitle), toQt(m_data.xTitle), sets.join(QStringLiteral("; ")));
}

QString CloudPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table(
        {QStringLiteral("set"), QStringLiteral("index"), toQt(m_data.xTitle), toQt(m_data.yTitle)});
    for (const auto& series : m_data.series)
        for (std::size_t row = 0; row < series.x->values.size(); ++row)
            table.addRow({toQt(series.label), QString::number(series.x->key->indices[row]),
                          CsvTable::cell(series.x->values[row]), CsvTable::cell(series.y->values[row])});
    return table.text();
}

Figure CloudPlot::makeFigure(const QSizeF&, const FigureStyle& style) const {
    Figure figure;
    figure.title = toQt(m_data.title);
    figure.note = toQt(m_data.note);
    Panel panel;
    panel.x.title = toQt(m_data.xTitle);
    panel.y.title = toQt(m_data.yTitle);
    panel.x.range = rangeOf(m_data.series, &CloudSeries::x);
    panel.y.range = rangeOf(m_data.series, &CloudSeries::y);
    panel.y.grid = true;
    const auto colours = coloursFor(style);
    for (std::size_t at = 0; at < m_data.series.size(); ++at) {
        const auto& series = m_data.series[at];
        Dots dots{.points = {}, .colour = colours[at], .shape = DotShape::Circle};
        dots.points.reserve(static_cast<std::size_t>(m_finite[at]));
        for (std::size_t row = 0; row < series.x->values.size(); ++row)
            if (finiteAt(series, row)) dots.points.push_back(pointAt(series, row));
        const auto n = static_cast<std::int64_t>(series.x->values.size());
        panel.legend.push_back({.text = toQt(series.label),
                                .count = style.share(n, series.available),
                                .colour = dots.colour,
                                .dash = Qt::SolidLine,
                                .fill = {},
                                .dot = true,
                                .shape = dots.shape});
        panel.dots.push_back(std::move(dots));
    }
    figure.legend = std::move(panel.legend);
    panel.legend.clear();
    figure.panels.push_back(std::move(panel));
    if (const auto missing = notDrawn(); missing > 0)
        figure.footer << tr("Not drawn: %1 (not finite).").arg(style.count(missing));
    if (style.isPaper() && !brush().chosen.empty())
        figure.footer << tr("Dark: %1 chosen images.").arg(style.count(brush().chosen.count()));
    return figure;
}

std::optional<CloudPoint> CloudPlot::nearestTo(const QPointF& value) const {
    const auto* place = layoutOf(0);
    return place ? nearestPoint(m_data.series, value, *place) : std::nullopt;
}

QString CloudPlot::tipFor(int, const QPointF& value, const FigureStyle&) const {
    const auto found = nearestTo(value);
    if (!found) return {};
    const auto& series = m_data.series[found->series];
    return tr("%1 #%2\n%3")
        .arg(toQt(series.label))
        .arg(series.x->key->indices[found->row])
        .arg(wordsOf(*found));
}

QString CloudPlot::wordsOf(const CloudPoint& point) const {
    const auto& series = m_data.series[point.series];
    const FigureStyle style = screenStyle();
    return tr("%1: %2\n%3: %4")
        .arg(toQt(m_data.xTitle), style.number(series.x->values[point.row], 3), toQt(m_data.yTitle),
             style.number(series.y->values[point.row], 3));
}

void CloudPlot::clicked(int, const QPointF& value) {
    const auto found = nearestTo(value);
    if (!found) return;
    const auto& column = *m_data.series[found->series].x;
    Q_EMIT imagePicked(toQt(column.setId), column.key->indices[found->row]);
}

bool CloudPlot::hovered(int panel, const QPointF& value, const QPoint& global) {
    const auto found = panel < 0 ? std::nullopt : nearestTo(value);
    if (!found) {
        Q_EMIT imageHovered({}, 0, global, {});
        return isSignalConnected(QMetaMethod::fromSignal(&PlotView::imageHovered));
    }
    const auto& column = *m_data.series[found->series].x;
    Q_EMIT imageHovered(toQt(column.setId), column.key->indices[found->row], global, wordsOf(*found));
    return isSignalConnected(QMetaMethod::fromSignal(&PlotView::imageHovered));
}

std::optional<BrushShape> CloudPlot::brushShape(int) const {
    return BrushShape::Lasso;
}

ImageSelection CloudPlot::imagesIn(const BrushTrace& trace, const PanelLayout& place) const {
    return imagesWithin(m_data.series, trace, place, brush());
}

void CloudPlot::addBrush(Figure& figure, const FigureStyle& style) const {
    addChosen(figure.panels.front(), m_data.series, coloursFor(style), brush());
}

void CloudPlot::paintBrush(QPainter& painter, const FigureLayout& layout, const FigureStyle& style) const {
    if (layout.panels.empty()) return;
    paintChosen(painter, layout.panels.front(), m_data.series, coloursFor(style), brush());
}

namespace plots::cloud {
namespace {

void showTrial(PlotView& view, int points, bool withNan) {
    CloudData data{.title = {},
                   .note = "made-up values",
                   .xTitle = "volume (nats)",
                   .yTitle = "density (nats)",
                   .series = {}};
    std::mt19937 generator(1);
    std::normal_distribution<double> normal;
    for (int set = 0; points > 0 && set < 2; ++set) {
        auto key = std::make_shared<ColumnKey>();
        auto x = std::make_shared<ImageColumn>(), y = std::make_shared<ImageColumn>();
        for (int i = 0; i < points; ++i) {
            key->indices.push_back(i);
            const bool broken = withNan && i % 7 == 0;
            x->values.push_back(broken ? std::numeric_limits<double>::quiet_NaN()
                                       : normal(generator) + 2 * set);
            y->values.push_back(normal(generator));
        }
        x->setId = y->setId = set == 0 ? "seen" : "unseen";
        x->key = y->key = key;
        data.series.push_back({.label = x->setId,
                               .role = set == 0 ? SetRole::Test : SetRole::OutOfDistribution,
                               .slot = set + 1,
                               .x = x,
                               .y = y,
                               .available = 2 * points});
    }
    static_cast<CloudPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "cloud",
            .title = "Scatter",
            .make = [](QWidget* parent) -> PlotView* { return new CloudPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::cloud
}  // namespace nescio
