// E11: every run on every set. Under the paradox the roles are not symmetric: a model of the busier set finds
// the plainer one likely, a model of the plainer one is not fooled.

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/analysis/result_panels.h"

namespace nescio::experiments::matrix {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The sets that fit a run and were scored; the rest of the list is empty.
struct Row {
    const FrozenModel& model;
    std::vector<std::optional<EvaluatedSet>> sets;
    std::optional<std::size_t> own;  ///< the set that is in-distribution for the run
};

/// Scores what fits; false when stopped.
bool score(const ExperimentInput& input, Row& row) {
    for (std::size_t s = 0; s < input.sets.size(); ++s) {
        if (input.sets[s].shape != row.model.shape()) continue;
        row.sets[s] = evaluateSet(input, row.model, input.sets[s]);
        if (!row.sets[s]) return false;
    }
    return true;
}

/// Every run on every set of its shape; empty when stopped with nothing to keep.
std::vector<Row> scoredRows(const ExperimentInput& input) {
    std::vector<Row> rows;
    for (const auto& model : input.models) {
        Row row{.model = *model, .sets = {}, .own = ownSet(input, *model)};
        row.sets.resize(input.sets.size());
        const bool whole = score(input, row);
        if (!whole && !input.keepPart) return {};
        const auto has = [](const auto& set) { return set.has_value(); };
        if (whole || std::any_of(row.sets.begin(), row.sets.end(), has)) rows.push_back(std::move(row));
        if (!whole) break;
    }
    return rows;
}

/// How many of the pairs of a run and a set of its shape there are.
std::string stoppedAt(const ExperimentInput& input, const std::vector<Row>& rows) {
    std::size_t done = 0, of = 0;
    for (const auto& row : rows)
        for (const auto& set : row.sets) done += set ? 1 : 0;
    for (const auto& model : input.models)
        for (const auto& set : input.sets) of += set.shape == model->shape() ? 1 : 0;
    return stoppedAfter(done, of, "pairs of run and set");
}

double aurocOf(const Row& row, std::size_t set) {
    if (!row.own || !row.sets[*row.own] || !row.sets[set]) return kNone;
    return auroc(row.sets[*row.own]->scores, row.sets[set]->scores);
}

double gapOf(const Row& row, std::size_t set) {
    if (!row.own || !row.sets[*row.own] || !row.sets[set]) return kNone;
    return row.sets[set]->bitsPerDim.value - row.sets[*row.own]->bitsPerDim.value;
}

std::string figureOf(std::size_t row) {
    return fmt::format("run_{}", row + 1);
}

ResultMatrix cells(const ExperimentInput& input, const std::vector<Row>& rows,
                   double (*value)(const Row&, std::size_t)) {
    ResultMatrix matrix;
    for (const auto& set : input.sets) matrix.columns.push_back(set.title);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        matrix.rows.push_back(rows[r].model.run().title);
        for (std::size_t s = 0; s < input.sets.size(); ++s) {
            matrix.values.push_back(value(rows[r], s));
            matrix.figures.push_back(rows[r].sets[s] ? figureOf(r) : "");
        }
    }
    return matrix;
}

ResultFigure matrixFigure(const std::string& id, const std::string& title, ResultMatrix matrix) {
    return {.id = id,
            .title = title,
            .note = "rows: trained on; columns: tested on",
            .panels = {{.title = {}, .xTitle = {}, .yTitle = {}, .matrix = std::move(matrix)}}};
}

std::vector<ResultFigure> figuresOf(const ExperimentInput& input, const std::vector<Row>& rows) {
    auto areas = cells(input, rows, aurocOf), gaps = cells(input, rows, gapOf);
    areas.middle = 0.5;
    areas.reach = 0.5;
    gaps.reach = 0.1;
    for (const double gap : gaps.values)
        if (std::isfinite(gap)) gaps.reach = std::max(gaps.reach, std::abs(gap));
    std::vector<ResultFigure> figures{
        matrixFigure(
            "auroc",
            fmt::format("AUROC of {} against the run's own test set; below one half: {}", input.scoreWords,
                        input.score == "likelihood" ? "found more likely" : "inverted"),
            std::move(areas)),
        matrixFigure("gap", "Bits/dim minus those of the run's own test set; below zero: found more likely",
                     std::move(gaps))};
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::vector<NamedValues> sets;
        for (std::size_t s = 0; s < input.sets.size(); ++s)
            if (rows[r].sets[s])
                sets.push_back(imagesValued(input.sets[s],
                                            rows[r].own == s ? SetRole::Test
                                            : rows[r].model.run().trainSetId == input.sets[s].id
                                                ? SetRole::Train
                                                : SetRole::OutOfDistribution,
                                            rows[r].sets[s]->table, plottedValues(input, *rows[r].sets[s])));
        figures.push_back({.id = figureOf(r),
                           .title = rows[r].model.run().title,
                           .note = {},
                           .panels = {histogramPanel(plottedTitle(input), sets)}});
    }
    return figures;
}

ResultTable tableOf(const ExperimentInput& input, const std::vector<Row>& rows) {
    TableBuilder table("matrix", "Every run on every set of its shape");
    for (const auto& row : rows)
        for (std::size_t s = 0; s < input.sets.size(); ++s)
            if (const auto& scored = row.sets[s])
                table.word("run", row.model.run().title)
                    .word("set", input.sets[s].title)
                    .word("own test set", row.own ? input.sets[*row.own].title : "none given")
                    .number("mean bits/dim", "bits/dim", scored->bitsPerDim.value)
                    .number("gap", "bits/dim", gapOf(row, s))
                    .number("AUROC against its own test set", "", aurocOf(row, s))
                    .number("n", "images", static_cast<double>(scored->bitsPerDim.n));
    return table.done();
}

const char* foundWords(const ExperimentInput& input, double area) {
    if (input.score != "likelihood") return area < 0.5 ? "less suspicious" : "more suspicious";
    return area < 0.5 ? "more likely" : "less likely";
}

/// "glow on A: B is found more likely (AUROC 0.05), C is told apart (AUROC 0.99)."
std::string findingOf(const ExperimentInput& input, const Row& row) {
    std::string text;
    for (std::size_t s = 0; s < input.sets.size(); ++s) {
        const double area = aurocOf(row, s);
        if (!std::isfinite(area) || row.own == s || row.model.run().trainSetId == input.sets[s].id) continue;
        text += fmt::format("{} {} is found {} (AUROC {:.3f})", text.empty() ? "" : ",", input.sets[s].title,
                            foundWords(input, area), area);
    }
    if (text.empty()) return text;
    // Seen images are a little more likely than unseen ones, which makes the others look less likely.
    const bool seen = input.sets[*row.own].id == row.model.run().trainSetId;
    return row.model.run().title + ":" + text + (seen ? ", against the images it was trained on." : ".");
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto rows = scoredRows(input);
    if (rows.empty()) return std::nullopt;
    ExperimentResult result;
    result.stoppedAfter = stoppedAt(input, rows);
    for (const auto& row : rows)
        if (auto finding = findingOf(input, row); !finding.empty()) result.findings.push_back(finding);
    result.tables = {tableOf(input, rows)};
    result.figures = figuresOf(input, rows);
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "matrix",
            .title = "Roles swapped: every run on every set",
            .source = "Nalisnick et al. 2019, appendix (E11)",
            .what =
                "AUROC and the gap in bits/dim of each run on each set of its shape, against the test set "
                "of what it was trained on.",
            .fewestModels = 1,
            .mostModels = 100,
            .takesScore = true,
            .mixedShapes = true,
            .run = run};
}

}  // namespace nescio::experiments::matrix
