// Points as pixels: a million of them are drawn while a hand moves.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include <QPoint>
#include <QRgb>

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// A panel as a picture of small squares, one a point. A pixel keeps a level, which stands for a colour when
/// it is painted; of squares that overlap, the higher level is seen.
class PointRaster {
  public:
    /// `scale`: pixels a unit of the layout; `side`: of a square, in pixels.
    explicit PointRaster(const PanelLayout& place, double scale = 1, int side = 3);

    /// Where a value lies, (0, 0) at the panel's top left; absent outside of the panel and for what is no
    /// number.
    [[nodiscard]] std::optional<QPoint> pixelOf(double x, double y) const {
        const double column = (x - m_x) * m_perX, row = (m_y - y) * m_perY;
        if (!(column >= 0 && column < m_width && row >= 0 && row < m_height)) return std::nullopt;
        return QPoint(static_cast<int>(column), static_cast<int>(row));
    }
    /// A point of a level above 0.
    void mark(double x, double y, std::uint8_t level) {
        if (auto* at = levelAt(x, y); at && *at < level) *at = level;
    }
    /// A point whose level is the number of points in its pixel, up to a highest one.
    void count(double x, double y, std::uint8_t most) {
        if (auto* at = levelAt(x, y); at && *at < most) ++*at;
    }
    /// Requires: a colour for every level that is used; that of level 0 is not painted.
    void paint(QPainter& painter, const std::vector<QRgb>& colours) const;

  private:
    [[nodiscard]] std::uint8_t* levelAt(double x, double y) {
        const auto pixel = pixelOf(x, y);
        if (!pixel) return nullptr;
        if (m_levels.empty()) m_levels.resize(static_cast<std::size_t>(m_width * m_height));
        return &m_levels[static_cast<std::size_t>(pixel->y()) * static_cast<std::size_t>(m_width) +
                         static_cast<std::size_t>(pixel->x())];
    }

    QRectF m_plot;
    double m_x, m_y;        ///< values at the top left
    double m_perX, m_perY;  ///< pixels a unit of the axes
    double m_width, m_height;
    int m_side;
    std::vector<std::uint8_t> m_levels;  ///< row by row, made when the first point comes
};

}  // namespace nescio
