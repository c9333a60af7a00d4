#include "widgets/plots/sample_grid.h"

#include <algorithm>
#include <cmath>

namespace nescio {
namespace {

constexpr double kLeastCell = 12;    ///< smaller images tell nothing
constexpr double kMostEnlarged = 6;  ///< on screen; larger pixels show no more
constexpr double kFullRows = 1.3;    ///< a grid without a ragged end may be this much smaller
constexpr int kMostColumns = 400;

/// The width of a box when `count` images stand in that many columns.
double widthFor(const SampleGrid& grid, int columns, int count, const ImageShape& shape, bool screen) {
    const int rows = (count + columns - 1) / columns;
    const double aspect = static_cast<double>(shape.height) / shape.width;
    const double wide = (grid.area.width() - (columns - 1) * grid.gap) / columns;
    const double tall = (grid.area.height() - (rows - 1) * grid.gap) / rows / aspect;
    if (!screen) return std::min(wide, tall);
    const double width = std::min({wide, tall, kMostEnlarged * shape.width});
    return width > shape.width ? std::floor(width / shape.width) * shape.width : width;
}

/// Chooses the column count that makes images largest; returns their width.
double chooseColumns(SampleGrid& grid, int count, const ImageShape& shape, bool screen) {
    double best = 0;
    double bestMerit = 0;
    for (int columns = 1; columns <= std::min(count, kMostColumns); ++columns) {
        const double width = widthFor(grid, columns, count, shape, screen);
        const double merit = count % columns == 0 ? width * kFullRows : width;
        if (merit <= bestMerit) continue;
        bestMerit = merit;
        best = width;
        grid.columns = columns;
    }
    return best;
}

int fitting(double room, double length, double gap) {
    return std::max(1, static_cast<int>((room + gap) / (length + gap)));
}

}  // namespace

QRectF SampleGrid::box(int index) const {
    const double x = area.left() + (index % columns) * (cell.width() + gap);
    const double y = area.top() + (index / columns) * (cell.height() + gap);
    return {QPointF(x, y), cell};
}

SampleGrid sampleGrid(const QRectF& target, int count, const ImageShape& images, bool titled,
                      const FigureStyle& style) {
    const ImageShape shape{images.channels, std::max(1, images.height), std::max(1, images.width)};
    const bool screen = style.oversampling == 1;
    SampleGrid grid;
    const QRectF inside = target.adjusted(style.gap, style.gap, -style.gap, -style.gap);
    const double line = FigureStyle::lineHeight(style.small);
    const double head = FigureStyle::lineHeight(style.title);
    grid.head = QRectF(inside.left(), inside.top(), inside.width(), head);
    grid.area = inside.adjusted(0, titled ? head + style.gap : 0, 0, -line - style.gap);
    grid.gap = style.gap / 2;
    double width = chooseColumns(grid, count, shape, screen);
    const double least = screen ? kLeastCell : kLeastCell / 2;
    if (width < least) {
        width = least;
        grid.columns = fitting(grid.area.width(), width, grid.gap);
    }
    grid.cell = QSizeF(width, width * shape.height / shape.width);
    grid.shown = std::min(count, grid.columns * fitting(grid.area.height(), grid.cell.height(), grid.gap));
    const int rows = (grid.shown + grid.columns - 1) / grid.columns;
    const double bottom = grid.area.top() + rows * (grid.cell.height() + grid.gap) + style.gap;
    grid.foot = QRectF(inside.left(), bottom, inside.width(), line);
    return grid;
}

}  // namespace nescio
