// Histograms that can be asked for their images: which stand in a range, and how the chosen part of each is
// drawn over it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QColor>
#include <QPointF>

#include "core/values/plot_data.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// The outline of one histogram, from the axis up over the bins and down again.
std::vector<QPointF> outlineOfBins(const std::vector<double>& edges, const std::vector<double>& density);

/// The finite values of a column, or of those of its images that a selection holds (null: all), as part of
/// `of` finite ones.
std::shared_ptr<const BinnedValues> binnedValues(const ImageColumn& column, std::int64_t of,
                                                 const ImageSelection* images = nullptr);

/// Whether any of them stands for images.
bool standForImages(const HistogramData& histograms);

/// The images with values in a range, of those that count.
ImageSelection imagesBetween(const HistogramData& histograms, const Span& range, const Brush& brush);

/// Adds the filtered and the chosen part of every set to a panel; `colours`: one a series.
void addChosen(Panel& panel, const HistogramData& histograms, const std::vector<QColor>& colours,
               const Brush& brush, bool withValues);

/// Paints the same over what is on the screen.
void paintChosen(QPainter& painter, const PanelLayout& place, const HistogramData& histograms,
                 const std::vector<QColor>& colours, const Brush& brush);

}  // namespace nescio
