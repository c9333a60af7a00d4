// E1: mean bits/dim of any models on any data sets.

#include <fmt/format.h>

#include "core/analysis/scored.h"

namespace nescio::experiments::table {
namespace {

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    TableBuilder table("bits_per_dim", "Mean bits/dim");
    ExperimentResult result;
    for (const auto& model : input.models) {
        std::vector<double> in;
        for (const auto& set : input.sets) {
            const auto scored = scoreFor(input, *model, set);
            if (!scored) return std::nullopt;
            if (in.empty()) in = scored->minusLogP;
            const auto roc = evaluateRoc(in, scored->minusLogP);
            const auto& bits = scored->bitsPerDim;
            table.word("run", model->run().title)
                .word("set", set.title)
                .number("n", "images", static_cast<double>(bits.n))
                .number("of N", "images", static_cast<double>(set.available))
                .number("mean bits/dim", "bits/dim", bits.value)
                .number("standard error", "bits/dim", bits.standardError)
                .word("kind", toText(scored->table.tightness, scored->table.drawRule, scored->table.draws))
                .number("AUROC against the first set", "", roc.auroc.value)
                .number("AUROC, low", "", roc.auroc.low)
                .number("AUROC, high", "", roc.auroc.high);
            if (&set != &input.sets.front())
                result.findings.push_back(fmt::format(
                    "{}: AUROC(−log p) of {} against {} {:.3f} [{:.3f}, {:.3f}].", model->run().title,
                    set.title, input.sets.front().title, roc.auroc.value, roc.auroc.low, roc.auroc.high));
        }
    }
    result.findings.emplace_back(
        "AUROC of −log p: higher = more out-of-distribution; below one half the other set is found more "
        "likely.");
    result.tables = {table.done()};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "table",
            .title = "Table of bits/dim",
            .source = "Nalisnick et al. 2019, figure 1 (E1); with several runs the pair matrix (E11)",
            .what = "Mean bits/dim of every run on every set, with standard error, tightness and n of N.",
            .fewestModels = 1,
            .mostModels = 1000,
            .run = run};
}

}  // namespace nescio::experiments::table
