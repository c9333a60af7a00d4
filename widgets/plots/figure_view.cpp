#include "widgets/plots/figure_view.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr double kClosest = 1e-6;  ///< share of the full range that can be shown at least

}  // namespace

Figure FigureView::of(Figure full) const {
    for (std::size_t i = 0; i < full.panels.size(); ++i) {
        Panel& panel = full.panels[i];
        if (x) panel.x.range = *x;
        if (i >= y.size() || !y[i]) continue;
        panel.y.range = *y[i];
        panel.growsForLegend = false;
    }
    return full;
}

void FigureView::show(const Figure& full, int panel, Qt::Orientation along, const Span& span) {
    const auto index = static_cast<std::size_t>(panel);
    if (index >= full.panels.size() || index >= y.size()) return;
    const Span whole = along == Qt::Horizontal ? full.panels[index].x.range : full.panels[index].y.range;
    if (!(span.length() >= whole.length() * kClosest)) return;
    const double length = std::min(span.length(), whole.length());
    const double low = std::clamp(span.low, whole.low, whole.high - length);
    auto& shown = along == Qt::Horizontal ? x : y[index];
    if (length >= whole.length())
        shown.reset();
    else
        shown = Span{low, low + length};
}

}  // namespace nescio
