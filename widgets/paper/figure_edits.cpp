#include "widgets/paper/figure_edits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <QCoreApplication>

#include "widgets/paper/figure_bins.h"

namespace nescio {
namespace {

/// Where a number stands on a logarithmic axis; nowhere, where it is not above zero.
double logOf(double value) {
    return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
}

using Move = double (*)(double);

/// Moves all data of a panel along one axis.
void moveData(Panel& panel, Qt::Orientation along, Move move) {
    const bool x = along == Qt::Horizontal;
    const auto movePoints = [&](std::vector<QPointF>& points) {
        for (QPointF& point : points) x ? point.setX(move(point.x())) : point.setY(move(point.y()));
    };
    for (Band& band : panel.bands) {
        movePoints(band.upper);
        movePoints(band.lower);
    }
    for (Curve& curve : panel.curves) movePoints(curve.points);
    for (Dots& dots : panel.dots) movePoints(dots.points);
    for (Mark& mark : panel.marks) {
        if (x) mark.x = move(mark.x);
        if (!x && mark.y) mark.y = Span{move(mark.y->low), move(mark.y->high)};
    }
}

/// The least and greatest finite coordinate of a panel's curves, bands and dots.
Span extent(const Panel& panel, Qt::Orientation along) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    const auto take = [&](const std::vector<QPointF>& points) {
        for (const QPointF& point : points) {
            const double value = along == Qt::Horizontal ? point.x() : point.y();
            if (!std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const Curve& curve : panel.curves) take(curve.points);
    for (const Band& band : panel.bands) take(band.upper);
    for (const Dots& dots : panel.dots) take(dots.points);
    return {low, high};
}

/// Zero has no place on such an axis: what falls to it ends at its low end.
void drawToTheFloor(Panel& panel, double floor) {
    const auto lift = [floor](std::vector<QPointF>& points) {
        for (QPointF& point : points)
            if (std::isnan(point.y())) point.setY(floor);
    };
    for (Curve& curve : panel.curves)
        if (curve.fill.isValid()) lift(curve.points);
    for (Band& band : panel.bands) {
        lift(band.upper);
        lift(band.lower);
    }
}

void makeLogarithmic(Panel& panel, Axis& axis, Qt::Orientation along) {
    moveData(panel, along, logOf);
    axis.logarithmic = true;
    const Span data = extent(panel, along);
    if (!(data.low <= data.high)) {
        panel.instead = QCoreApplication::translate(
            "nescio::FigureEdits", "Nothing is above zero, so a logarithmic axis has no place for it.");
        return;
    }
    const double room = std::max(0.02, (data.high - data.low) * 0.04);
    axis.range = {data.low - room, data.high + room};
    if (along == Qt::Vertical) drawToTheFloor(panel, axis.range.low);
}

void editAxis(Panel& panel, Axis& axis, Qt::Orientation along, const AxisEdit& edit) {
    if (panel.cells || panel.picture || !axis.categories.empty()) return;
    if (edit.logarithmic && panel.bars.empty()) makeLogarithmic(panel, axis, along);
    const auto placeOf = [&](double value) { return axis.logarithmic ? logOf(value) : value; };
    Span range = axis.range;
    if (edit.low) range.low = placeOf(*edit.low);
    if (edit.high) range.high = placeOf(*edit.high);
    if (!(range.length() > 0) || !std::isfinite(range.length())) return;  // half-typed
    if (range != axis.range && along == Qt::Vertical) panel.growsForLegend = false;
    axis.range = range;
}

QColor withAlphaOf(QColor colour, const QColor& of) {
    colour.setAlphaF(of.alphaF());
    return colour;
}

void editSeries(Panel& panel, const LegendEntry& was, const SeriesEdit& edit) {
    const auto same = [&](const QColor& colour) { return colour.rgb() == was.colour.rgb(); };
    for (Curve& curve : panel.curves) {
        if (!same(curve.colour) || curve.dash != was.dash) continue;
        if (edit.dash) curve.dash = *edit.dash;
        if (!edit.colour.isValid()) continue;
        curve.colour = withAlphaOf(edit.colour, curve.colour);
        if (curve.fill.isValid()) curve.fill = withAlphaOf(edit.colour, curve.fill);
    }
    if (!edit.colour.isValid()) return;
    for (Band& band : panel.bands)
        if (same(band.fill)) band.fill = withAlphaOf(edit.colour, band.fill);
    for (Bar& bar : panel.bars)
        if (same(bar.colour)) bar.colour = edit.colour;
    for (Dots& dots : panel.dots)
        if (same(dots.colour) && dots.shape == was.shape) dots.colour = edit.colour;
    for (Mark& mark : panel.marks)
        if (same(mark.colour)) mark.colour = edit.colour;
}

void editEntry(LegendEntry& entry, const SeriesEdit& edit) {
    if (edit.dash) entry.dash = *edit.dash;
    if (!edit.colour.isValid()) return;
    entry.colour = edit.colour;
    if (entry.fill.isValid()) entry.fill = withAlphaOf(edit.colour, entry.fill);
}

void editLooks(Figure& figure, const std::map<QString, SeriesEdit>& edits) {
    const auto edit = [&](LegendEntry& entry, auto&& panels) {
        const auto known = edits.find(entry.text);
        if (known == edits.end()) return;
        for (Panel* panel : panels) editSeries(*panel, entry, known->second);
        editEntry(entry, known->second);
    };
    std::vector<Panel*> all;
    for (Panel& panel : figure.panels) all.push_back(&panel);
    for (LegendEntry& entry : figure.legend) edit(entry, all);
    for (Panel& panel : figure.panels)
        for (LegendEntry& entry : panel.legend) edit(entry, std::array{&panel});
}

/// Does the same to every text that can be edited.
template <class Do>
void forWords(Figure& figure, Do what) {
    what(figure.title);
    what(figure.note);
    for (LegendEntry& entry : figure.legend) what(entry.text);
    for (Panel& panel : figure.panels) {
        what(panel.title);
        for (Axis* axis : {&panel.x, &panel.y}) {
            what(axis->title);
            for (Tick& tick : axis->categories) what(tick.text);
        }
        for (LegendEntry& entry : panel.legend) what(entry.text);
        for (Mark& mark : panel.marks) what(mark.label);
    }
}

QString letterOf(PanelLetters letters, int panel) {
    const QChar letter(static_cast<char16_t>((letters == PanelLetters::Capitals ? u'A' : u'a') + panel % 26));
    return letters == PanelLetters::Brackets ? QLatin1Char('(') + QString(letter) + QLatin1Char(')')
                                             : QString(letter);
}

void applyLook(Figure& figure, const FigureLook& look) {
    if (!look.title) figure.title.clear();
    if (!look.title && figure.panels.size() == 1) figure.panels.front().title.clear();
    if (!look.note) figure.note.clear();
    if (!look.footer) figure.footer.clear();
    const auto editLegend = [&](std::vector<LegendEntry>& legend) {
        if (!look.marks) std::erase_if(legend, [](const LegendEntry& entry) { return entry.upright; });
        if (!look.counts)
            for (LegendEntry& entry : legend) entry.count.clear();
        if (!look.legend) legend.clear();
    };
    editLegend(figure.legend);
    int number = 0;
    for (Panel& panel : figure.panels) {
        if (!look.marks) panel.marks.clear();
        editLegend(panel.legend);
        panel.legendPlace = look.legendPlace;
        if (look.letters != PanelLetters::None)
            panel.title = (letterOf(look.letters, number) + QLatin1Char(' ') + panel.title).trimmed();
        ++number;
    }
    // A shared legend goes into the only panel where a corner of it is asked for.
    const bool corner = look.legendPlace != LegendPlace::Automatic && look.legendPlace != LegendPlace::Above;
    if (corner && figure.panels.size() == 1 && figure.panels.front().legend.empty())
        figure.panels.front().legend.swap(figure.legend);
}

}  // namespace

Figure edited(Figure figure, const FigureLook& look, const FigureEdits& edits) {
    if (edits.bins > 0) rebin(figure, edits.bins);
    for (const auto& [at, edit] : edits.x)
        if (at >= 0 && static_cast<std::size_t>(at) < figure.panels.size()) {
            Panel& panel = figure.panels[static_cast<std::size_t>(at)];
            editAxis(panel, panel.x, Qt::Horizontal, edit);
        }
    for (const auto& [at, edit] : edits.y)
        if (at >= 0 && static_cast<std::size_t>(at) < figure.panels.size()) {
            Panel& panel = figure.panels[static_cast<std::size_t>(at)];
            editAxis(panel, panel.y, Qt::Vertical, edit);
        }
    editLooks(figure, edits.series);
    forWords(figure, [&](QString& text) {
        if (const auto known = edits.words.find(text); known != edits.words.end()) text = known->second;
    });
    applyLook(figure, look);
    return figure;
}

QStringList wordsIn(const Figure& figure) {
    QStringList words;
    Figure copy = figure;
    forWords(copy, [&](const QString& text) {
        if (!text.isEmpty() && !words.contains(text)) words << text;
    });
    return words;
}

std::vector<LegendEntry> legendIn(const Figure& figure) {
    std::vector<LegendEntry> entries;
    const auto take = [&](const std::vector<LegendEntry>& legend) {
        for (const LegendEntry& entry : legend)
            if (std::none_of(entries.begin(), entries.end(),
                             [&](const LegendEntry& known) { return known.text == entry.text; }))
                entries.push_back(entry);
    };
    take(figure.legend);
    for (const Panel& panel : figure.panels) take(panel.legend);
    return entries;
}

}  // namespace nescio
