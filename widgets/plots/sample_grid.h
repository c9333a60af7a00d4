// Where the images of a grid of samples go.
#pragma once

#include <QRectF>

#include "core/values/shape.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// A grid of equal boxes with a title above and a caption below.
struct SampleGrid {
    QRectF head, area, foot;
    int columns = 1;
    int shown = 0;  ///< images that fit
    QSizeF cell;
    double gap = 0;

    [[nodiscard]] QRectF box(int index) const;
};

/// Fits `count` images of one shape into `target`, as large as they go. On screen their pixels become whole
/// screen pixels where they can. Images that would be too small to tell anything are left out.
SampleGrid sampleGrid(const QRectF& target, int count, const ImageShape& shape, bool titled,
                      const FigureStyle& style);

}  // namespace nescio
