#include "core/views/run_table.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/values/mean.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

using Cells = std::vector<TableCell>;

const char* const kNothing = "–";

TableCell noCell(std::string why) {
    return {kNothing, {}, std::move(why)};
}

TableCell countCell(std::int64_t value) {
    return {countText(value), static_cast<double>(value)};
}

TableCell stepCell(const RunSummary& run) {
    return {countText(run.step, run.totalSteps), static_cast<double>(run.step), toId(run.state)};
}

TableCell trainingCell(const RunSummary& run) {
    if (run.history.empty()) return noCell("no history");
    return realCell(run.history.back().total, 3,
                    fmt::format("mean of the batches before step {}", countText(run.history.back().step)));
}

TableCell validationCell(const RunSummary& run) {
    const auto last = std::find_if(run.history.rbegin(), run.history.rend(),
                                   [](const HistoryRow& row) { return std::isfinite(row.validation); });
    if (last == run.history.rend()) return noCell("never measured");
    return realCell(last->validation, 3, fmt::format("at step {}", countText(last->step)));
}

/// Over the whole training: images are what each step takes of them.
TableCell speedCell(const RunSummary& run) {
    std::vector<double> speeds;
    for (const auto& row : run.history)
        if (row.imagesPerSecond > 0) speeds.push_back(row.imagesPerSecond);
    const auto mean = meanOf(finiteOf(speeds));
    return mean.n == 0 ? noCell("not recorded")
                       : realCell(mean.value, 0, "mean over the rows of the history");
}

/// What the run says of the set: mean, n of N, weights.
void addSet(Cells& cells, const ComparedRun& run, const ComparedSet& set) {
    const auto* scored = setUnder(run, set.id);
    if (!scored) {
        const auto why = fmt::format("{} is not scored under this run", set.title);
        for (int i = 0; i < 3; ++i) cells.push_back(i == 0 ? TableCell{"not scored", {}, why} : noCell(why));
        return;
    }
    const auto& table = *scored->table;
    const auto mean = meanOf(finiteOf(table.bitsPerDims()));
    const auto n = static_cast<std::int64_t>(table.rows());
    auto tip = table.words();
    if (const auto left = table.rows() - mean.n; left > 0)
        tip += fmt::format("; {} not finite, left out", left);
    cells.push_back(mean.n == 0 ? noCell(std::move(tip))
                                : TableCell{meanText(mean), mean.value, std::move(tip)});
    cells.push_back({countText(n, table.available), static_cast<double>(n)});
    cells.push_back({weightsWords(table.key.weights), static_cast<double>(table.key.weights.step),
                     scored->age.empty() ? "the run's own weights" : scored->age});
}

std::string whyNoPair(const ComparedRun& run, const ComparedSet& set) {
    const auto* scored = setUnder(run, set.id);
    if (!scored) return fmt::format("{} is not scored under this run", set.title);
    if (scored->role != SetRole::OutOfDistribution)
        return fmt::format("{} is no out-of-distribution set under this run", set.title);
    return "no in-distribution set is scored under this run";
}

void addArea(Cells& cells, const ComparedRun& run, const ComparedSet& set) {
    const auto pair = pairUnder(run, set.id);
    const auto refusal = pair ? pair->refusal : whyNoPair(run, set);
    if (!refusal.empty()) {
        cells.push_back(noCell(refusal));
        cells.push_back(noCell(refusal));
        return;
    }
    const auto judgedOne = std::find_if(
        set.verdicts.begin(), set.verdicts.end(),
        [&](const PairVerdict& other) { return other.in == pair->in && other.out == pair->out; });
    if (judgedOne == set.verdicts.end())
        cells.push_back({"…", {}, "being estimated"});
    else if (std::isnan(judgedOne->auroc.value))
        cells.push_back(noCell(judgedOne->leftOut));
    else
        cells.push_back(
            {intervalText(judgedOne->auroc), judgedOne->auroc.value, verdictWords(*pair, set.verdicts)});
    const auto& in = *pair->in;
    cells.push_back(
        {fmt::format("{}, {}", in.setTitle, shareText(static_cast<std::int64_t>(in.rows()), in.available)),
         {},
         weightsWords(in.key.weights)});
}

std::vector<CellColumn> resultColumns(const ComparedSet& set) {
    std::vector<CellColumn> columns{{"run", {}},
                                    {"step", "steps taken of those that were asked for"},
                                    {"training\nbits/dim", "of the last row of the history"},
                                    {"validation\nbits/dim", "the last that was measured"}};
    if (!set.id.empty()) {
        const auto& title = set.title;
        columns.push_back({fmt::format("{}\nbits/dim", title), "mean over its images with standard error"});
        columns.push_back({"n", "images of the set that are scored"});
        columns.push_back({"scored at", "whose numbers these are"});
        columns.push_back({"AUROC(−log p)\n95 % interval", "below one half: the set is found more likely"});
        columns.push_back({"against", "the in-distribution set of the run"});
    }
    columns.push_back({"parameters", {}});
    columns.push_back({"images/s", "while it trained"});
    return columns;
}

Cells resultCells(const ComparedRun& run, const ComparedSet& set) {
    Cells cells{{run.title, {}, run.path},
                stepCell(run.summary),
                trainingCell(run.summary),
                validationCell(run.summary)};
    if (!set.id.empty()) {
        addSet(cells, run, set);
        addArea(cells, run, set);
    }
    cells.push_back(countCell(run.summary.parameters));
    cells.push_back(speedCell(run.summary));
    return cells;
}

}  // namespace

CellTable runTable(const ComparedSet& set, const std::vector<std::string>& compared, ShownSettings settings,
                   const SettingFields& fields) {
    CellTable table{.columns = resultColumns(set), .rows = {}};
    for (const auto& run : set.runs) table.rows.push_back(resultCells(run, set));
    for (const auto& setting : settingsOf(set.runs, compared, fields)) {
        if (settings == ShownSettings::Differing && !setting.differs) continue;
        table.columns.push_back({setting.title, setting.tip});
        for (std::size_t r = 0; r < set.runs.size(); ++r) table.rows[r].push_back(setting.cells[r]);
    }
    return table;
}

}  // namespace nescio
