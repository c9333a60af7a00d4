#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QToolButton>

#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/csv_table.h"

namespace nescio {
namespace {

constexpr std::size_t kMostSingleRows = 24;
constexpr double kBarHalf = 0.36;  ///< half the thickness of a bar, in rows

QString words(const std::string& text) { return QString::fromStdString(text); }

QColor colourOf(TermKind kind, const Theme& theme) {
    if (kind == TermKind::Scaling) return theme.mutedInk;
    return isVolume(kind) ? theme.volume : theme.density;
}

/// "+1 204" or "−1 204": the sign is the message of a term.
QString signedNumber(double nats, int decimals, const FigureStyle& style) {
    const QString text = style.number(nats, decimals);
    return nats > 0 && std::isfinite(nats) ? QLatin1Char('+') + text : text;
}

int decimalsFor(double nats) { return std::abs(nats) < 9.995 ? 2 : std::abs(nats) < 99.95 ? 1 : 0; }

Bar barBetween(double from, double to, double row, const QColor& colour, const QString& text) {
    const double low = std::min(from, to);
    return {.span = QRectF(low, row - kBarHalf, std::abs(to - from), 2 * kBarHalf), .colour = colour, .text = text,
            .textLeft = to < from};
}

}  // namespace

BreakdownPlot::BreakdownPlot(QWidget* parent) : ChartPlot(parent), m_button(new QToolButton(this)) {
    setObjectName(QStringLiteral("breakdownPlot"));
    m_button->setObjectName(QStringLiteral("breakdownDetail"));
    m_button->setAutoRaise(true);
    m_button->setToolTip(tr("Show every term, or the terms of a level put together (T)"));
    connect(m_button, &QToolButton::clicked, this, &BreakdownPlot::switchDetail);
    dataChanged();
    placeButton();
}

void BreakdownPlot::show(const BreakdownData& image) {
    m_data = image;
    dataChanged();
    fit();
    placeButton();
}

void BreakdownPlot::setDetail(Detail detail) {
    m_detail = detail;
    dataChanged();
    fit();
    placeButton();
}

void BreakdownPlot::showSentence(const QString& sentence) {
    ChartPlot::showSentence(sentence);
    placeButton();
}

void BreakdownPlot::switchDetail() {
    setDetail(isGrouped(QSizeF(size()), screenStyle()) ? Detail::EveryTerm : Detail::Grouped);
}

void BreakdownPlot::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_T && hasData() && sentence().isEmpty()) return switchDetail();
    ChartPlot::keyPressEvent(event);
}

void BreakdownPlot::resizeEvent(QResizeEvent* event) {
    ChartPlot::resizeEvent(event);
    placeButton();
}

void BreakdownPlot::placeButton() {
    const bool useful = hasData() && sentence().isEmpty() && groupedTerms(m_data).size() < m_data.breakdown.terms.size();
    m_button->setVisible(useful);
    m_button->setText(isGrouped(QSizeF(size()), screenStyle()) ? tr("Every term") : tr("Grouped"));
    m_button->adjustSize();
    m_button->move(width() - m_button->width() - kGridPx, kGridPx);
}

bool BreakdownPlot::isGrouped(const QSizeF& size, const FigureStyle& style) const {
    if (m_detail != Detail::Automatic) return m_detail == Detail::Grouped;
    const double rows = static_cast<double>(m_data.breakdown.terms.size()) + 1;
    const double around = 8 * FigureStyle::lineHeight(style.small);  // title, legend, axis, sentences
    return m_data.breakdown.terms.size() > kMostSingleRows || rows * style.small > size.height() - around;
}

std::vector<BreakdownRow> BreakdownPlot::rows(const QSizeF& size, const FigureStyle& style) const {
    return isGrouped(size, style) ? groupedTerms(m_data) : everyTerm(m_data);
}

QString BreakdownPlot::emptySentence() const {
    return tr("No image selected. Pick or drop one to see where its likelihood comes from.");
}

QString BreakdownPlot::inBits(double nats, const FigureStyle& style) const {
    if (m_data.shape.dims() <= 0) return {};
    return tr("%1 bits/dim").arg(style.number(bitsPerDim(nats, m_data.shape.dims()), 3));
}

QString BreakdownPlot::rankSentence(const FigureStyle& style) const {
    if (!(m_data.rank >= 0)) return {};
    //: a share and the name of the reference set
    return tr("Likelier than %1 % of %2.").arg(style.number(m_data.rank * 100, 1), words(m_data.referenceName));
}

