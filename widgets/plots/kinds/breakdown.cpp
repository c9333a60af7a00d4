#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QToolButton>

#include "widgets/plots/breakdown_panel.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/csv_table.h"
#include "widgets/qt_text.h"
#include "widgets/term_words.h"

namespace nescio {
namespace {

constexpr std::size_t kMostSingleRows = 24;

/// What sums to the total, in the words that fit the model; empty where it is all one part.
QString partsWords(const Breakdown& parts, const FigureStyle& style) {
    const auto nats = [&](double value) { return signedNats(value, 0, style); };
    QStringList words;
    if (hasVolume(parts)) {
        words << BreakdownPlot::tr("density term %1").arg(nats(parts.densityNats()))
              << BreakdownPlot::tr("volume term %1").arg(nats(parts.volumeNats()));
        if (parts.scalingNats() != 0) words << BreakdownPlot::tr("scaling %1").arg(nats(parts.scalingNats()));
    } else if (const auto sums = sumsByKind(parts); sums.size() > 1) {
        for (const KindSum& sum : sums) words << kindWords(sum.kind) + QLatin1Char(' ') + nats(sum.nats);
    }
    return words.join(QStringLiteral(" · "));
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

void BreakdownPlot::setTheme(const Theme& theme) {
    ChartPlot::setTheme(theme);
    m_button->setPalette(theme.palette());
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
    const bool useful =
        hasData() && sentence().isEmpty() && groupedTerms(m_data).size() < m_data.breakdown.terms.size();
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

QString BreakdownPlot::rankSentence(const FigureStyle& style) const {
    if (!(m_data.rank >= 0)) return {};
    //: a share and the name of the reference set
    return tr("More likely than %1 % of %2.")
        .arg(style.number(m_data.rank * 100, 1), toQt(m_data.referenceName));
}

QString BreakdownPlot::sumSentence(const FigureStyle& style) const {
    const Breakdown& parts = m_data.breakdown;
    QString text = partsWords(parts, style);
    text += text.isEmpty() ? tr("log-likelihood %1 nats").arg(style.number(parts.totalNats(), 0))
                           : tr(" = %1 nats").arg(style.number(parts.totalNats(), 0));
    const QString bits = bitsWords(parts.totalNats(), m_data.shape, style);
    QStringList how;
    if (!bits.isEmpty()) how << bits;
    how << toQt(toText(parts.tightness, parts.drawRule, parts.draws));
    return text + QStringLiteral(" (") + how.join(QStringLiteral(", ")) + QLatin1Char(')');
}

QString BreakdownPlot::summary() const {
    if (!hasData()) return emptySentence();
    const FigureStyle style = screenStyle();
    QStringList words{
        tr("Breakdown of the likelihood of %1: %2.").arg(toQt(m_data.title), sumSentence(style))};
    for (const QString& sentence : {heldSentence(style), rankSentence(style)})
        if (!sentence.isEmpty()) words << sentence;
    return words.join(QLatin1Char(' '));
}

/// "Beside MNIST test #3, −1 204.5 nats: +84.2 nats." ; empty where none is held.
QString BreakdownPlot::heldSentence(const FigureStyle& style) const {
    if (m_data.held.empty()) return {};
    const double held = m_data.referenceMean.totalNats();
    return tr("Beside %1, %2 nats: this image has %3 nats.")
        .arg(toQt(m_data.held), style.number(held, 1),
             signedNats(m_data.breakdown.totalNats() - held, 1, style));
}

QString BreakdownPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table(
        {QStringLiteral("term"), QStringLiteral("kind"), QStringLiteral("level"), QStringLiteral("step"),
         QStringLiteral("nats"), QStringLiteral("bits_per_dim"),
         m_data.held.empty() ? QStringLiteral("reference_mean_nats") : QStringLiteral("held_nats")});
    const auto bits = [&](double nats) {
        return m_data.shape.dims() > 0 ? CsvTable::cell(bitsPerDim(nats, m_data.shape.dims())) : QString();
    };
    const std::vector<BreakdownRow> terms = everyTerm(m_data);
    double reference = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Term& term = m_data.breakdown.terms[i];
        reference += terms[i].referenceNats;
        table.addRow({terms[i].label, toQt(toId(term.info.kind)), QString::number(term.info.level),
                      QString::number(term.info.step), CsvTable::cell(term.nats), bits(term.nats),
                      CsvTable::cell(terms[i].referenceNats)});
    }
    const double total = m_data.breakdown.totalNats();
    table.addRow(
        {QStringLiteral("total"), {}, {}, {}, CsvTable::cell(total), bits(total), CsvTable::cell(reference)});
    return table.text();
}

Figure BreakdownPlot::makeFigure(const QSizeF& size, const FigureStyle& style) const {
    Figure figure;
    figure.title = toQt(m_data.title);
    figure.panels.push_back(breakdownPanel(rows(size, style), m_data, size.width(), style));
    figure.footer << sumSentence(style);
    for (const QString& sentence : {heldSentence(style), rankSentence(style)})
        if (!sentence.isEmpty()) figure.footer << sentence;
    return figure;
}

QString BreakdownPlot::tipFor(int, const QPointF& value, const FigureStyle& style) const {
    const std::vector<BreakdownRow> shown = rows(QSizeF(size()), style);
    const auto fromBottom = static_cast<std::ptrdiff_t>(std::lround(value.y()));
    if (fromBottom == 0) return sumSentence(style);
    const auto index = static_cast<std::ptrdiff_t>(shown.size()) - fromBottom;
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(shown.size())) return {};
    const BreakdownRow& row = shown[static_cast<std::size_t>(index)];
    QStringList lines{row.label, tr("%1 nats").arg(signedNats(row.nats, 2, style))};
    const QString bits = bitsWords(row.nats, m_data.shape, style);
    if (!bits.isEmpty()) lines << bits;
    if (std::isfinite(row.referenceNats))
        lines << (m_data.held.empty()
                      ? tr("reference mean: %1 nats").arg(signedNats(row.referenceNats, 2, style))
                      : tr("%1: %2 nats, this image %3")
                            .arg(toQt(m_data.held), signedNats(row.referenceNats, 2, style),
                                 signedNats(row.nats - row.referenceNats, 2, style)));
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
    data.referenceName = "made-up train, n = 1\u2009000 of 20\u2009000";
    static_cast<BreakdownPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "breakdown",
            .title = "Breakdown",
            .make = [](QWidget* parent) -> PlotView* { return new BreakdownPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::breakdown
}  // namespace nescio
