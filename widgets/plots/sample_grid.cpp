#include "widgets/plots/sample_grid.h"

#include <algorithm>
#include <cmath>

namespace nescio {
namespace {

constexpr double kLeastCell = 12;     ///< smaller images tell nothing
constexpr double kMostEnlarged = 6;   ///< on screen; larger pixels show no more ...
constexpr double kLargeEnough = 160;  ///< ... but images have room for the words under them
constexpr double kFullRows = 1.3;     ///< a grid without a ragged end may be this much smaller
constexpr int kMostColumns = 400;
constexpr double kSmallestLabel = 0.68;  ///< of small text; below it words under images are left out

/// The width of a box when `groups` stand in that many columns.
double widthFor(const SampleGrid& grid, int columns, int groups, const ImageShape& shape, bool screen) {
    const int rows = (groups + columns - 1) / columns;
    const double aspect = static_cast<double>(shape.height) / shape.width;
    const double share = (grid.area.width() - (columns - 1) * grid.groupGap) / columns;
    const double wide = (share - (grid.group - 1) * grid.gap) / grid.group;
    const double tall =
        ((grid.area.height() - (rows - 1) * grid.gap) / rows - grid.label - grid.rowHead) / aspect;
    if (!screen) return std::min(wide, tall);
    const double width = std::min({wide, tall, std::max(kMostEnlarged * shape.width, kLargeEnough)});
    return width > shape.width ? std::floor(width / shape.width) * shape.width : width;
}

/// Chooses the column count that makes images largest; returns their width.
double chooseColumns(SampleGrid& grid, int groups, const ImageShape& shape, bool screen) {
    double best = 0;
    double bestMerit = 0;
    for (int columns = 1; columns <= std::min(groups, kMostColumns); ++columns) {
        const double width = widthFor(grid, columns, groups, shape, screen);
        const double merit = groups % columns == 0 ? width * kFullRows : width;
        if (merit <= bestMerit) continue;
        bestMerit = merit;
        best = width;
        grid.columns = columns;
    }
    return best;
}

/// The width of the boxes: of the given number of columns, or of the best.
double chooseWidth(SampleGrid& grid, const SampleGridContent& content, const ImageShape& shape, bool screen) {
    const int groups = (content.count + grid.group - 1) / grid.group;
    if (content.perRow <= 0) return chooseColumns(grid, groups, shape, screen);
    grid.columns = content.perRow;
    return widthFor(grid, grid.columns, groups, shape, screen);
}

/// Shrinks the words under images to the width of these, or leaves them out; returns the width of the boxes.
double fitLabels(SampleGrid& grid, const SampleGridContent& content, const ImageShape& shape,
                 const FigureStyle& style, double width) {
    grid.labelSize = content.labelled ? style.small : 0;
    if (!content.labelled || content.labelWidth <= 0) return width;
    const double share = (width - grid.gap) / content.labelWidth;
    grid.labelSize = share < kSmallestLabel ? 0 : style.small * std::min(1.0, share);
    if (grid.labelSize > 0) return width;
    grid.label = 0;
    return chooseWidth(grid, content, shape, style.oversampling == 1);
}

int fitting(double room, double length, double gap) {
    return std::max(1, static_cast<int>((room + gap) / (length + gap)));
}

}  // namespace

QSizeF SampleGrid::groupSize() const {
    return {group * cell.width() + (group - 1) * gap, cell.height() + label};
}

QRectF SampleGrid::box(int index) const {
    const QPointF corner = labelBox(index / group).topLeft() - QPointF(0, cell.height());
    return {corner + QPointF((index % group) * (cell.width() + gap), 0), cell};
}

QRectF SampleGrid::labelBox(int groupIndex) const {
    const QSizeF size = groupSize();
    const double x = area.left() + (groupIndex % columns) * (size.width() + groupGap);
    const auto row = groupIndex / columns;
    const double y = area.top() + row * rowStep() + rowHead + cell.height();
    return {x, y, size.width(), label};
}

QRectF SampleGrid::rowHeadBox(int row) const {
    return {area.left(), area.top() + row * rowStep(), area.width(), rowHead};
}

SampleGrid sampleGrid(const QRectF& target, const SampleGridContent& content, const FigureStyle& style) {
    const ImageShape shape{content.shape.channels, std::max(1, content.shape.height),
                           std::max(1, content.shape.width)};
    const bool screen = style.oversampling == 1;
    SampleGrid grid;
    const QRectF inside = target.adjusted(style.gap, style.gap, -style.gap, -style.gap);
    const double line = FigureStyle::lineHeight(style.small);
    const double head = FigureStyle::lineHeight(style.title);
    grid.head = QRectF(inside.left(), inside.top(), inside.width(), head);
    grid.area = inside.adjusted(0, content.titled ? head + style.gap : 0, 0, -line - style.gap);
    grid.group = std::max(1, content.group);
    grid.gap = style.gap / 2;
    grid.groupGap = grid.group > 1 ? 3 * style.gap : grid.gap;
    grid.label = content.labelled ? line : 0;
    grid.rowHead = content.rowTitled ? line + style.gap : 0;
    double width = fitLabels(grid, content, shape, style, chooseWidth(grid, content, shape, screen));
    const double least = screen ? kLeastCell : kLeastCell / 2;
    const bool tooSmall = width < least;
    if (tooSmall) width = least;
    grid.cell = QSizeF(width, width * shape.height / shape.width);
    if (tooSmall && content.perRow <= 0)
        grid.columns = fitting(grid.area.width(), grid.groupSize().width(), grid.groupGap);
    const int rowsThatFit = fitting(grid.area.height(), grid.rowStep() - grid.gap, grid.gap);
    grid.shown = std::min(content.count, grid.group * grid.columns * rowsThatFit);
    const int perRow = grid.group * grid.columns;
    const int rows = (grid.shown + perRow - 1) / perRow;
    const double bottom = grid.area.top() + rows * grid.rowStep() + style.gap;
    grid.foot = QRectF(inside.left(), bottom, inside.width(), line);
    return grid;
}

double sampleGridHeight(double width, double cellWidth, const SampleGridContent& content,
                        const FigureStyle& style) {
    const double gap = style.gap / 2;
    const double share = (width - 2 * style.gap - (content.perRow - 1) * gap) / content.perRow;
    const double cell = std::min(cellWidth, share);
    // Higher than any sheet: then the width alone decides.
    const SampleGrid roomy = sampleGrid(
        {0, 0, cell * content.perRow + (content.perRow - 1) * gap + 2 * style.gap, 1e6}, content, style);
    return roomy.foot.bottom() + style.gap;
}

}  // namespace nescio
