#include "widgets/plots/figure_layout.h"

#include <algorithm>

#include "widgets/plots/legend_layout.h"
#include "widgets/plots/mark_labels.h"
#include "widgets/plots/panel_grid.h"
#include "widgets/plots/panel_space.h"

namespace nescio {
namespace {

constexpr double kMostRaised = 1.6;  ///< times the axis: labels of marks are not worth flatter curves

/// Stacks wrapped lines downwards from `top`; returns where they end.
double stack(std::vector<PlacedLine>& out, const QStringList& lines, const QRectF& area, double top,
             double size) {
    const double step = FigureStyle::lineHeight(size);
    for (const QString& line : lines) {
        out.push_back({QRectF(area.left(), top, area.width(), step), line});
        top += step;
    }
    return top;
}

/// Title and note: on one line where both fit, else below each other. Returns what is left below.
QRectF placeHead(FigureLayout& layout, const Figure& figure, const QRectF& area, const FigureStyle& style) {
    double top = area.top();
    const double both = style.widthOf(figure.title, style.title, true) +
                        style.widthOf(figure.note, style.small) + 4 * style.gap;
    if (!figure.title.isEmpty())
        top = stack(layout.title, wrapped(figure.title, area.width(), style.title * 1.06, style), area, top,
                    style.title);
    if (!figure.note.isEmpty() && !figure.title.isEmpty() && both <= area.width())
        layout.note.push_back({layout.title.front().box, figure.note});
    else if (!figure.note.isEmpty())
        top = stack(layout.note, wrapped(figure.note, area.width(), style.small, style), area, top,
                    style.small);
    if (top > area.top()) top += style.gap;
    return area.adjusted(0, top - area.top(), 0, 0);
}

/// The sentences at the foot. Returns what is left above.
QRectF placeFoot(FigureLayout& layout, const Figure& figure, const QRectF& area, const FigureStyle& style) {
    QStringList lines;
    for (const QString& sentence : figure.footer)
        lines += wrapped(sentence, area.width(), style.small, style);
    if (lines.isEmpty()) return area;
    const double height = FigureStyle::lineHeight(style.small) * static_cast<double>(lines.size());
    stack(layout.footer, lines, area, area.bottom() - height, style.small);
    return area.adjusted(0, 0, 0, -height - style.gap);
}

/// The legend that all panels share. Returns what is left below.
QRectF placeSharedLegend(FigureLayout& layout, const Figure& figure, const QRectF& area,
                         const FigureStyle& style) {
    if (figure.legend.empty()) return area;
    layout.legend = legendRows(figure.legend, area.topLeft(), area.right(), style);
    return area.adjusted(0, layout.legend.back().bottom() + style.gap - area.top(), 0, 0);
}

void raiseOverLabels(const Panel& panel, PanelLayout& place) {
    for (const auto& label : place.markLabels)
        for (const PlacedLine& line : label) {
            PanelLayout raised = place;
            raiseOver(panel, raised, line.box.intersected(place.plot));
            if (raised.y.length() < kMostRaised * panel.y.range.length()) place.y = raised.y;
        }
}

void placeLabels(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    placeMarkLabels(panel, place, style);
    if (panel.growsForLegend) raiseOverLabels(panel, place);
}

/// Labels of marks, then the legend around them, then the labels again where the legend moved the plot.
void placeWords(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    place.legend.clear();
    placeLabels(panel, place, style);
    const double top = place.plot.top();
    placeLegend(panel, place, style);
    if (place.plot.top() != top) placeLabels(panel, place, style);
    placeTicks(panel, place, style);
}

/// Legends above their plots take height; neighbours in the row give it up too, so that axes stay in line.
void placeWordsOfRow(const Figure& figure, FigureLayout& layout, std::size_t begin, std::size_t end,
                     const FigureStyle& style) {
    double top = layout.panels[begin].plot.top();
    for (std::size_t i = begin; i < end; ++i) {
        placeWords(figure.panels[i], layout.panels[i], style);
        top = std::max(top, layout.panels[i].plot.top());
    }
    for (std::size_t i = begin; i < end; ++i) {
        PanelLayout& place = layout.panels[i];
        if (place.plot.top() == top) continue;
        place.plot.setTop(top);
        place.y = figure.panels[i].y.range;
        placeWords(figure.panels[i], place, style);
    }
}

}  // namespace

QPointF PanelLayout::toPlace(const QPointF& value) const {
    return {plot.left() + (value.x() - x.low) / x.length() * plot.width(),
            plot.bottom() - (value.y() - y.low) / y.length() * plot.height()};
}

QPointF PanelLayout::toValue(const QPointF& place) const {
    return {x.low + (place.x() - plot.left()) / plot.width() * x.length(),
            y.low + (plot.bottom() - place.y()) / plot.height() * y.length()};
}

double rowTextSize(const PanelLayout& place, const FigureStyle& style) {
    const double rowHeight = place.plot.height() / place.y.length();
    return std::clamp(rowHeight * 0.95, style.small * 0.7, style.small);
}

double swatchWidth(const FigureStyle& style) {
    return style.small * 2;
}

FigureLayout layOut(const Figure& figure, const QRectF& target, const FigureStyle& style) {
    FigureLayout layout;
    QRectF area = target.adjusted(style.gap, style.gap, -style.gap, -style.gap);
    area = placeHead(layout, figure, area, style);
    area = placeFoot(layout, figure, area, style);
    area = placeSharedLegend(layout, figure, area, style);
    layout.panels = placePanels(figure, area, style);
    const auto columns = static_cast<std::size_t>(std::max(1, figure.columns));
    for (std::size_t row = 0; row < layout.panels.size(); row += columns)
        placeWordsOfRow(figure, layout, row, std::min(row + columns, layout.panels.size()), style);
    return layout;
}

}  // namespace nescio
