#include <algorithm>
#include <cmath>
#include <utility>

#include "core/values/set_slots.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/history_scale.h"
#include "widgets/plots/run_curves_plot.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

/// The row nearest to a place.   Requires: rows.
const HistoryRow& nearestRow(const RunCurve& run, double place, CurveAxis along) {
    return *std::min_element(run.rows.begin(), run.rows.end(), [&](const auto& a, const auto& b) {
        return std::abs(placeOf(a, along) - place) < std::abs(placeOf(b, along) - place);
    });
}

Span spanAlong(const RunCurvesData& data) {
    double last = 0;
    for (const RunCurve& run : data.runs)
        for (const HistoryRow& row : run.rows)
            if (std::isfinite(placeOf(row, data.along))) last = std::max(last, placeOf(row, data.along));
    return {0, last > 0 ? last : 1};
}

}  // namespace

RunCurvesPlot::RunCurvesPlot(QWidget* parent) : ChartPlot(parent) {
    setObjectName(QStringLiteral("runCurvesPlot"));
    dataChanged();
}

void RunCurvesPlot::show(const RunCurvesData& data) {
    const bool other = data.along != m_data.along;
    m_data = data;
    if (other) fit();
    dataChanged();
}

bool RunCurvesPlot::hasData() const {
    return std::any_of(m_data.runs.begin(), m_data.runs.end(),
                       [](const auto& run) { return !run.rows.empty(); });
}

QString RunCurvesPlot::emptySentence() const {
    return tr("None of the chosen runs has a history.");
}

QString RunCurvesPlot::axisTitle() const {
    switch (m_data.along) {
        case CurveAxis::Steps:
            return tr("optimiser step");
        case CurveAxis::Epochs:
            return tr("epoch");
        case CurveAxis::Seconds:
            return tr("training time (s)");
    }
    return {};
}

QString RunCurvesPlot::endOf(const RunCurve& run, const FigureStyle& style) const {
    if (run.rows.empty()) return tr("no history");
    QStringList words{tr("%1 bits/dim in training").arg(style.number(run.rows.back().total, 3))};
    const auto last = std::find_if(run.rows.rbegin(), run.rows.rend(),
                                   [](const HistoryRow& row) { return std::isfinite(row.validation); });
    if (last != run.rows.rend())
        words << tr("%1 in validation at step %2")
                     .arg(style.number(last->validation, 3), style.count(last->step));
    const auto step = run.rows.back().step;
    words << (run.totalSteps > step ? tr("step %1 of %2").arg(style.count(step), style.count(run.totalSteps))
                                    : tr("step %1").arg(style.count(step)));
    return words.join(QStringLiteral(", "));
}

QString RunCurvesPlot::summary() const {
    if (!hasData()) return emptySentence();
    QStringList runs;
    for (const RunCurve& run : m_data.runs)
        runs << toQt(run.label) + QStringLiteral(": ") + endOf(run, screenStyle());
    return tr("Training curves of %n run(s). %1.", nullptr, static_cast<int>(m_data.runs.size()))
        .arg(runs.join(QStringLiteral("; ")));
}

QString RunCurvesPlot::csv() const {
    if (!hasData()) return {};
    CsvTable table({QStringLiteral("run"), QStringLiteral("step"), QStringLiteral("epoch"),
                    QStringLiteral("elapsed_seconds"), QStringLiteral("total_bits_per_dim"),
                    QStringLiteral("validation_bits_per_dim")});
    for (const RunCurve& run : m_data.runs)
        for (const HistoryRow& row : run.rows)
            table.addRow({toQt(run.label), CsvTable::cell(row.step), CsvTable::cell(row.epoch),
                          CsvTable::cell(row.elapsedSeconds), CsvTable::cell(row.total),
                          CsvTable::cell(row.validation)});
    return table.text();
}

