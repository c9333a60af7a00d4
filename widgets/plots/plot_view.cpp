#include "widgets/plots/plot_view.h"

namespace nescio {

double PlotView::preferredHeightMm(double widthMm) const {
    // A figure over both columns of a page need not be as tall as it is wide.
    return widthMm > (kSingleColumnMm + kDoubleColumnMm) / 2 ? widthMm / 2 : widthMm * 2 / 3;
}

}  // namespace nescio
