// E1: mean bits/dim of any models on any data sets.

#include <cmath>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/analysis/published.h"

namespace nescio::experiments::table {
namespace {

/// What one run says about one set.
struct Cell {
    const FrozenModel& model;
    const ImageSet& set;
    EvaluatedSet scored;
    Interval auroc;  ///< of -log p against the first set
    bool first = false;
};

void addRow(TableBuilder& table, const Cell& cell) {
    const auto& bits = cell.scored.bitsPerDim;
    const auto& scores = cell.scored.table;
    table.word("run", cell.model.run().title)
        .word("set", cell.set.title)
        .number("n", "images", static_cast<double>(bits.n))
        .number("of N", "images", static_cast<double>(cell.set.available))
        .number("mean bits/dim", "bits/dim", bits.value)
        .number("standard error", "bits/dim", bits.standardError)
        .word("kind", scores.words())
        .number("AUROC against the first set", "", cell.auroc.value)
        .number("AUROC, low", "", cell.auroc.low)
        .number("AUROC, high", "", cell.auroc.high);
}

/// The reproduction card: what was published for this model, training set and set, beside ours.
int addCard(TableBuilder& card, const Cell& cell) {
    int rows = 0;
    const auto& run = cell.model.run();
    for (const auto& published : publishedFor(run.spec.model, run.trainSetId, cell.set.id)) {
        const bool bits = published.quantity == PublishedQuantity::MeanBitsPerDim;
        if (!bits && cell.first) continue;
        const double ours = bits ? cell.scored.bitsPerDim.value : cell.auroc.value;
        const double difference = ours - published.value;
        card.word("run", run.title)
            .word("set", cell.set.title)
            .word("quantity", bits ? "mean bits/dim" : "AUROC of −log p")
            .number("published", "", published.value)
            .number("ours", "", ours)
            .number("difference", "", difference)
            .number("tolerance", "", published.tolerance)
            .word("verdict", std::abs(difference) <= published.tolerance ? "reproduced" : "not reproduced")
            .word("evidence", published.evidence)
            .word("source", published.source);
        ++rows;
    }
    return rows;
}

std::string findingOf(const Cell& cell, const ImageSet& first) {
    return fmt::format("{}: AUROC(−log p) of {} against {} {:.3f} [{:.3f}, {:.3f}].", cell.model.run().title,
                       cell.set.title, first.title, cell.auroc.value, cell.auroc.low, cell.auroc.high);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    TableBuilder table("bits_per_dim", "Mean bits/dim"), card("reproduction", "Reproduction card");
    ExperimentResult result;
    int published = 0;
    for (const auto& model : input.models) {
        std::vector<double> in;
        for (const auto& set : input.sets) {
            auto scored = evaluateSet(input, *model, set);
            if (!scored) return std::nullopt;
            if (in.empty()) in = scored->minusLogP;
            const auto auroc = evaluateRoc(in, scored->minusLogP).auroc;
            const Cell cell{*model, set, std::move(*scored), auroc, &set == &input.sets.front()};
            addRow(table, cell);
            published += addCard(card, cell);
            if (!cell.first) result.findings.push_back(findingOf(cell, input.sets.front()));
        }
    }
    result.findings.emplace_back(
        "AUROC of −log p: higher = more out-of-distribution; below one half the other set is found more "
        "likely.");
    result.tables = {table.done()};
    if (published > 0) result.tables.push_back(card.done());
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "table",
            .title = "Table of bits/dim",
            .source = "Nalisnick et al. 2019, figure 1 (E1)",
            .what =
                "Mean bits/dim of every run on every set, with standard error, tightness and n of N; beside "
                "it what was "
                "published.",
            .fewestModels = 1,
            .mostModels = 1000,
            .run = run};
}

}  // namespace nescio::experiments::table
