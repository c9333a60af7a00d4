#include "widgets/plots/dots_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include <QPainter>
#include <QPainterPath>

#include "widgets/plots/point_raster.h"

namespace nescio {
namespace {

constexpr double kCrowdSize = 0.6;         ///< of its dots, relative to a single one
constexpr double kCrowdOpacity = 0.35;     ///< of one of its dots
constexpr double kFinestRaster = 8;        ///< pixels a point of paper: 576 dpi
constexpr std::size_t kDotsOfAPath = 500;  ///< longer paths are slow to fill
constexpr std::array kLevels{1, 2, 4, 8};  ///< dots a place stands for, as far as they are told apart

double radiusOf(const FigureStyle& style) {
    return style.line * 1.75;
}

QPainterPath pathOf(const QPointF& at, DotShape shape, double radius) {
    QPainterPath path;
    if (shape == DotShape::Circle) path.addEllipse(at, radius, radius);
    // The others are a little larger or smaller, so that all cover the same area.
    if (shape == DotShape::Square) {
        const double half = radius * 0.886;
        path.addRect(QRectF(at - QPointF(half, half), QSizeF(2 * half, 2 * half)));
    }
    if (shape == DotShape::Diamond) {
        const double half = radius * 1.253;
        path.addPolygon(
            {{at + QPointF(0, -half), at + QPointF(half, 0), at + QPointF(0, half), at + QPointF(-half, 0)}});
    }
    if (shape == DotShape::Triangle) {
        const double r = radius * 1.555;
        path.addPolygon(
            {{at + QPointF(0, -r), at + QPointF(0.866 * r, r / 2), at + QPointF(-0.866 * r, r / 2)}});
    }
    path.closeSubpath();
    return path;
}

std::vector<QPointF> placesInside(const Dots& dots, const PanelLayout& place) {
    std::vector<QPointF> inside;
    for (const QPointF& point : dots.points)
        if (point.x() >= place.x.low && point.x() <= place.x.high && point.y() >= place.y.low &&
            point.y() <= place.y.high)
            inside.push_back(place.toPlace(point));
    return inside;
}

/// Dots of one opacity. A dot is a line of almost no length with a round end: the shortest way to write a
/// disc, in files and for the rasteriser.
void drawLevel(QPainter& painter, const std::vector<QPointF>& places, const QColor& colour, double radius) {
    painter.setPen(QPen(colour, 2 * radius, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    QPainterPath path;
    for (std::size_t i = 0; i < places.size(); ++i) {
        path.moveTo(places[i]);
        path.lineTo(places[i] + QPointF(0.001, 0));
        if (i % kDotsOfAPath + 1 < kDotsOfAPath && i + 1 < places.size()) continue;
        painter.drawPath(path);
        path = {};
    }
}

/// The colour of a place that so many dots of a crowd share.
QColor ofCount(QColor colour, int count) {
    colour.setAlphaF(static_cast<float>(colour.alphaF() * (1 - std::pow(1 - kCrowdOpacity, count))));
    return colour;
}

void drawCrowd(QPainter& painter, const std::vector<QPointF>& places, const QColor& colour, double radius) {
    std::unordered_map<std::int64_t, int> counts;
    const double step = radius;
    for (const QPointF& at : places)
        ++counts[std::llround(at.y() / step) * (std::int64_t{1} << 24) + std::llround(at.x() / step)];
    std::array<std::vector<QPointF>, kLevels.size()> levels;
    for (const QPointF& at : places) {
        const auto column = std::llround(at.x() / step);
        const auto row = std::llround(at.y() / step);
        int& count = counts[row * (std::int64_t{1} << 24) + column];
        if (count == 0) continue;  // drawn already
        const auto above = std::upper_bound(kLevels.begin(), kLevels.end(), count);
        const auto level = static_cast<std::size_t>(above - kLevels.begin()) - 1;
        levels[level].emplace_back(static_cast<double>(column) * step, static_cast<double>(row) * step);
        count = 0;
    }
    for (std::size_t level = 0; level < levels.size(); ++level) {
        drawLevel(painter, levels[level], ofCount(colour, kLevels[level]), radius);
    }
}

/// The same as a picture, for so many that paths would take seconds: a square a dot, as wide as its disc.
void drawMultitude(QPainter& painter, const Dots& dots, const PanelLayout& place, const FigureStyle& style) {
    const double scale = std::min(style.oversampling, kFinestRaster);
    const double side = 2 * radiusOf(style) * kCrowdSize * scale;
    PointRaster raster(place, scale, static_cast<int>(std::lround(side)));
    constexpr int kMost = kLevels.back();
    for (const QPointF& point : dots.points) raster.count(point.x(), point.y(), kMost);
    std::vector<QRgb> colours{0};
    for (int count = 1; count <= kMost; ++count) colours.push_back(ofCount(dots.colour, count).rgba());
    raster.paint(painter, colours);
}

}  // namespace

void drawDot(QPainter& painter, const QPointF& at, DotShape shape, const QColor& colour,
             const FigureStyle& style) {
    painter.fillPath(pathOf(at, shape, radiusOf(style)), colour);
}

void drawDots(QPainter& painter, const Dots& dots, const PanelLayout& place, const FigureStyle& style) {
    if (dots.points.size() > kMultitude) return drawMultitude(painter, dots, place, style);
    const std::vector<QPointF> places = placesInside(dots, place);
    painter.save();
    if (places.size() > kCrowd)
        drawCrowd(painter, places, dots.colour, radiusOf(style) * kCrowdSize);
    else
        for (const QPointF& at : places) drawDot(painter, at, dots.shape, dots.colour, style);
    painter.restore();
}

}  // namespace nescio
