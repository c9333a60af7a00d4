// Round numbers along an axis.
#pragma once

#include <vector>

#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// Evenly spaced round values in `range`.
struct TickRule {
    double first = 0;
    double step = 1;
    int decimals = 0;  ///< that the step needs
    std::vector<Tick> ticks;
};

/// About `most` ticks, but two where the range allows it, at multiples of 1, 2 or 5 times a power of ten, all
/// with the same decimals.
TickRule roundTicks(const Span& range, int most, const FigureStyle& style);

/// Ticks of a logarithmic axis, whose range is in powers of ten.
TickRule logTicks(const Span& range, int most, const FigureStyle& style);

}  // namespace nescio
