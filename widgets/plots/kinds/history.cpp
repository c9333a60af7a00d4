#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/number_words.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/history_scale.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

std::vector<QPointF> pointsOf(const std::vector<HistoryRow>& rows, HistoryColumn column) {
    std::vector<QPointF> points;
    points.reserve(rows.size());
    for (const HistoryRow& row : rows) points.emplace_back(static_cast<double>(row.step), row.*column);
    return points;
}

constexpr double kEndless = std::numeric_limits<double>::infinity();

std::int64_t aboveScale(const std::vector<HistoryRow>& rows, const Span& loss, const Span& parts) {
    return std::count_if(rows.begin(), rows.end(), [&](const HistoryRow& row) {
        return row.total > loss.high || row.validation > loss.high || row.density > parts.high ||
               row.volume > parts.high;
    });
}

/// True for flows: other models have no log-determinants, and their density is all there is.
bool hasVolume(const std::vector<HistoryRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const HistoryRow& row) { return row.volume != 0; });
}

std::int64_t notFinite(const std::vector<HistoryRow>& rows) {
    return std::count_if(rows.begin(), rows.end(),
                         [](const HistoryRow& row) { return !std::isfinite(row.total); });
}

}  // namespace

HistoryPlot::HistoryPlot(QWidget* parent) : ChartPlot(parent) {
    setObjectName(QStringLiteral("historyPlot"));
    dataChanged();
}

void HistoryPlot::show(const HistoryData& history) {
    m_data = history;
    dataChanged();
}

QString HistoryPlot::emptySentence() const {
    return tr("No training yet. The curve appears with the first optimiser steps.");
}

/// "3.412", with its step where that is not the training value's; empty before the first.
QString HistoryPlot::lastValidation(const FigureStyle& style) const {
    const auto last = std::find_if(m_data.rows.rbegin(), m_data.rows.rend(),
                                   [](const HistoryRow& row) { return std::isfinite(row.validation); });
    if (last == m_data.rows.rend()) return {};
    const auto value = style.number(last->validation, 3);
    return last->step == m_data.rows.back().step ? value
                                                 : tr("%1 (step %2)").arg(value, style.count(last->step));
}

QString HistoryPlot::readout(const FigureStyle& style) const {
    const HistoryRow& row = m_data.rows.back();
    QStringList parts;
    parts << (m_data.totalSteps > row.step
                  ? tr("step %1 of %2").arg(style.count(row.step), style.count(m_data.totalSteps))
                  : tr("step %1").arg(style.count(row.step)));
    parts << tr("epoch %1").arg(style.number(row.epoch, 2));
    const auto validation = lastValidation(style);
    parts << (validation.isEmpty()
                  ? tr("training %1 bits/dim").arg(style.number(row.total, 3))
                  : tr("training %1, validation %2 bits/dim").arg(style.number(row.total, 3), validation));
    if (style.oversampling > 1) return parts.join(QStringLiteral(" · "));  // paper tells results, not speeds
    if (row.imagesPerSecond > 0) parts << tr("%1 images/s").arg(style.number(row.imagesPerSecond, 0));
    parts << tr("%1 elapsed").arg(durationWords(row.elapsedSeconds));
    if (m_data.totalSteps > row.step && row.step > 0)
        parts << tr("%1 left").arg(
            durationWords(row.elapsedSeconds * static_cast<double>(m_data.totalSteps - row.step) /
                          static_cast<double>(row.step)));
    return parts.join(QStringLiteral(" · "));
}

QString HistoryPlot::summary() const {
    if (!hasData()) return emptySentence();
    return tr("Training of %1: %2.").arg(toQt(m_data.title), readout(screenStyle()));
}

QString HistoryPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("step"), QStringLiteral("epoch"), QStringLiteral("total_bits_per_dim"),
                    QStringLiteral("density_bits_per_dim"), QStringLiteral("volume_bits_per_dim"),
                    QStringLiteral("validation_bits_per_dim"), QStringLiteral("learning_rate"),
                    QStringLiteral("gradient_norm"), QStringLiteral("images_per_second"),
                    QStringLiteral("elapsed_seconds")});
    for (const HistoryRow& row : m_data.rows)
        table.addRow({CsvTable::cell(row.step), CsvTable::cell(row.epoch), CsvTable::cell(row.total),
                      CsvTable::cell(row.density), CsvTable::cell(row.volume), CsvTable::cell(row.validation),
                      CsvTable::cell(row.learningRate), CsvTable::cell(row.gradientNorm),
                      CsvTable::cell(row.imagesPerSecond), CsvTable::cell(row.elapsedSeconds)});
    return table.text();
}

Panel HistoryPlot::lossPanel(const Span& steps, const FigureStyle& style) const {
    const auto& rows = m_data.rows;
    Panel panel;
    panel.x.range = steps;
    panel.namesX = false;
    panel.share = 1.3;
    panel.y.title = tr("bits/dim");
    panel.y.grid = true;
    panel.y.range = historyScale({&rows}, {&HistoryRow::total, &HistoryRow::validation});
    const QColor training = style.theme.colourOf(standingSlot(SetRole::Train));
    const QColor validation = style.theme.colourOf(standingSlot(SetRole::Test));
    panel.curves.push_back({.points = pointsOf(rows, &HistoryRow::total),
                            .colour = training,
                            .dash = Qt::SolidLine,
                            .fill = {}});
    panel.legend.push_back({.text = tr("training"), .colour = training, .dash = Qt::SolidLine, .fill = {}});
    Dots dots{.points = {}, .colour = validation};
    for (const QPointF& point : pointsOf(rows, &HistoryRow::validation))
        if (std::isfinite(point.y())) dots.points.push_back(point);
    if (dots.points.empty()) return panel;
    panel.curves.push_back({.points = dots.points, .colour = validation, .dash = Qt::DashLine, .fill = {}});
    panel.dots.push_back(std::move(dots));
    panel.legend.push_back(
        {.text = tr("validation"), .colour = validation, .dash = Qt::DashLine, .fill = {}, .dot = true});
    return panel;
}

