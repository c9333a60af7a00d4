#include "app/draw/report.h"

#include <algorithm>

#include <QDateTime>

#include "app/draw/report_sink.h"
#include "core/values/number_text.h"
#include "core/views/likelihood_figure.h"
#include "core/views/samples_data.h"
#include "datasets/naming.h"
#include "widgets/number_words.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

QString nowWords() {
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

/// Adds a figure that has something to show.
void add(ReportSink& sink, const PlotView& plot) {
    if (plot.hasData()) sink.figure(reportFigure(plot, sink.look()));
}

/// One line a run.
ResultTable overview(const std::vector<ReportRun>& runs) {
    ResultColumn run{"run", ""}, state{"state", ""}, trained{"trained on", ""}, steps{"steps", ""},
        parameters{"parameters", ""}, device{"device", ""};
    for (const auto& one : runs) {
        const auto& summary = one.summary;
        const auto known = summary.provenance.find("device");
        run.words.push_back(summary.title);
        state.words.push_back(toId(summary.state));
        trained.words.push_back(shareText(summary.trainCount, summary.trainAvailable));
        steps.words.push_back(countText(summary.step) + " of " + countText(summary.totalSteps));
        parameters.words.push_back(countText(summary.parameters));
        device.words.push_back(known == summary.provenance.end() ? "" : known->second);
    }
    return {.id = "runs", .title = "Runs", .columns = {run, state, trained, steps, parameters, device}};
}

void writeResult(const ExperimentResult& result, const RunSummary& run, const SetSlots& slots,
                 ReportSink& sink) {
    sink.heading(1, toQt(result.title));
    auto kept = QStringLiteral("Repeats: %1. Kept with: %2").arg(toQt(result.source), toQt(run.title));
    if (!result.weights.empty())
        if (const auto age = ageWords(run, result.weights.front()); !age.empty()) kept += ", " + toQt(age);
    sink.paragraph(kept + ".");
    QStringList findings;
    for (const auto& finding : result.findings) findings << withTrueMinuses(toQt(finding));
    sink.list(findings);
    for (auto figure : result.figures) {
        useSlots(figure, slots);
        ResultPlot plot;
        plot.show(figure, result.id);
        add(sink, plot);
    }
    for (const auto& images : result.images) {
        SamplesPlot plot;
        plot.show(images, result.id);
        add(sink, plot);
    }
    for (const auto& table : result.tables) sink.table(table);
}

/// Reproductions come first, then what the paper has, in its order.
int place(const ExperimentResult& result) {
    return result.experiment == "reproduction" ? 0 : paperNumber(result.source);
}

/// Every result with the title of its run, in the order of the paper.
std::vector<std::pair<const ExperimentResult*, const ReportRun*>> inOrder(
    const std::vector<ReportRun>& runs) {
    std::vector<std::pair<const ExperimentResult*, const ReportRun*>> results;
    for (const auto& run : runs)
        for (const auto& result : run.results) results.emplace_back(&result, &run);
    std::stable_sort(results.begin(), results.end(),
                     [](const auto& a, const auto& b) { return place(*a.first) < place(*b.first); });
    return results;
}

Facts factsOf(const OptionValues& values) {
    Facts facts;
    for (const auto& [id, value] : values) facts.emplace_back(toQt(id), toQt(toText(value)));
    return facts;
}

/// The stored scores as the window's histogram, with its verdict.
void writeLikelihoods(const ReportRun& run, const SlotBook& slots, ReportSink& sink) {
    FigureRequest request{
        .runTitle = run.summary.title, .sets = {}, .markers = {}, .inspected = {}, .verdicts = {}};
    for (const auto& table : run.tables)
        request.sets.push_back({table.setTitle, table.role, std::make_shared<TermTable>(table),
                                slots.of(table.setId).value_or(-1),
                                ageWords(run.summary, table.key.weights)});
    if (request.sets.empty()) return;
    for (const auto& pair : pairsOf(request.sets))
        if (pair.refusal.empty()) request.verdicts.push_back(judged(pair));
    HistogramPlot plot;
    plot.show(figureOf(request));
    sink.heading(2, QStringLiteral("Scored sets"));
    add(sink, plot);
}

/// How a run came about: curves, scored sets, samples, settings, provenance.
void writeMaking(const ReportRun& run, const SlotBook& slots, ReportSink& sink) {
    const auto& summary = run.summary;
    sink.heading(1, toQt(summary.title));
    HistoryPlot history;
    history.show({.title = summary.title, .rows = summary.history, .totalSteps = summary.totalSteps});
    add(sink, history);
    writeLikelihoods(run, slots, sink);
    if (run.samples && run.samples->images.count > 0) {
        SamplesPlot plot;
        plot.show(samplesOf(*run.samples, ageWords(summary, run.samples->weights)));
        add(sink, plot);
    }
    sink.heading(2, QStringLiteral("Model"));
    sink.facts(factsOf(summary.spec.modelOptions));
    sink.heading(2, QStringLiteral("Training"));
    sink.facts(factsOf(summary.spec.trainOptions));
    sink.heading(2, QStringLiteral("Provenance"));
    Facts provenance{{QStringLiteral("training data"), toQt(summary.spec.trainData)},
                     {QStringLiteral("seed"), QString::number(summary.spec.seed)},
                     {QStringLiteral("members"), QString::number(summary.spec.members)}};
    for (const auto& [name, value] : summary.provenance) provenance.emplace_back(toQt(name), toQt(value));
    sink.facts(provenance);
}

}  // namespace

ReportRun readForReport(const std::string& path) {
    ReportRun run{.summary = readRunSummary(path),
                  .tables = {},
                  .samples = readSamples(path),
                  .results = readExperiments(path)};
    for (const auto& set : evaluatedSets(run.summary)) run.tables.push_back(readTermTable(path, set));
    return run;
}

void giveSlots(SlotBook& slots, const RunSummary& run) {
    slots.give(run.trainSetId, run.trainSetTitle, SetRole::Train);
    for (const auto& terms : run.terms)
        slots.give(terms.setId, terms.setTitle, roleBeside(terms.setId, run.trainSetId));
    for (const auto& set : run.watched)
        slots.give(set.setId, set.title, roleBeside(set.setId, run.trainSetId));
}

void writeReport(const std::vector<ReportRun>& runs, ReportSink& sink, SlotBook slots) {
    for (const auto& run : runs) giveSlots(slots, run.summary);
    const auto title =
        runs.size() == 1
            ? toQt(runs.front().summary.title)
            : QStringLiteral("%1 runs, first %2").arg(runs.size()).arg(toQt(runs.front().summary.title));
    sink.title(QStringLiteral("Nescio report: ") + title, QStringLiteral("Written ") + nowWords());
    sink.paragraph(QStringLiteral(
        "Bits/dim is −log2 P(x) / D of the 8-bit image, D = channels × height × width. Scores: higher = more "
        "out-of-distribution, which is the positive class; AUROC of −log p below one half means that the "
        "other "
        "set is found more likely. Whether a number is exact, a bound or an estimate stands beside it."));
    sink.table(overview(runs));
    for (const auto& [result, run] : inOrder(runs)) writeResult(*result, run->summary, slots.byTitle(), sink);
    for (const auto& run : runs) writeMaking(run, slots, sink);
    sink.finish();
}

}  // namespace nescio
