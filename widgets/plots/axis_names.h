// The names under an axis of categories: in lines as wide as their column, smaller or slanted where those
// are too narrow.
#pragma once

#include "widgets/plots/figure_layout.h"

namespace nescio {

inline constexpr double kSlantDegrees = 35;  ///< that slanted names rise from left to right

/// Lays out the names for columns of `width`, in at most `mostHeight`.
AxisNames namesUnder(const std::vector<Tick>& categories, double width, double mostHeight,
                     const FigureStyle& style);

}  // namespace nescio
