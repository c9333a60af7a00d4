#include "widgets/plots/point_raster.h"

#include <algorithm>

#include <QPainter>

namespace nescio {

PointRaster::PointRaster(const PanelLayout& place, double scale)
    : m_plot(place.plot),
      m_x(place.x.low),
      m_y(place.y.high),
      m_perX(place.plot.width() * scale / place.x.length()),
      m_perY(place.plot.height() * scale / place.y.length()),
      m_width(std::max(1.0, std::floor(place.plot.width() * scale))),
      m_height(std::max(1.0, std::floor(place.plot.height() * scale))),
      m_radius(std::max(1, static_cast<int>(std::lround(scale)))) {}

void PointRaster::add(double x, double y, QRgb colour) {
    const auto pixel = pixelOf(x, y);
    if (!pixel) return;
    if (m_picture.isNull()) {
        m_picture = QImage(static_cast<int>(m_width), static_cast<int>(m_height), QImage::Format_ARGB32);
        m_picture.fill(Qt::transparent);
    }
    const int left = std::max(0, pixel->x() - m_radius),
              right = std::min(m_picture.width() - 1, pixel->x() + m_radius);
    const int top = std::max(0, pixel->y() - m_radius);
    const int bottom = std::min(m_picture.height() - 1, pixel->y() + m_radius);
    for (int row = top; row <= bottom; ++row) {
        auto* line = reinterpret_cast<QRgb*>(m_picture.scanLine(row));
        std::fill(line + left, line + right + 1, colour);
    }
}

void PointRaster::paint(QPainter& painter) const {
    if (!m_picture.isNull()) painter.drawImage(m_plot, m_picture);
}

}  // namespace nescio