Panel HistoryPlot::partsPanel(const Span& steps, const FigureStyle& style) const {
    Panel panel;
    panel.x.range = steps;
    panel.x.title = tr("optimiser step");
    panel.y.title = tr("bits/dim");
    panel.y.grid = true;
    panel.y.range = historyScale({&m_data.rows}, {&HistoryRow::density, &HistoryRow::volume});
    const auto add = [&](HistoryColumn column, const QColor& colour, Qt::PenStyle dash, const QString& name) {
        panel.curves.push_back(
            {.points = pointsOf(m_data.rows, column), .colour = colour, .dash = dash, .fill = {}});
        panel.legend.push_back({.text = name, .colour = colour, .dash = dash, .fill = {}});
    };
    add(&HistoryRow::density, style.theme.density, Qt::SolidLine, tr("density term"));
    add(&HistoryRow::volume, style.theme.volume, Qt::DashLine, tr("volume term"));
    return panel;
}

Figure HistoryPlot::makeFigure(const QSizeF&, const FigureStyle& style) const {
    Figure figure;
    figure.title = toQt(m_data.title);
    const double first = static_cast<double>(std::min<std::int64_t>(0, m_data.rows.front().step));
    const double last = static_cast<double>(std::max<std::int64_t>(m_data.rows.back().step, 1));
    const Span steps{first, std::max(last, first + 1)};
    figure.panels.push_back(lossPanel(steps, style));
    if (hasVolume(m_data.rows)) {
        figure.panels.push_back(partsPanel(steps, style));
    } else {
        figure.panels.front().namesX = true;
        figure.panels.front().x.title = tr("optimiser step");
    }
    figure.footer << readout(style);
    QStringList missing;
    const bool parts = figure.panels.size() > 1;
    const std::int64_t above = aboveScale(m_data.rows, figure.panels.front().y.range,
                                          parts ? figure.panels.back().y.range : Span{0, kEndless});
    if (above > 0) missing << tr("%1 rows above the scale").arg(style.count(above));
    const std::int64_t broken = notFinite(m_data.rows);
    if (broken > 0) missing << tr("%1 rows that are not finite").arg(style.count(broken));
    if (!missing.isEmpty()) figure.footer << tr("Not drawn: %1.").arg(missing.join(QStringLiteral(", ")));
    return figure;
}

QString HistoryPlot::tipFor(int, const QPointF& value, const FigureStyle& style) const {
    if (!hasData()) return {};
    const auto next = std::lower_bound(
        m_data.rows.begin(), m_data.rows.end(), value.x(),
        [](const HistoryRow& row, double step) { return static_cast<double>(row.step) < step; });
    const HistoryRow& row = next == m_data.rows.end() ? m_data.rows.back() : *next;
    QStringList lines{tr("step %1, epoch %2").arg(style.count(row.step), style.number(row.epoch, 2)),
                      tr("training %1 bits/dim").arg(style.number(row.total, 3))};
    if (hasVolume(m_data.rows))
        lines << tr("density term %1, volume term %2")
                     .arg(style.number(row.density, 3), style.number(row.volume, 3));
    if (std::isfinite(row.validation))
        lines << tr("validation %1 bits/dim").arg(style.number(row.validation, 3));
    lines << tr("gradient norm %1, %2 images/s")
                 .arg(style.number(row.gradientNorm, 2), style.number(row.imagesPerSecond, 0));
    return lines.join(QLatin1Char('\n'));
}

namespace plots::history {
namespace {

void showTrial(PlotView& view, int points, bool withNan) {
    HistoryData data;
    data.title = "a made-up run";
    data.totalSteps = points * 13 / 10;
    for (int i = 0; i < points; ++i) {
        const double share = static_cast<double>(i + 1) / points;
        const double noise = 0.15 * std::sin(i * 12.9898) * std::cos(i * 4.1414);
        const double total = 2.9 + 4 * std::exp(-9 * share) + noise * (1.2 - share);
        HistoryRow row{.step = i + 1,
                       .epoch = share * 3,
                       .total = total,
                       .density = total + 5 * share,
                       .volume = -8 - 5 * share,
                       .learningRate = 1e-3,
                       .gradientNorm = 10,
                       .imagesPerSecond = 412,
                       .elapsedSeconds = (i + 1) * 0.15};
        row.validation = points < 10 || i % (points / 10) == 5 ? total + 0.05 : std::nan("");
        if (withNan && i % 7 == 3) row.total = row.density = std::nan("");
        data.rows.push_back(row);
    }
    static_cast<HistoryPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "history",
            .title = "Training",
            .make = [](QWidget* parent) -> PlotView* { return new HistoryPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::history
}  // namespace nescio
