#include "widgets/plots/result_height.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr double kHeadMm = 10;  ///< title, note, shared legend
constexpr double kMatrixRowMm = 7;
constexpr double kMatrixNamesMm = 10;  ///< of columns
constexpr double kMostMm = 230;        ///< a page

/// One of several rows may be flatter than a panel that stands alone.
double panelMm(const ResultPanel& panel, double widthMm, int rows) {
    if (panel.matrix) return kMatrixNamesMm + kMatrixRowMm * static_cast<double>(panel.matrix->rows.size());
    return rows > 1 ? std::clamp(widthMm * 0.45, 26.0, 46.0) : std::clamp(widthMm * 0.58, 34.0, 72.0);
}

}  // namespace

double resultHeightMm(const ResultFigure& figure, double widthMm) {
    const auto columns = static_cast<std::size_t>(std::max(1, figure.columns));
    const auto rows = static_cast<int>((figure.panels.size() + columns - 1) / columns);
    double height = kHeadMm;
    for (std::size_t begin = 0; begin < figure.panels.size(); begin += columns) {
        double tallest = 0;
        for (std::size_t i = begin; i < std::min(begin + columns, figure.panels.size()); ++i)
            tallest =
                std::max(tallest, panelMm(figure.panels[i], widthMm / static_cast<double>(columns), rows));
        height += tallest;
    }
    return std::clamp(height, 30.0, kMostMm);
}

}  // namespace nescio