void RunCurvesPlot::addRun(Panel& panel, const RunCurve& run, const QColor& colour) const {
    Curve training{.points = {}, .colour = colour, .fill = {}};
    Dots validation{.points = {}, .colour = colour};
    for (const HistoryRow& row : run.rows) {
        const double place = placeOf(row, m_data.along);
        training.points.emplace_back(place, row.total);
        if (std::isfinite(row.validation)) validation.points.emplace_back(place, row.validation);
    }
    panel.legend.push_back({.text = toQt(run.label), .colour = colour, .dash = Qt::SolidLine, .fill = {}});
    panel.curves.push_back(std::move(training));
    if (validation.points.empty()) return;
    panel.curves.push_back({.points = validation.points, .colour = colour, .dash = Qt::DashLine, .fill = {}});
    panel.dots.push_back(std::move(validation));
}

Figure RunCurvesPlot::makeFigure(const QSizeF&, const FigureStyle& style) const {
    Figure figure;
    figure.title = tr("Training");
    Panel panel;
    panel.x.title = axisTitle();
    panel.x.range = spanAlong(m_data);
    panel.y.title = tr("bits/dim");
    panel.y.grid = true;
    std::vector<const std::vector<HistoryRow>*> rows;
    for (const RunCurve& run : m_data.runs) rows.push_back(&run.rows);
    panel.y.range = historyScale(rows, {&HistoryRow::total, &HistoryRow::validation});
    const auto slots = slotsOf(m_data.runs);
    for (std::size_t at = 0; at < m_data.runs.size(); ++at)
        if (!m_data.runs[at].rows.empty()) addRun(panel, m_data.runs[at], style.theme.colourOf(slots[at]));
    figure.legend = std::exchange(panel.legend, {});
    std::int64_t above = 0, broken = 0;
    for (const auto* run : rows)
        for (const HistoryRow& row : *run) {
            above += row.total > panel.y.range.high || row.validation > panel.y.range.high ? 1 : 0;
            broken += std::isfinite(row.total) ? 0 : 1;
        }
    const bool validated = !panel.dots.empty();
    figure.panels.push_back(std::move(panel));
    if (validated) figure.footer << tr("Solid: training. Dashed: validation.");
    QStringList missing;
    if (above > 0) missing << tr("%1 rows above the scale").arg(style.count(above));
    if (broken > 0) missing << tr("%1 rows that are not finite").arg(style.count(broken));
    if (!missing.isEmpty()) figure.footer << tr("Not drawn: %1.").arg(missing.join(QStringLiteral(", ")));
    return figure;
}

QString RunCurvesPlot::tipFor(int, const QPointF& value, const FigureStyle& style) const {
    QStringList lines;
    for (const RunCurve& run : m_data.runs) {
        if (run.rows.empty()) continue;
        const HistoryRow& row = nearestRow(run, value.x(), m_data.along);
        auto line = tr("%1: %2 bits/dim at step %3")
                        .arg(toQt(run.label), style.number(row.total, 3), style.count(row.step));
        if (std::isfinite(row.validation)) line += tr(", validation %1").arg(style.number(row.validation, 3));
        lines << line;
    }
    return lines.join(QLatin1Char('\n'));
}

namespace plots::run_curves {
namespace {

void showTrial(PlotView& view, int points, bool withNan) {
    RunCurvesData data;
    for (int r = 0; points > 0 && r < 3; ++r) {
        RunCurve run{.label = "made-up run " + std::to_string(r + 1), .rows = {}, .totalSteps = points};
        for (int i = 0; i < points; ++i) {
            const double share = static_cast<double>(i + 1) / points;
            HistoryRow row{.step = i + 1, .epoch = 3 * share};
            row.total = 2.9 + 0.3 * r + 4 * std::exp(-9 * share);
            row.validation = points < 10 || i % (points / 10) == 5 ? row.total + 0.05 : std::nan("");
            if (withNan && i % 7 == 3) row.total = std::nan("");
            run.rows.push_back(row);
        }
        data.runs.push_back(std::move(run));
    }
    static_cast<RunCurvesPlot&>(view).show(data);
}

}  // namespace

PlotKind kind() {
    return {.id = "run_curves",
            .title = "Runs",
            .make = [](QWidget* parent) -> PlotView* { return new RunCurvesPlot(parent); },
            .showTrial = showTrial};
}

}  // namespace plots::run_curves
}  // namespace nescio
