// How tall a printed figure should be.
#pragma once

#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// The height that suits a figure at a width: a plot alone has at least 60 % of it, words and axes the rest.
double figureHeightMm(const Figure& figure, double widthMm, const FigureStyle& style);

}  // namespace nescio
