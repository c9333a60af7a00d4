// The waterfall as a panel: one bar a row, from nothing down to the total.
#pragma once

#include "widgets/plots/breakdown_rows.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// Bars, names, reference ticks and legend, for a figure of that width (in the style's units).
Panel breakdownPanel(const std::vector<BreakdownRow>& rows, const BreakdownData& data, double width,
                     const FigureStyle& style);

/// "+1 204" or "−1 204": the sign is the message of a term.
QString signedNats(double nats, int decimals, const FigureStyle& style);
/// "2.310 bits/dim"; empty where the shape is unknown.
QString bitsWords(double nats, const ImageShape& shape, const FigureStyle& style);

}  // namespace nescio
