// Scatters that can be asked for their images: which point is meant, which lie within a lasso, and how the
// chosen ones are drawn over the rest.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <QColor>
#include <QPointF>

#include "core/values/cloud_data.h"
#include "core/values/image_selection.h"
#include "widgets/plots/brush_trace.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_layout.h"

class QPainter;

namespace nescio {

/// A point of a scatter.
struct CloudPoint {
    std::size_t series = 0, row = 0;
};

/// The point nearest to a value, where one is near enough to be meant.
std::optional<CloudPoint> nearestPoint(const std::vector<CloudSeries>& clouds, const QPointF& value,
                                       const PanelLayout& place);

/// The images within a lasso, of those that count.
ImageSelection imagesWithin(const std::vector<CloudSeries>& clouds, const BrushTrace& lasso,
                            const PanelLayout& place, const Brush& brush);

/// Adds the filtered and the chosen images to a panel; `colours`: one a series.
void addChosen(Panel& panel, const std::vector<CloudSeries>& clouds, const std::vector<QColor>& colours,
               const Brush& brush);

/// Paints the same over what is on the screen.
void paintChosen(QPainter& painter, const PanelLayout& place, const std::vector<CloudSeries>& clouds,
                 const std::vector<QColor>& colours, const Brush& brush);

}  // namespace nescio
