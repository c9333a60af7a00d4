#include "core/analysis/comparison.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/detection_columns.h"
#include "core/analysis/detection_tables.h"
#include "core/analysis/evaluated.h"
#include "core/analysis/recipe.h"
#include "core/analysis/run_scores.h"
#include "core/store/run_file.h"
#include "core/store/stored_pair.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

std::vector<std::string> splitWords(const std::string& text) {
    std::vector<std::string> words{""};
    for (const char letter : text) {
        if (letter != ',' && letter != ' ')
            words.back() += letter;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

DetectionOrder orderOf(const ExperimentInput& input, const FrozenModel& model) {
    const auto own = inDistribution(input, *input.models.front());
    DetectionOrder order{.in = input.sets[own],
                         .out = {},
                         .reference = input.reference,
                         .scores = splitWords(textOption(input.options, "scores"))};
    if (const auto& path = model.run().path; holdsRun(path)) order.compositions = readCompositions(path);
    for (std::size_t s = 0; s < input.sets.size(); ++s)
        if (s != own) order.out.push_back(input.sets[s]);
    return order;
}

DetectionInput storedInput(const StoredOrder& order, const RunSummary& run) {
    DetectionInput input{.in = storedColumns(order.run, order.in),
                         .out = {},
                         .reference = {},
                         .scores = {},
                         .known = readFits(order.run),
                         .bootstraps = order.bootstraps,
                         .falseAlarms = order.falseAlarms};
    for (const auto& set : order.out) input.out.push_back(storedColumns(order.run, set));
    const auto reference = order.reference.empty() ? run.trainSetId : order.reference;
    if (usualTerms(run, reference)) input.reference = storedColumns(order.run, reference);
    const auto& terms = input.in.terms->columns;
    const auto known = scoresOf(order.run, terms);
    for (const auto& id : order.scores) input.scores.push_back(scoreAmong(known, id));
    if (order.scores.empty())
        for (const auto& kind : known)
            if (kind.appliesTo(terms)) input.scores.push_back(kind);
    return input;
}

void requireOneRecipe(const ExperimentInput& input) {
    const auto& first = input.models.front()->run();
    std::vector<const FrozenModel*> runs;
    for (const auto& model : input.models) {
        if (!sameRecipe(first, model->run()))
            throw OptionError(
                fmt::format("detection: expected runs that differ in their seed alone, found “{}” and “{}”",
                            first.title, model->run().title));
        runs.push_back(model.get());
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const auto* a, const auto* b) { return a->run().spec.seed < b->run().spec.seed; });
    requireOtherSeeds(runs);
}

/// Areas under the other seeds, whose intervals nobody reads. nullopt when stopped.
std::optional<std::vector<Detection>> otherSeedsOf(const ExperimentInput& input) {
    std::vector<Detection> found;
    for (std::size_t m = 1; m < input.models.size(); ++m) {
        const auto& model = *input.models[m];
        auto source = sourceFor(input, model);
        auto gathered = gather(source, orderOf(input, model), input.stop, input.board);
        if (!gathered) return std::nullopt;
        gathered->bootstraps = 2;
        gathered->known = source.fits();
        found.push_back(detect(*gathered));
        source.keep({.fits = newFits(*gathered, found.back())});
        tellRefusal(input, source);
    }
    return found;
}

}  // namespace

std::optional<Comparison> compareScores(const ExperimentInput& input) {
    requireOneRecipe(input);
    const auto& model = *input.models.front();
    auto source = sourceFor(input, model);
    auto gathered = gather(source, orderOf(input, model), input.stop, input.board);
    if (!gathered) return std::nullopt;
    gathered->bootstraps = static_cast<int>(intOption(input.options, "bootstraps"));
    gathered->known = source.fits();
    gathered->falseAlarms = realOption(input.options, "false_alarms");
    auto detection = detect(*gathered);
    auto thresholds = thresholdsOf(*gathered);
    source.keep({.fits = newFits(*gathered, detection)});
    source.keep({.fits = newFits(*gathered, thresholds)});
    tellRefusal(input, source);
    const auto seeds = otherSeedsOf(input);
    if (!seeds) return std::nullopt;
    auto result = resultOf(*gathered, detection, thresholds, *seeds);
    return Comparison{std::move(*gathered), std::move(detection), std::move(thresholds), std::move(result)};
}

Comparison compareStored(const StoredOrder& order) {
    const auto run = readRunSummary(order.run);
    auto input = storedInput(order, run);
    auto detection = detect(input);
    auto thresholds = thresholdsOf(input);
    auto result = resultOf(input, detection, thresholds);
    const auto& kind = experimentKind("detection");
    result.id = result.experiment = kind.id;
    result.title = kind.title;
    result.source = kind.source;
    if (const auto age = ageWords(run, input.in.terms->key.weights); !age.empty())
        result.findings.push_back(fmt::format("These numbers are {}.", age));
    return {std::move(input), std::move(detection), std::move(thresholds), std::move(result)};
}

}  // namespace nescio
