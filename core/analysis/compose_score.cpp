#include "core/analysis/compose_score.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/scores/composition.h"
#include "core/scores/detection.h"
#include "core/scores/fitted_combination.h"
#include "core/scores/named_columns.h"
#include "core/store/run_file.h"
#include "core/store/stored_pair.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// `state`: of a fit that is kept apart from its composition.
ScoreOnSet valuesOn(const std::filesystem::path& run, const ScoreKind& score, const ScoreState& state,
                    const StoredTerms& stored) {
    ScoreOnSet on{.setId = stored.setId};
    try {
        const auto table = readTermTable(run, stored.setId, stored.key);
        const auto values = scoreOf(score, storedColumns(run, table), state);
        const auto finite = finiteOf(values);
        on.n = values.size();
        for (const double value : values) on.nan += std::isnan(value) ? 1 : 0;
        on.infinite = on.n - on.nan - finite.size();
        on.mean = meanOf(finite);
    } catch (const Error& error) {
        on.problem = error.what();
    }
    return on;
}

/// Of some scored set: what a model's terms are called is the same for all.
std::vector<TermInfo> termsOf(const RunSummary& run) {
    if (run.terms.empty())
        throw OptionError(
            fmt::format("{}: expected a scored set, whose columns a formula names, found none; "
                        "score one first",
                        run.path));
    const auto& newest = run.terms.back();
    return readTermTable(run.path, newest.setId, newest.key).columns;
}

SetColumns setNamed(const ComposeOrder& order, const RunSummary& summary, const std::string& option,
                    const std::string& setId) {
    if (usualTerms(summary, setId)) return storedColumns(order.run, setId);
    throw OptionError(fmt::format("{}: expected one of the scored sets ({}), found “{}”", option,
                                  fmt::join(evaluatedSets(summary), ", "), setId));
}

Composition composed(const ComposeOrder& order, const RunSummary& summary) {
    const auto measured = measuredNames(readMeasurements(order.run));
    const auto terms = termsOf(summary);
    if (!order.mixture.empty())
        return mixtureOver({order.id, order.title, order.mixture}, order.components, terms, measured);
    if (order.logistic.empty()) return composedFormula(order.id, order.title, order.formula, terms, measured);
    return logisticOver({order.id, order.title, order.logistic},
                        setNamed(order, summary, "reference", order.reference),
                        setNamed(order, summary, "told", order.told), measured);
}

/// A fit is found by its score's id: another score of the same id would be judged by the former one's.
void requireNoOtherFit(const ComposeOrder& order, const Composition& composition) {
    const auto former = readCompositions(order.run);
    const auto was = std::find_if(former.begin(), former.end(),
                                  [&](const Composition& one) { return one.id == composition.id; });
    const bool same = was != former.end() && was->kind == composition.kind &&
                      was->formula == composition.formula && was->components == composition.components;
    if (was != former.end() && !same && !order.replace)
        throw OptionError(
            fmt::format("id: expected a new one, found “{}”, which is {} in this run; {} replaces it",
                        order.id, was->formula, order.replacedBy));
    const auto fits = readFits(order.run);
    if (!same && std::any_of(fits.begin(), fits.end(),
                             [&](const FittedScore& fit) { return fit.score == composition.id; }))
        throw OptionError(
            fmt::format("id: expected another one than “{}”, of which fits are kept", order.id));
}

/// The fit of a mixture to the reference that was named; nothing where none was.
std::optional<FittedScore> fitOf(const ComposeOrder& order, const RunSummary& summary,
                                 const Composition& composition) {
    if (composition.kind != CompositionKind::Mixture || order.reference.empty()) return std::nullopt;
    return fittedTo(composedScore(composition), setNamed(order, summary, "reference", order.reference));
}

}  // namespace

ComposedScore composeScore(const ComposeOrder& order) {
    const auto summary = readRunSummary(order.run);
    ComposedScore made{.composition = composed(order, summary)};
    requireNoOtherFit(order, made.composition);
    made.score = composedScore(made.composition);
    made.fit = fitOf(order, summary, made.composition);
    updateRunFile(order.run, {.fits = made.fit ? std::vector{*made.fit} : std::vector<FittedScore>{},
                              .compositions = {made.composition}});
    const bool unfitted = made.score.fit && !made.fit;
    for (const auto& stored : summary.terms)
        if (!unfitted)
            made.sets.push_back(
                valuesOn(order.run, made.score, made.fit ? made.fit->state : ScoreState{}, stored));
    return made;
}

std::vector<FormulaName> namesFor(const std::filesystem::path& run) {
    auto names = termNames(termsOf(readRunSummary(run)));
    for (const auto& one : measuredNames(readMeasurements(run)))
        names.push_back({one.input.name, one.input.unit});
    return names;
}

}  // namespace nescio
