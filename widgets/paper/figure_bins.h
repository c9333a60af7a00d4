// Histograms with other bins than their page gave them.
#pragma once

#include <QString>

#include "widgets/plots/figure.h"

namespace nescio {

inline constexpr int kFewestFigureBins = 5, kMostFigureBins = 200;

/// Whether there are histograms in it that carry their values.
bool canRebin(const Figure& figure);
/// Values that its histograms carry.
std::size_t binnedIn(const Figure& figure);
/// As many even bins as asked for, over the same range.   Requires: bins >= 1.
void rebin(Figure& figure, int bins);
/// Keeps the bins as they are and lets the values go.
void forgetValues(Figure& figure);
/// The bins of every panel that is a histogram: its ends, then a column a curve, named as in the legend.
QString csvOfBins(const Figure& figure);

}  // namespace nescio
