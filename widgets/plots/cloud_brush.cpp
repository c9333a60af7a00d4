#include "widgets/plots/cloud_brush.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include <QImage>
#include <QPainter>

#include "widgets/plots/point_raster.h"

namespace nescio {
namespace {

constexpr double kNearPx = 12;  ///< farther away no point is meant
constexpr int kChosenPx = 3;    ///< side of a chosen point
constexpr int kDarker = 160;    ///< percent, of chosen points

/// Calls `what(series, images, colour)` for each layer of each series, the chosen images last.
template <class Do>
void forLayers(const std::vector<CloudSeries>& clouds, const std::vector<QColor>& colours, const Brush& brush,
               Do what) {
    const auto layer = [&](const ImageSelection& images, bool strong) {
        for (std::size_t at = 0; at < clouds.size(); ++at)
            what(clouds[at], images, strong ? colours[at].darker(kDarker) : colours[at]);
    };
    if (brush.filter) layer(*brush.filter, false);
    layer(brush.chosen, true);
}

}  // namespace

std::optional<CloudPoint> nearestPoint(const std::vector<CloudSeries>& clouds, const QPointF& value,
                                       const PanelLayout& place) {
    const double perX = place.plot.width() / place.x.length(), perY = place.plot.height() / place.y.length();
    std::optional<CloudPoint> best;
    double least = kNearPx * kNearPx;
    for (std::size_t at = 0; at < clouds.size(); ++at) {
        const auto& x = clouds[at].x->values;
        const auto& y = clouds[at].y->values;
        for (std::size_t row = 0; row < x.size(); ++row) {
            const double dx = (x[row] - value.x()) * perX, dy = (y[row] - value.y()) * perY;
            const double distance = dx * dx + dy * dy;
            if (distance < least) {
                least = distance;
                best = CloudPoint{at, row};
            }
        }
    }
    return best;
}

ImageSelection imagesWithin(const std::vector<CloudSeries>& clouds, const BrushTrace& lasso,
                            const PanelLayout& place, const Brush& brush) {
    const QImage mask = lasso.mask(place);
    ImageSelection images;
    for (const auto& series : clouds) {
        std::vector<std::int64_t> indices;
        const PointRaster raster(place);
        for (std::size_t row = 0; row < series.x->values.size(); ++row) {
            const auto pixel = raster.pixelOf(series.x->values[row], series.y->values[row]);
            if (pixel && mask.constScanLine(pixel->y())[pixel->x()] != 0)
                indices.push_back(series.x->key->indices[row]);
        }
        images = united(images, {series.x->setId, std::move(indices)});
    }
    return brush.filter ? common(images, *brush.filter) : images;
}

void addChosen(Panel& panel, const std::vector<CloudSeries>& clouds, const std::vector<QColor>& colours,
               const Brush& brush) {
    forLayers(clouds, colours, brush,
              [&](const CloudSeries& series, const ImageSelection& images, const QColor& colour) {
                  Dots dots{.points = {}, .colour = colour, .shape = DotShape::Circle};
                  forRowsOf(*series.x, images, [&](std::size_t row) {
                      const QPointF point(series.x->values[row], series.y->values[row]);
                      if (std::isfinite(point.x()) && std::isfinite(point.y())) dots.points.push_back(point);
                  });
                  if (!dots.points.empty()) panel.dots.push_back(std::move(dots));
              });
}

void paintChosen(QPainter& painter, const PanelLayout& place, const std::vector<CloudSeries>& clouds,
                 const std::vector<QColor>& colours, const Brush& brush) {
    if (brush.chosen.empty() && !brush.filter) return;
    PointRaster raster(place, 1, kChosenPx);
    std::vector<QRgb> levels{0};
    forLayers(clouds, colours, brush,
              [&](const CloudSeries& series, const ImageSelection& images, const QColor& colour) {
                  const auto level = static_cast<std::uint8_t>(std::min<std::size_t>(levels.size(), 255));
                  if (level == levels.size()) levels.push_back(colour.rgba());
                  forRowsOf(*series.x, images, [&](std::size_t row) {
                      raster.mark(series.x->values[row], series.y->values[row], level);
                  });
              });
    raster.paint(painter, levels);
}

}  // namespace nescio
