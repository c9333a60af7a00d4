// Points as pixels: a million of them are drawn while a hand moves.
#pragma once

#include <cmath>
#include <optional>

#include <QImage>

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// A panel as a picture.
class PointRaster {
  public:
    /// `scale`: pixels a unit of the layout.
    explicit PointRaster(const PanelLayout& place, double scale = 1);

    /// Where a value lies, (0, 0) at the panel's top left; absent outside of the panel and for what is no
    /// number.
    [[nodiscard]] std::optional<QPoint> pixelOf(double x, double y) const {
        const double column = (x - m_x) * m_perX, row = (m_y - y) * m_perY;
        if (!(column >= 0 && column < m_width && row >= 0 && row < m_height)) return std::nullopt;
        return QPoint(static_cast<int>(column), static_cast<int>(row));
    }
    /// A small dot.
    void add(double x, double y, QRgb colour);
    void paint(QPainter& painter) const;

  private:
    QRectF m_plot;
    double m_x, m_y;        ///< values at the top left
    double m_perX, m_perY;  ///< pixels a unit of the axes
    double m_width, m_height;
    int m_radius;
    QImage m_picture;  ///< made when the first dot comes
};

}  // namespace nescio
