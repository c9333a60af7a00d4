#include "widgets/plots/figure_view.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr double kClosest = 1e-6;  ///< share of the full range that can be shown at least

int columnsOf(const Figure& figure) {
    return std::max(1, figure.columns);
}

/// Whether this panel leaves its x axis to the one below.
bool leavesX(const Figure& figure, int panel) {
    return panel >= 0 && panel + columnsOf(figure) < static_cast<int>(figure.panels.size()) &&
           !figure.panels[static_cast<std::size_t>(panel)].namesX;
}

}  // namespace

std::vector<int> linkedPanels(const Figure& figure, int panel) {
    const int step = columnsOf(figure);
    int top = panel;
    while (leavesX(figure, top - step)) top -= step;
    std::vector<int> linked{top};
    while (leavesX(figure, linked.back())) linked.push_back(linked.back() + step);
    return linked;
}

std::optional<Span> FigureView::at(const Spans& spans, int panel) {
    const auto found = spans.find(panel);
    return found == spans.end() ? std::nullopt : std::optional(found->second);
}

Figure FigureView::of(Figure full) const {
    for (int i = 0; i < static_cast<int>(full.panels.size()); ++i) {
        Panel& panel = full.panels[static_cast<std::size_t>(i)];
        if (const auto span = x(linkedPanels(full, i).front())) panel.x.range = *span;
        const auto span = y(i);
        if (!span) continue;
        panel.y.range = *span;
        panel.growsForLegend = false;
    }
    return full;
}

void FigureView::show(const Figure& full, int panel, Qt::Orientation along, const Span& span) {
    if (panel < 0 || static_cast<std::size_t>(panel) >= full.panels.size()) return;
    const Panel& drawn = full.panels[static_cast<std::size_t>(panel)];
    if (drawn.cells || !drawn.instead.isEmpty()) return;
    const Span whole = along == Qt::Horizontal ? drawn.x.range : drawn.y.range;
    if (!(span.length() >= whole.length() * kClosest)) return;
    const double length = std::min(span.length(), whole.length());
    const double low = std::clamp(span.low, whole.low, whole.high - length);
    Spans& shown = along == Qt::Horizontal ? m_x : m_y;
    const int key = along == Qt::Horizontal ? linkedPanels(full, panel).front() : panel;
    if (length >= whole.length())
        shown.erase(key);
    else
        shown[key] = Span{low, low + length};
}

}  // namespace nescio
