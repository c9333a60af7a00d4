// What histograms say in words and numbers, on whatever page they are: the tip under the cursor and the CSV.
#pragma once

#include <optional>

#include <QString>

#include "core/values/plot_data.h"
#include "core/values/result_figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// One digit finer than a bin: enough to tell bins apart, not more than the figure shows.
int decimalsOf(const HistogramData& histograms);

/// The bin at a value: its ends, then the density of each set and how many images that is; empty outside.
QString tipOf(const HistogramData& histograms, double value, const FigureStyle& style);

/// A row a bin, a column a set; what is known of the images stands in the header.
QString csvOf(const HistogramData& histograms);

/// A panel of a result in the same terms; nullopt where it holds anything but histograms on the same bins.
std::optional<HistogramData> histogramsOf(const ResultPanel& panel);

}  // namespace nescio
