#include "widgets/plots/panel_images.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "widgets/plots/histogram_brush.h"
#include "widgets/plots/histogram_words.h"

namespace nescio {
namespace {

constexpr double kNearLinePx = 12;  ///< farther away a line is not meant

CloudSeries cloudOf(const ResultSeries& series) {
    const auto x = series.images->sets.front()->shared();
    auto y = std::make_shared<ImageColumn>(*x);
    y->values = series.y;
    return {.label = series.label, .role = series.role, .slot = series.slot, .x = x, .y = std::move(y)};
}

/// How far along a line between two places the nearest point to a third one lies, 0 to 1.
double shareAlong(const QPointF& from, const QPointF& to, const QPointF& place) {
    const QPointF way = to - from;
    const double length = QPointF::dotProduct(way, way);
    return length > 0 ? std::clamp(QPointF::dotProduct(place - from, way) / length, 0.0, 1.0) : 0;
}

}  // namespace

PanelImages::PanelImages(const ResultPanel& panel) {
    m_histograms = histogramsOf(panel);
    if (m_histograms && !standForImages(*m_histograms)) m_histograms.reset();
    for (std::size_t s = 0; s < panel.series.size(); ++s) {
        const ResultSeries& series = panel.series[s];
        if (!series.images) continue;
        if (series.style == SeriesStyle::Line) m_lines.push_back(series);
        if (series.style != SeriesStyle::Dots) continue;
        m_clouds.push_back(cloudOf(series));
        m_cloudSeries.push_back(s);
    }
}

std::optional<BrushShape> PanelImages::shape() const {
    if (m_histograms) return BrushShape::Range;
    return m_clouds.empty() ? std::nullopt : std::optional(BrushShape::Lasso);
}

ImageSelection PanelImages::imagesIn(const BrushTrace& trace, const PanelLayout& place,
                                     const Brush& brush) const {
    return m_histograms ? imagesBetween(*m_histograms, trace.range(), brush)
                        : imagesWithin(m_clouds, trace, place, brush);
}

std::vector<QColor> PanelImages::cloudColours(const std::vector<QColor>& all) const {
    std::vector<QColor> colours;
    for (const std::size_t s : m_cloudSeries) colours.push_back(all[s]);
    return colours;
}

void PanelImages::add(Panel& panel, const std::vector<QColor>& colours, const Brush& brush,
                      bool withValues) const {
    if (m_histograms) addChosen(panel, *m_histograms, colours, brush, withValues);
    if (!m_clouds.empty()) addChosen(panel, m_clouds, cloudColours(colours), brush);
}

void PanelImages::paint(QPainter& painter, const PanelLayout& place, const std::vector<QColor>& colours,
                        const Brush& brush) const {
    if (m_histograms) paintChosen(painter, place, *m_histograms, colours, brush);
    if (!m_clouds.empty()) paintChosen(painter, place, m_clouds, cloudColours(colours), brush);
}

ImageSelection PanelImages::drawnOf(const ImageSelection& images) const {
    ImageSelection drawn;
    const auto add = [&](const ImageColumn& column) {
        std::vector<std::int64_t> indices;
        forRowsOf(column, images, [&](std::size_t row) { indices.push_back(column.key->indices[row]); });
        drawn = united(drawn, {column.setId, std::move(indices)});
    };
    if (m_histograms)
        for (const HistogramSeries& series : m_histograms->series)
            if (series.column) add(*series.column);
    for (const CloudSeries& series : m_clouds) add(*series.x);
    return drawn;
}

std::optional<ImagePlace> PanelImages::imageAt(const QPointF& value, const PanelLayout& place) const {
    const auto point = nearestPoint(m_clouds, value, place);
    if (!point) return std::nullopt;
    const ImageColumn& column = *m_clouds[point->series].x;
    return ImagePlace{column.setId, column.key->indices[point->row]};
}

std::optional<PanelImages::Flagged> PanelImages::flaggedAt(const QPointF& value,
                                                           const PanelLayout& place) const {
    const QPointF at = place.toPlace(value);
    const ResultSeries* line = nullptr;
    std::size_t best = 0;
    double least = kNearLinePx;
    for (const ResultSeries& series : m_lines)
        for (std::size_t i = 1; i < series.x.size(); ++i) {
            const QPointF from = place.toPlace({series.x[i - 1], series.y[i - 1]});
            const QPointF to = place.toPlace({series.x[i], series.y[i]});
            const double share = shareAlong(from, to, at);
            const QPointF away = from + share * (to - from) - at;
            const double distance = std::hypot(away.x(), away.y());
            if (distance < least) {
                least = distance;
                line = &series;
                best = share < 0.5 ? i - 1 : i;  // the end of a straight run that is nearer
            }
        }
    if (!line) return std::nullopt;
    return Flagged{{line->x[best], line->y[best]}, nescio::imagesAt(*line->images, best)};
}

}  // namespace nescio
