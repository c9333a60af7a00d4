#include "widgets/plots/breakdown_panel.h"

#include <algorithm>
#include <cmath>

#include "widgets/plots/breakdown_plot.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr double kBarHalf = 0.36;  ///< half the thickness of a bar, in rows

QColor colourOf(TermKind kind, const Theme& theme) {
    if (kind == TermKind::Scaling) return theme.mutedInk;
    return isVolume(kind) ? theme.volume : theme.density;
}

int decimalsFor(double nats) {
    return std::abs(nats) < 9.995 ? 2 : std::abs(nats) < 99.95 ? 1 : 0;
}

Bar barBetween(double from, double to, double row, const QColor& colour, const QString& text) {
    const double low = std::min(from, to);
    return {.span = QRectF(low, row - kBarHalf, std::abs(to - from), 2 * kBarHalf),
            .colour = colour,
            .text = text,
            .textLeft = to < from};
}

/// Bars from top to bottom, each starting where the one before ended; a hairline leads from one to the next.
void addRows(Panel& panel, const std::vector<BreakdownRow>& rows, const FigureStyle& style) {
    double sum = 0;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double row = static_cast<double>(rows.size() - i);
        panel.y.categories.push_back({row, rows[i].label, false});
        if (!std::isfinite(rows[i].nats)) {
            panel.bars.push_back(
                barBetween(sum, sum, row, style.theme.warning, style.number(rows[i].nats, 0)));
            continue;
        }
        const double next = sum + rows[i].nats;
        panel.bars.push_back(barBetween(sum, next, row, colourOf(rows[i].kind, style.theme),
                                        signedNats(rows[i].nats, decimalsFor(rows[i].nats), style)));
        const double reference = sum + rows[i].referenceNats;
        if (std::isfinite(reference)) {
            panel.marks.push_back(
                {.x = reference, .y = Span{row - 0.46, row + 0.46}, .colour = style.theme.ink});
            low = std::min(low, reference);
            high = std::max(high, reference);
        }
        panel.marks.push_back({.x = next,
                               .y = Span{row - 1 + kBarHalf, row - kBarHalf},
                               .colour = style.theme.mutedInk,
                               .width = 0.5});
        sum = next;
        low = std::min(low, sum);
        high = std::max(high, sum);
    }
    panel.x.range = {low, std::max(high, low + 1)};
}

/// Widens the axis so that the numbers beside the bars fit.
void makeRoom(Panel& panel, double width, const FigureStyle& style) {
    double names = 0;
    for (const Tick& row : panel.y.categories)
        names = std::max(names, style.widthOf(row.text, style.small, row.bold));
    const double plot = std::max(width - names - style.small * 3, width * 0.25);
    double left = 0;
    double right = 0;
    const double length = panel.x.range.length();
    for (const Bar& bar : panel.bars) {
        const double needed =
            (style.widthOf(bar.text, style.small, bar.bold) + 3 * style.gap) / plot * length;
        // The word of a bar that points left moves to its right where that leaves it more room.
        const double before = bar.span.left() - panel.x.range.low;
        const double after = panel.x.range.high - bar.span.right();
        const bool atLeft = bar.textLeft && needed - before <= std::max(0.0, needed - after) + 0.15 * length;
        (atLeft ? left : right) = std::max(atLeft ? left : right, needed - (atLeft ? before : after));
    }
    const double share = std::min(0.6, (left + right) / length);
    const double grown = length / (1 - share);  // the words keep their size while the axis grows
    if (left + right <= 0) return;
    panel.x.range.low -= (grown - length) * left / (left + right);
    panel.x.range.high += (grown - length) * right / (left + right);
}

void addTotal(Panel& panel, const BreakdownData& data, const FigureStyle& style) {
    const double total = data.breakdown.totalNats();
    panel.y.categories.push_back({0, BreakdownPlot::tr("total"), true});
    const double end = std::isfinite(total) ? total : 0;
    Bar bar = barBetween(0, end, 0, style.theme.total, style.number(total, 0));
    const QString bits = bitsWords(total, data.shape, style);
    // On paper the width belongs to the bars, and the sentence below says it anyway.
    if (!bits.isEmpty() && style.oversampling == 1) bar.text += QStringLiteral("  (%1)").arg(bits);
    bar.bold = true;
    panel.bars.push_back(std::move(bar));
}

void addLegend(Panel& panel, const BreakdownData& data, const FigureStyle& style) {
    const auto has = [&](bool volume) {
        return std::any_of(data.breakdown.terms.begin(), data.breakdown.terms.end(), [&](const Term& term) {
            return volume ? isVolume(term.info.kind) : isDensity(term.info.kind);
        });
    };
    const auto add = [&](const QString& text, const QColor& colour) {
        panel.legend.push_back({.text = text, .colour = colour, .dash = Qt::SolidLine, .fill = colour});
    };
    // Without log-determinants all bars have one colour, which then needs no name.
    if (has(false) && has(true)) add(BreakdownPlot::tr("density"), style.theme.density);
    if (has(true)) add(BreakdownPlot::tr("volume"), style.theme.volume);
    if (data.breakdown.scalingNats() != 0) add(BreakdownPlot::tr("constant scaling"), style.theme.mutedInk);
    if (data.referenceMean.terms.size() == data.breakdown.terms.size())
        panel.legend.push_back({.text = data.held.empty()
                                            ? BreakdownPlot::tr("reference mean")
                                            : BreakdownPlot::tr("held: %1").arg(toQt(data.held)),
                                .colour = style.theme.ink,
                                .dash = Qt::SolidLine,
                                .fill = {},
                                .upright = true});
}

}  // namespace

QString signedNats(double nats, int decimals, const FigureStyle& style) {
    const QString text = style.number(nats, decimals);
    return nats > 0 && std::isfinite(nats) ? QLatin1Char('+') + text : text;
}

QString bitsWords(double nats, const ImageShape& shape, const FigureStyle& style) {
    if (shape.dims() <= 0) return {};
    return BreakdownPlot::tr("%1 bits/dim").arg(style.number(bitsPerDim(nats, shape.dims()), 3));
}

Panel breakdownPanel(const std::vector<BreakdownRow>& rows, const BreakdownData& data, double width,
                     const FigureStyle& style) {
    Panel panel;
    panel.x.title = BreakdownPlot::tr("log-likelihood (nats)");
    panel.x.grid = true;
    panel.y.range = {-0.6, static_cast<double>(rows.size()) + 0.6};
    addRows(panel, rows, style);
    addTotal(panel, data, style);
    makeRoom(panel, width, style);
    addLegend(panel, data, style);
    panel.marks.push_back({.x = 0, .y = {}, .colour = style.theme.mutedInk, .width = 0.6});
    return panel;
}

}  // namespace nescio
