// How tall a figure of a result wants to be.
#pragma once

#include "core/values/result_figure.h"

namespace nescio {

/// Units: mm.
double resultHeightMm(const ResultFigure& figure, double widthMm);

}  // namespace nescio
