// E1: mean bits/dim of any models on any data sets.

#include <cmath>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/analysis/published.h"
#include "core/values/number_text.h"

namespace nescio::experiments::table {
namespace {

/// What one run says about all sets.
struct Row {
    const FrozenModel& model;
    std::vector<EvaluatedSet> sets;
    std::size_t in = 0;            ///< the set that is in-distribution for it
    std::vector<Interval> aurocs;  ///< of −log p, each set against that one
};

std::optional<Row> rowOf(const ExperimentInput& input, const FrozenModel& model) {
    Row row{.model = model, .sets = {}, .in = inDistribution(input, model), .aurocs = {}};
    for (const auto& set : input.sets) {
        auto scored = evaluateSet(input, model, set);
        if (!scored) return std::nullopt;
        row.sets.push_back(std::move(*scored));
    }
    for (const auto& scored : row.sets)
        row.aurocs.push_back(evaluateRoc(row.sets[row.in].scores, scored.scores).auroc);
    return row;
}

void addRows(TableBuilder& table, const ExperimentInput& input, const Row& row) {
    for (std::size_t s = 0; s < row.sets.size(); ++s) {
        const auto& bits = row.sets[s].bitsPerDim;
        const auto& terms = row.sets[s].table;
        table.word("run", row.model.run().title)
            .word("set", input.sets[s].title)
            .number("n", "images", static_cast<double>(bits.n))
            .number("of N", "images", static_cast<double>(input.sets[s].available))
            .number("mean bits/dim", "bits/dim", bits.value)
            .number("standard error", "bits/dim", bits.standardError)
            .word("kind", terms.words())
            .word("in-distribution", input.sets[row.in].title)
            .number("AUROC against it", "", row.aurocs[s].value)
            .number("AUROC, low", "", row.aurocs[s].low)
            .number("AUROC, high", "", row.aurocs[s].high);
    }
}

/// Published numbers are of the images as they are: padded or resized ones have other bits.
bool isAsPublished(const ImageSet& set) {
    return isPublishedTest(set.id) && set.changes.empty();
}

/// Ours beside one published number; nullopt where the sets given are not those it is about.
std::optional<double> ourOwn(const ExperimentInput& input, const Row& row, std::size_t set,
                             const PublishedValue& published) {
    if (published.quantity == PublishedQuantity::MeanBitsPerDim) return row.sets[set].bitsPerDim.value;
    const auto& in = input.sets[row.in];
    if (set == row.in || !isAsPublished(in) || familyOf(in.id) != published.trainFamily) return std::nullopt;
    return row.aurocs[set].value;
}

/// The reproduction card: what was published for this model, training set and set, beside ours.
int addCard(TableBuilder& card, const ExperimentInput& input, const Row& row) {
    int rows = 0;
    const auto& run = row.model.run();
    for (std::size_t s = 0; s < row.sets.size(); ++s) {
        if (!isAsPublished(input.sets[s])) continue;
        for (const auto& published : publishedFor(run.spec.model, run.trainSetId, input.sets[s].id)) {
            const auto ours = ourOwn(input, row, s, published);
            if (!ours) continue;
            const bool bits = published.quantity == PublishedQuantity::MeanBitsPerDim;
            const double difference = *ours - published.value;
            card.word("run", run.title)
                .word("trained on", run.trainSetTitle + ", " + shareText(run.trainCount, run.trainAvailable))
                .word("set", input.sets[s].title)
                .word("quantity", bits ? "mean bits/dim" : "AUROC of −log p")
                .number("published", "", published.value)
                .number("ours", "", *ours)
                .number("difference", "", difference)
                .number("tolerance", "", published.tolerance)
                .word("verdict",
                      std::abs(difference) <= published.tolerance ? "reproduced" : "not reproduced")
                .word("evidence", published.evidence)
                .word("source", published.source);
            ++rows;
        }
    }
    return rows;
}

std::string whyNoCard(const RunSummary& run) {
    auto why = whyNothingPublished(run.spec.model, run.trainSetId, run.trainSetTitle);
    if (why.empty()) why = "none of these sets holds the test images that published numbers are about";
    return fmt::format("No reproduction card for {}: {}.", run.title, why);
}

std::string findingOf(const ExperimentInput& input, const Row& row, std::size_t set) {
    return fmt::format("{}: AUROC(−log p) of {} against {} {}.", row.model.run().title, input.sets[set].title,
                       input.sets[row.in].title, intervalText(row.aurocs[set]));
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    TableBuilder table("bits_per_dim", "Mean bits/dim"), card("reproduction", "Reproduction card");
    ExperimentResult result;
    std::vector<std::string> without;
    int published = 0;
    std::size_t done = 0;
    for (const auto& model : input.models) {
        const auto row = rowOf(input, *model);
        if (!row && input.keepPart && done > 0) break;
        if (!row) return std::nullopt;
        ++done;
        addRows(table, input, *row);
        const int rows = addCard(card, input, *row);
        if (rows == 0) without.push_back(whyNoCard(model->run()));
        published += rows;
        for (std::size_t s = 0; s < input.sets.size(); ++s)
            if (s != row->in) result.findings.push_back(findingOf(input, *row, s));
    }
    result.findings.emplace_back(
        "AUROC of −log p: higher = more out-of-distribution; below one half the other set is found more "
        "likely.");
    result.findings.insert(result.findings.end(), without.begin(), without.end());
    result.tables = {table.done()};
    result.stoppedAfter = stoppedAfter(done, input.models.size(), "runs");
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
                "it what was published, where run and sets are those it is about.",
            .fewestModels = 1,
            .mostModels = 1000,
            .run = run};
}

}  // namespace nescio::experiments::table
