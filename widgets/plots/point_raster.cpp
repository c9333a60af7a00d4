#include "widgets/plots/point_raster.h"

#include <algorithm>
#include <cstddef>

#include <QImage>
#include <QPainter>

namespace nescio {
namespace {

using Levels = std::vector<std::uint8_t>;

/// The highest level of `side` pixels side by side, the middle one at the pixel itself.
/// Shapes: `lines` lines of `length` levels, `step` apart along a line and `stride` from line to line.
Levels highestAlong(const Levels& levels, std::size_t lines, std::size_t stride, std::size_t length,
                    std::size_t step, int side) {
    Levels highest(levels.size(), 0);
    const int before = (side - 1) / 2, after = side - 1 - before;
    for (std::size_t line = 0; line < lines; ++line)
        for (std::size_t at = 0; at < length; ++at) {
            const auto level = levels[line * stride + at * step];
            if (level == 0) continue;
            const auto from = at - std::min<std::size_t>(at, static_cast<std::size_t>(before));
            const auto to = std::min(length - 1, at + static_cast<std::size_t>(after));
            for (auto spread = from; spread <= to; ++spread) {
                auto& pixel = highest[line * stride + spread * step];
                pixel = std::max(pixel, level);
            }
        }
    return highest;
}

}  // namespace

PointRaster::PointRaster(const PanelLayout& place, double scale, int side)
    : m_plot(place.plot),
      m_x(place.x.low),
      m_y(place.y.high),
      m_perX(place.plot.width() * scale / place.x.length()),
      m_perY(place.plot.height() * scale / place.y.length()),
      m_width(std::max(1.0, std::floor(place.plot.width() * scale))),
      m_height(std::max(1.0, std::floor(place.plot.height() * scale))),
      m_side(std::max(1, side)) {}

void PointRaster::paint(QPainter& painter, const std::vector<QRgb>& colours) const {
    if (m_levels.empty()) return;
    const auto width = static_cast<std::size_t>(m_width), height = static_cast<std::size_t>(m_height);
    const auto squares = highestAlong(highestAlong(m_levels, height, width, width, 1, m_side), width, 1,
                                      height, width, m_side);
    QImage picture(static_cast<int>(width), static_cast<int>(height), QImage::Format_ARGB32_Premultiplied);
    std::vector<QRgb> premultiplied;
    for (const QRgb colour : colours) premultiplied.push_back(qPremultiply(colour));
    premultiplied.at(0) = 0;
    for (std::size_t row = 0; row < height; ++row) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(static_cast<int>(row)));
        for (std::size_t column = 0; column < width; ++column)
            line[column] = premultiplied[squares[row * width + column]];
    }
    painter.drawImage(m_plot, picture);
}

}  // namespace nescio