QString BreakdownPlot::sumSentence(const FigureStyle& style) const {
    const Breakdown& parts = m_data.breakdown;
    QString text = tr("density term %1 · volume term %2").arg(signedNumber(parts.densityNats(), 0, style),
                                                            signedNumber(parts.volumeNats(), 0, style));
    if (parts.scalingNats() != 0) text += tr(" · scaling %1").arg(signedNumber(parts.scalingNats(), 0, style));
    text += tr(" = %1 nats").arg(style.number(parts.totalNats(), 0));
    const QString bits = inBits(parts.totalNats(), style);
    QStringList how;
    if (!bits.isEmpty()) how << bits;
    how << words(toText(parts.tightness));
    if (parts.draws > 1) how << tr("%1 draws").arg(parts.draws);
    return text + QStringLiteral(" (") + how.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString BreakdownPlot::summary() const {
    if (!hasData()) return emptySentence();
    const FigureStyle style = screenStyle();
    return tr("Breakdown of the likelihood of %1: %2. %3")
        .arg(words(m_data.title), sumSentence(style), rankSentence(style)).trimmed();
}

QString BreakdownPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("term"), QStringLiteral("kind"), QStringLiteral("level"), QStringLiteral("step"),
                    QStringLiteral("nats"), QStringLiteral("bits_per_dim"),
                    QStringLiteral("reference_mean_nats")});
    const auto bits = [&](double nats) {
        return m_data.shape.dims() > 0 ? CsvTable::cell(bitsPerDim(nats, m_data.shape.dims())) : QString();
    };
    const std::vector<BreakdownRow> terms = everyTerm(m_data);
    double reference = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term& term = m_data.breakdown.terms[i];
        reference += terms[i].referenceNats;
        table.addRow({terms[i].label, words(toId(term.info.kind)), QString::number(term.info.level),
                      QString::number(term.info.step), CsvTable::cell(term.nats), bits(term.nats),
                      CsvTable::cell(terms[i].referenceNats)});
    }
    const double total = m_data.breakdown.totalNats();
    table.addRow({QStringLiteral("total"), {}, {}, {}, CsvTable::cell(total), bits(total), CsvTable::cell(reference)});
    return table.text();
}

Figure BreakdownPlot::makeFigure(const QSizeF& size, const FigureStyle& style) const {
    const std::vector<BreakdownRow> shown = rows(size, style);
    Figure figure;
    figure.title = words(m_data.title);
    Panel panel;
    panel.x.title = tr("log-likelihood (nats)");
    panel.x.grid = true;
    panel.y.range = {-0.6, static_cast<double>(shown.size()) + 0.6};
    addRows(panel, shown, style);
    addTotal(panel, style);
    makeRoom(panel, size.width(), style);
    addLegend(panel, style);
    panel.marks.push_back({.x = 0, .y = {}, .colour = style.theme.mutedInk, .width = 0.6});
    figure.panels.push_back(std::move(panel));
    figure.footer << sumSentence(style);
    const QString rank = rankSentence(style);
    if (!rank.isEmpty()) figure.footer << rank;
    return figure;
}

/// Bars from top to bottom, each starting where the one before ended; a hairline leads from one to the next.
void BreakdownPlot::addRows(Panel& panel, const std::vector<BreakdownRow>& rows, const FigureStyle& style) const {
    double sum = 0;
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double row = static_cast<double>(rows.size() - i);
        panel.y.categories.push_back({row, rows[i].label, false});
        if (!std::isfinite(rows[i].nats)) {
            panel.bars.push_back(barBetween(sum, sum, row, style.theme.warning, style.number(rows[i].nats, 0)));
            continue;
        }
        const double next = sum + rows[i].nats;
        panel.bars.push_back(barBetween(sum, next, row, colourOf(rows[i].kind, style.theme),
                                        signedNumber(rows[i].nats, decimalsFor(rows[i].nats), style)));
        const double reference = sum + rows[i].referenceNats;
        if (std::isfinite(reference)) {
            panel.marks.push_back({.x = reference, .y = Span{row - 0.46, row + 0.46}, .colour = style.theme.ink});
            low = std::min(low, reference);
            high = std::max(high, reference);
        }
        panel.marks.push_back({.x = next, .y = Span{row - 1 + kBarHalf, row - kBarHalf},
                               .colour = style.theme.mutedInk, .width = 0.5});
        sum = next;
        low = std::min(low, sum);
        high = std::max(high, sum);
    }
    panel.x.range = {low, std::max(high, low + 1)};
}

