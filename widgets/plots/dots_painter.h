// Draws dots: few of them with a shape of their own, many of them as a crowd whose density can be read.
#pragma once

#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

inline constexpr std::size_t kCrowd = 400;         ///< more dots than this are a crowd, of small discs
inline constexpr std::size_t kMultitude = 50'000;  ///< more than this are painted as pixels

/// One dot as the legend shows it, centred at `at`, in pen-less `colour`.
void drawDot(QPainter& painter, const QPointF& at, DotShape shape, const QColor& colour,
             const FigureStyle& style);

/// Draws the dots inside the plot. A crowd is put together to distinct places, each the more opaque the more
/// dots it stands for, so that files and time depend on the size of the figure, not on the number of dots.
void drawDots(QPainter& painter, const Dots& dots, const PanelLayout& place, const FigureStyle& style);

}  // namespace nescio
