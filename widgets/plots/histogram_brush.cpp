#include "widgets/plots/histogram_brush.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

namespace nescio {
namespace {

constexpr float kFilterOpacity = 0.35F;  ///< over the figure's own fill
constexpr float kChosenOpacity = 0.6F;

/// Calls `what(series, images, colour)` for each layer of each series, the chosen images last.
template <class Do>
void forLayers(const HistogramData& histograms, const std::vector<QColor>& colours, const Brush& brush,
               Do what) {
    if (brush.chosen.empty() && !brush.filter) return;
    for (std::size_t at = 0; at < histograms.series.size(); ++at) {
        const auto layer = [&](const ImageSelection& images, float opacity) {
            QColor colour = colours[at];
            colour.setAlphaF(opacity);
            what(histograms.series[at], images, colour);
        };
        if (brush.filter) layer(*brush.filter, kFilterOpacity);
        layer(brush.chosen, kChosenOpacity);
    }
}

}  // namespace

std::vector<QPointF> outlineOfBins(const std::vector<double>& edges, const std::vector<double>& density) {
    std::vector<QPointF> points;
    const std::size_t filled = std::min(edges.empty() ? 0 : edges.size() - 1, density.size());
    if (filled == 0) return points;
    points.reserve(2 * filled + 2);
    points.emplace_back(edges.front(), 0);
    for (std::size_t i = 0; i < filled; ++i) {
        const double height = std::isfinite(density[i]) ? density[i] : 0;
        points.emplace_back(edges[i], height);
        points.emplace_back(edges[i + 1], height);
    }
    points.emplace_back(edges[filled], 0);
    return points;
}

std::shared_ptr<const BinnedValues> binnedValues(const ImageColumn& column, std::int64_t of,
                                                 const ImageSelection* images) {
    auto binned = std::make_shared<BinnedValues>();
    binned->of = static_cast<double>(of);
    const auto& values = column.values;
    const auto take = [&](std::size_t row) {
        if (std::isfinite(values[row])) binned->values.push_back(values[row]);
    };
    if (images)
        forRowsOf(column, *images, take);
    else
        for (std::size_t row = 0; row < values.size(); ++row) take(row);
    return binned;
}

bool standForImages(const HistogramData& histograms) {
    return std::any_of(histograms.series.begin(), histograms.series.end(),
                       [](const auto& series) { return series.order != nullptr; });
}

ImageSelection imagesBetween(const HistogramData& histograms, const Span& range, const Brush& brush) {
    ImageSelection images;
    for (const HistogramSeries& series : histograms.series)
        if (series.order) images = united(images, series.order->imagesBetween(range.low, range.high));
    return brush.filter ? common(images, *brush.filter) : images;
}

void addChosen(Panel& panel, const HistogramData& histograms, const std::vector<QColor>& colours,
               const Brush& brush, bool withValues) {
    forLayers(histograms, colours, brush,
              [&](const HistogramSeries& series, const ImageSelection& images, const QColor& colour) {
                  Band band;
                  band.upper = outlineOfBins(histograms.edges, densityOf(series, histograms.edges, images));
                  for (const QPointF& point : band.upper) band.lower.emplace_back(point.x(), 0);
                  band.fill = colour;
                  if (withValues && series.column)
                      band.binned = binnedValues(*series.column, series.n - series.notFinite, &images);
                  panel.bands.push_back(std::move(band));
              });
}

void paintChosen(QPainter& painter, const PanelLayout& place, const HistogramData& histograms,
                 const std::vector<QColor>& colours, const Brush& brush) {
    painter.save();
    painter.setClipRect(place.plot);
    painter.setPen(Qt::NoPen);
    forLayers(histograms, colours, brush,
              [&](const HistogramSeries& series, const ImageSelection& images, const QColor& colour) {
                  painter.setBrush(colour);
                  QPolygonF outline;
                  for (const QPointF& point :
                       outlineOfBins(histograms.edges, densityOf(series, histograms.edges, images)))
                      outline << place.toPlace(point);
                  painter.drawPolygon(outline);
              });
    painter.restore();
}

}  // namespace nescio