/// Widens the axis so that the numbers beside the bars fit.
void BreakdownPlot::makeRoom(Panel& panel, double width, const FigureStyle& style) {
    double names = 0;
    for (const Tick& row : panel.y.categories)
        names = std::max(names, style.widthOf(row.text, style.small, row.bold));
    const double plot = std::max(width - names - style.small * 3, width * 0.25);
    double left = 0;
    double right = 0;
    const double length = panel.x.range.length();
    for (const Bar& bar : panel.bars) {
        const double needed = (style.widthOf(bar.text, style.small, bar.bold) + 3 * style.gap) / plot * length;
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

void BreakdownPlot::addTotal(Panel& panel, const FigureStyle& style) const {
    const double total = m_data.breakdown.totalNats();
    panel.y.categories.push_back({0, tr("total"), true});
    const double end = std::isfinite(total) ? total : 0;
    Bar bar = barBetween(0, end, 0, style.theme.total, style.number(total, 0));
    const QString bits = inBits(total, style);
    // On paper the width belongs to the bars, and the sentence below says it anyway.
    if (!bits.isEmpty() && style.oversampling == 1) bar.text += QStringLiteral("  (%1)").arg(bits);
    bar.bold = true;
    panel.bars.push_back(std::move(bar));
}

void BreakdownPlot::addLegend(Panel& panel, const FigureStyle& style) const {
    const auto has = [&](bool volume) {
        return std::any_of(m_data.breakdown.terms.begin(), m_data.breakdown.terms.end(), [&](const Term& term) {
            return term.info.kind != TermKind::Scaling && isVolume(term.info.kind) == volume;
        });
    };
    const auto add = [&](const QString& text, const QColor& colour) {
        panel.legend.push_back({.text = text, .colour = colour, .dash = Qt::SolidLine, .fill = colour});
    };
    if (has(false)) add(tr("density"), style.theme.density);
    if (has(true)) add(tr("volume"), style.theme.volume);
    if (m_data.breakdown.scalingNats() != 0) add(tr("constant scaling"), style.theme.mutedInk);
    if (m_data.referenceMean.terms.size() == m_data.breakdown.terms.size())
        panel.legend.push_back({.text = tr("reference mean"), .colour = style.theme.ink,
                                .dash = Qt::SolidLine, .fill = {}, .upright = true});
}

QString BreakdownPlot::tipFor(int, const QPointF& value, const FigureStyle& style) const {
    const std::vector<BreakdownRow> shown = rows(QSizeF(size()), style);
    const auto fromBottom = static_cast<std::ptrdiff_t>(std::lround(value.y()));
    if (fromBottom == 0) return sumSentence(style);
    const auto index = static_cast<std::ptrdiff_t>(shown.size()) - fromBottom;
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(shown.size())) return {};
    const BreakdownRow& row = shown[static_cast<std::size_t>(index)];
    QStringList lines{row.label, tr("%1 nats").arg(signedNumber(row.nats, 2, style))};
    const QString bits = inBits(row.nats, style);
    if (!bits.isEmpty()) lines << bits;
    if (std::isfinite(row.referenceNats))
        lines << tr("reference mean: %1 nats").arg(signedNumber(row.referenceNats, 2, style));
    if (row.terms > 1) lines << tr("sum of %1 terms").arg(row.terms);
    return lines.join(QLatin1Char('\n'));
}

namespace plots::breakdown {
namespace {

/// A flow of `points` terms on three levels, with the constant scaling last.
void showTrial(PlotView& view, int points, bool withNan) {
    static const std::vector<std::string> kParts{"actnorm", "1×1 conv", "coupling"};
    BreakdownData data;
    data.title = "unseen #412 under a made-up flow";
    data.shape = {1, 28, 28};
    for (int i = 0; i < points; ++i) {
        const bool prior = i % 10 == 9;
        const int level = 1 + i * 3 / points;
        const int step = 1 + i / 3;
        const std::string name = prior ? "prior" : "step " + std::to_string(step) + " · " + kParts[i % 3];
        const double size = 4000.0 / points;
        const double nats = prior ? -2.2 * size : size * (0.6 + 0.8 * std::sin(i * 1.7));
        data.breakdown.terms.push_back({{"level " + std::to_string(level) + " · " + name,
                                         prior ? TermKind::Prior : TermKind::LogDet, level, step},
                                        withNan && i == points / 2 ? std::nan("") : nats});
    }
    if (points > 1) data.breakdown.terms.back() = {{"scaling", TermKind::Scaling, 0, 0}, -4347.4};
    data.referenceMean = data.breakdown;
    for (Term& term : data.referenceMean.terms) term.nats *= 0.9;
    data.rank = 0.987;
    data.referenceName = "made-up train, n = 1,000 of 20,000";
    static_cast<BreakdownPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "breakdown", .title = "Breakdown",
            .make = [](QWidget* parent) -> PlotView* { return new BreakdownPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::breakdown
}  // namespace nescio
