#include "widgets/plots/figure_layout.h"

#include <algorithm>
#include <numeric>

#include "widgets/plots/legend_layout.h"

namespace nescio {
namespace {

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

double belowPlot(const Panel& panel, const FigureStyle& style) {
    if (!panel.namesX) return style.gap;
    const double names = panel.x.title.isEmpty() ? 0 : FigureStyle::lineHeight(style.text);
    return style.tick + style.gap / 2 + FigureStyle::lineHeight(style.small) + names;
}

double leftOfPlot(const Panel& panel, const PanelLayout& place, const FigureStyle& style) {
    double widest = 0;
    for (const Tick& tick : place.yTicks.ticks)
        widest = std::max(widest, style.widthOf(tick.text, style.small));
    for (const Tick& tick : panel.y.categories)
        widest = std::max(widest, style.widthOf(tick.text, rowTextSize(place, style), tick.bold));
    const double title = panel.y.title.isEmpty() ? 0 : FigureStyle::lineHeight(style.text);
    return title + widest + style.tick + style.gap;
}

/// Room for half of the last label, so that it does not leave the figure.
double rightOfPlot(const FigureStyle& style) {
    return style.small * 1.4;
}

void placeTicks(const Panel& panel, PanelLayout& place, const FigureStyle& style) {
    if (panel.y.categories.empty())
        place.yTicks =
            roundTicks(place.y, static_cast<int>(place.plot.height() / (style.small * 2.2)), style);
    int most = static_cast<int>(place.plot.width() / (style.small * 4));
    // Wide labels (long step counts) need more room than the first guess; fewer ticks until they have it.
    for (; most > 1; --most) {
        place.xTicks = roundTicks(place.x, most, style);
        double total = 0;
        for (const Tick& tick : place.xTicks.ticks)
            total += style.widthOf(tick.text, style.small) + style.small;
        if (total <= place.plot.width()) return;
    }
    place.xTicks = roundTicks(place.x, 1, style);
}

/// Stacks the panels; their left edges stand in line, wherever the widest names end.
void placePanels(FigureLayout& layout, const Figure& figure, const QRectF& area, const FigureStyle& style) {
    double fixed = -style.gap;
    double shares = 0;
    for (const Panel& panel : figure.panels) {
        fixed += belowPlot(panel, style) + style.gap;
        shares += panel.share;
    }
    double top = area.top();
    double left = 0;
    for (const Panel& panel : figure.panels) {
        PanelLayout place;
        place.left = area.left();
        place.x = panel.x.range;
        place.y = panel.y.range;
        const double height = std::max(1.0, (area.height() - fixed) * panel.share / shares);
        place.plot = QRectF(area.left(), top, area.width() - rightOfPlot(style), height);
        placeTicks(panel, place, style);
        left = std::max(left, leftOfPlot(panel, place, style));
        top = place.plot.bottom() + belowPlot(panel, style) + style.gap;
        layout.panels.push_back(std::move(place));
    }
    for (PanelLayout& place : layout.panels)
        place.plot.setLeft(std::min(area.left() + left, place.plot.right() - 1));
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
    placePanels(layout, figure, area, style);
    for (std::size_t i = 0; i < layout.panels.size(); ++i) {
        placeLegend(figure.panels[i], layout.panels[i], style);
        placeTicks(figure.panels[i], layout.panels[i], style);
    }
    return layout;
}

}  // namespace nescio
