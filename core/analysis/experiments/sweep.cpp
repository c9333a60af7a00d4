// E6 and E13: what a shift of growing strength does to the likelihood. Graying is the paper's figure 5b.

#include <fmt/format.h>

#include "core/analysis/scored.h"
#include "datasets/shift.h"

namespace nescio::experiments::sweep {
namespace {

OptionField shiftField() {
    OptionField field{.id = "shift",
                      .title = "Shift",
                      .standard = std::string("graying"),
                      .help = "What is done to the images, in growing strength."};
    for (const auto& kind : shiftKinds()) field.choices.push_back(kind.id);
    return field;
}

/// Whether values never fall, or never rise, along the sweep.
std::string direction(const std::vector<double>& values) {
    bool rises = true, falls = true;
    for (std::size_t i = 1; i < values.size(); ++i) {
        rises = rises && values[i] > values[i - 1];
        falls = falls && values[i] < values[i - 1];
    }
    return rises   ? "rises at every step"
           : falls ? "falls at every step"
                   : "neither rises nor falls throughout";
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto& set = input.sets.front();
    const auto& shift = shiftKind(textOption(input.options, "shift"));
    const auto mean = meanImage(set);
    TableBuilder table("sweep", shift.title + " of " + set.title);
    std::vector<double> means, unshifted;
    std::string note;
    for (const double strength : shift.sweep) {
        const auto scored = scoreFor(input, model, shifted(set, shift, strength, mean));
        if (!scored) return std::nullopt;
        if (unshifted.empty()) unshifted = scored->minusLogP;
        const auto roc = evaluateRoc(unshifted, scored->minusLogP);
        means.push_back(scored->logLikelihood.value);
        note = scoringNote(scored->table);
        table.number("strength", shift.strength, strength)
            .number("mean bits/dim", "bits/dim", scored->bitsPerDim.value)
            .number("s.e. of bits/dim", "bits/dim", scored->bitsPerDim.standardError)
            .number("mean log p", "nats", scored->logLikelihood.value)
            .number("AUROC against unshifted", "", roc.auroc.value)
            .number("AUROC, low", "", roc.auroc.low)
            .number("AUROC, high", "", roc.auroc.high)
            .number("n", "images", static_cast<double>(set.count));
    }
    return ExperimentResult{
        .findings = {fmt::format("Mean log-likelihood {} from {} to {} nats as {} goes from {:g} to {:g}.",
                                 direction(means), briefNumber(means.front()), briefNumber(means.back()),
                                 shift.title, shift.sweep.front(), shift.sweep.back()),
                     note},
        .tables = {table.done()}};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "sweep",
            .title = "Shift sweep",
            .source = "Nalisnick et al. 2019, figure 5b (E6); other shifts: E13",
            .what = "One model, one set: mean log-likelihood and AUROC as a shift of the set grows.",
            .fewestModels = 1,
            .mostModels = 1,
            .mostSets = 1,
            .options = {shiftField()},
            .run = run};
}

}  // namespace nescio::experiments::sweep
