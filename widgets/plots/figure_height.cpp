#include "widgets/plots/figure_height.h"

#include <algorithm>

#include "widgets/plots/figure_layout.h"
#include "widgets/plots/panel_picture.h"

namespace nescio {
namespace {

constexpr double kRoomyMm = 200;     ///< the height that words are measured at
constexpr double kMatrixRowPt = 20;  ///< two lines of a name
constexpr double kRowPt = 9;         ///< a row of bars with its name
constexpr double kLeastMm = 30;
constexpr double kMostMm = 230;  ///< a page

constexpr double kLeastShare = 0.6;  ///< of the height, for the data

/// The height that suits a plot of that width, with `around` taken by words and axes; one of several below
/// each other may be flatter.
double plotHeight(const Panel& panel, const PanelLayout& place, double around, bool alone,
                  const FigureStyle& style) {
    const double width = place.plot.width();
    if (panel.picture) return panel.picture->heightFor(place.plot.right() - place.left, style);
    if (panel.cells && panel.cells->isPicture()) return width * panel.cells->rows / panel.cells->columns;
    if (panel.cells) return kMatrixRowPt * panel.cells->rows;
    const double rows = panel.y.categories.empty() ? 0 : kRowPt * panel.y.range.length();
    if (!alone) return std::max(rows, std::clamp(width * 0.5, 58.0, 115.0));
    return std::max({rows, std::clamp(width * 0.6, 90.0, 185.0), kLeastShare / (1 - kLeastShare) * around});
}

}  // namespace

double figureHeightMm(const Figure& figure, double widthMm, const FigureStyle& style) {
    const QRectF target(0, 0, widthMm * kPointsPerMm, kRoomyMm * kPointsPerMm);
    const FigureLayout layout = layOut(figure, target, style);
    const auto columns = static_cast<std::size_t>(std::max(1, figure.columns));
    const bool alone = figure.panels.size() <= columns;
    double around = target.height(), height = 0;
    for (std::size_t begin = 0; begin < layout.panels.size(); begin += columns)
        around -= layout.panels[begin].plot.height();
    for (std::size_t begin = 0; begin < layout.panels.size(); begin += columns) {
        double wanted = 0;
        for (std::size_t i = begin; i < std::min(begin + columns, layout.panels.size()); ++i)
            wanted = std::max(wanted, plotHeight(figure.panels[i], layout.panels[i], around, alone, style));
        height += wanted;
    }
    return std::clamp((around + height) / kPointsPerMm, kLeastMm, kMostMm);
}

}  // namespace nescio
