// Where the images of a grid of samples go.
#pragma once

#include <QRectF>

#include "core/values/shape.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// What is in a grid: `count` images of one shape, `group` of which stand side by side and are never parted.
struct SampleGridContent {
    int count = 0;
    ImageShape shape;
    int group = 1;
    bool titled = false;
    bool labelled = false;   ///< each group has a line of words under it
    int perRow = 0;          ///< groups in a row; 0: as many as make the images largest
    bool rowTitled = false;  ///< each row has a line of words over it
    double labelWidth = 0;   ///< of the widest words under a group; 0: they may stand out
};

/// A grid of equal boxes with a title above and a caption below.
struct SampleGrid {
    QRectF head, area, foot;
    int group = 1;
    int columns = 1;  ///< groups in a row
    int shown = 0;    ///< images that fit
    QSizeF cell;
    double gap = 0;        ///< between images of a group, and between rows
    double groupGap = 0;   ///< between groups
    double label = 0;      ///< height of the line under each group
    double labelSize = 0;  ///< of its text; 0: there is no room for it
    double rowHead = 0;    ///< height of the line over each row

    [[nodiscard]] QRectF box(int index) const;
    /// The line under a group.
    [[nodiscard]] QRectF labelBox(int groupIndex) const;
    /// The line over a row.
    [[nodiscard]] QRectF rowHeadBox(int row) const;
    [[nodiscard]] QSizeF groupSize() const;
    /// From the top of one row to the top of the next.
    [[nodiscard]] double rowStep() const { return rowHead + groupSize().height() + gap; }
};

/// Fits the images into `target`, as large as they go. On screen their pixels become whole screen pixels
/// where they can. Images that would be too small to tell anything are left out.
/// Words under them shrink with their images and go where they could no longer be read.
SampleGrid sampleGrid(const QRectF& target, const SampleGridContent& content, const FigureStyle& style);

/// The height at which images of `cellWidth` at most fill a target of `width`.   Requires: content.perRow >
/// 0.
double sampleGridHeight(double width, double cellWidth, const SampleGridContent& content,
                        const FigureStyle& style);

}  // namespace nescio
