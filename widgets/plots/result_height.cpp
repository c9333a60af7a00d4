#include "widgets/plots/result_height.h"

#include <algorithm>

#include "widgets/plots/figure_layout.h"
#include "widgets/plots/result_drawing.h"

namespace nescio {
namespace {

constexpr double kRoomyMm = 200;     ///< the height that words are measured at
constexpr double kMatrixRowPt = 20;  ///< two lines of a name
constexpr double kLeastMm = 30;
constexpr double kMostMm = 230;  ///< a page

/// The height that suits a plot of that width; one of several below each other may be flatter.
double plotHeight(const Panel& panel, double width, bool alone) {
    if (panel.cells && panel.cells->isPicture()) return width * panel.cells->rows / panel.cells->columns;
    if (panel.cells) return kMatrixRowPt * panel.cells->rows;
    return alone ? std::clamp(width * 0.6, 90.0, 185.0) : std::clamp(width * 0.5, 58.0, 115.0);
}

}  // namespace

double resultHeightMm(const ResultFigure& figure, double widthMm) {
    const FigureStyle style = FigureStyle::paper(Theme::light());
    const Figure drawn = drawingOf(figure, style);
    const QRectF target(0, 0, widthMm * kPointsPerMm, kRoomyMm * kPointsPerMm);
    const FigureLayout layout = layOut(drawn, target, style);
    const auto columns = static_cast<std::size_t>(std::max(1, drawn.columns));
    const bool alone = drawn.panels.size() <= columns;
    double height = target.height();
    for (std::size_t begin = 0; begin < layout.panels.size(); begin += columns) {
        double wanted = 0;
        for (std::size_t i = begin; i < std::min(begin + columns, layout.panels.size()); ++i)
            wanted = std::max(wanted, plotHeight(drawn.panels[i], layout.panels[i].plot.width(), alone));
        height += wanted - layout.panels[begin].plot.height();
    }
    return std::clamp(height / kPointsPerMm, kLeastMm, kMostMm);
}

}  // namespace nescio
