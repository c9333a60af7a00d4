// What a brush has drawn over a panel: a range of x, or a lasso. Kept in data coordinates, so that it stays
// where it was while the figure is zoomed.
#pragma once

#include <QImage>
#include <QPolygonF>

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

struct Theme;

/// What the left button does over a plot.
enum class DragMode { Zoom, Brush };

enum class BrushShape {
    Range,  ///< from one x to another, at any height
    Lasso   ///< around whatever it surrounds
};

/// A trace, empty before it begins.   Units: those of the panel's axes.
class BrushTrace {
  public:
    void begin(int panel, BrushShape shape, const QPointF& value);
    void extend(const QPointF& value);
    void clear() { m_points.clear(); }

    [[nodiscard]] bool empty() const { return m_points.size() < 2; }
    [[nodiscard]] int panel() const { return m_panel; }
    [[nodiscard]] Span range() const;
    /// Where it lies on the panel, closed.   Units: pixels.
    [[nodiscard]] QPolygonF outline(const PanelLayout& place) const;
    /// The panel's pixels, with what is surrounded not 0: a point is asked for by one look-up, however many
    /// corners the lasso has. Pixel (0, 0) is the panel's top left corner.
    [[nodiscard]] QImage mask(const PanelLayout& place) const;
    void draw(QPainter& painter, const PanelLayout& place, const Theme& theme) const;

  private:
    int m_panel = -1;
    BrushShape m_shape = BrushShape::Range;
    QPolygonF m_points;
};

}  // namespace nescio
