#include "core/scores/fitted_combination.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/scores/composition.h"
#include "core/scores/detection.h"
#include "core/scores/likelihood_parts.h"
#include "core/scores/mixture_state.h"
#include "core/scores/term_sums.h"
#include "core/stats/logistic.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr std::string_view kBetween = ", ";

std::vector<std::string> namesOf(const Composition& composition) {
    std::vector<std::string> names;
    for (std::string_view rest = composition.formula;;) {
        const auto end = rest.find(kBetween);
        names.emplace_back(rest.substr(0, end));
        if (end == std::string_view::npos) return names;
        rest.remove_prefix(end + kBetween.size());
    }
}

FeatureTable featuresOf(const Composition& composition, const SetColumns& columns) {
    std::vector<std::vector<double>> features;
    for (const auto& name : namesOf(composition))
        features.push_back(valuesNamed(columns, name, composition.inputs));
    return tableOf(features);
}

void requireNames(const std::vector<std::string>& names, const std::vector<TermInfo>& terms,
                  const std::vector<MeasuredName>& measured) {
    if (names.empty() || names.size() > kMostCombined)
        throw OptionError(
            fmt::format("columns: expected 1 to {} names, found {}", kMostCombined, names.size()));
    std::vector<std::string> known;
    for (const auto& term : termNames(terms)) known.push_back(term.name);
    for (const auto& one : measured) known.push_back(one.input.name);
    for (const auto& name : names) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw OptionError(
                fmt::format("columns: expected some of {}, found “{}”", fmt::join(known, ", "), name));
        if (std::count(names.begin(), names.end(), name) > 1)
            throw OptionError(fmt::format("columns: expected each name once, found “{}” again", name));
    }
}

Composition combination(const CombinationOrder& order, const std::vector<TermInfo>& terms,
                        const std::vector<MeasuredName>& measured, Knowledge knows) {
    requireOwnId(order.id, terms);
    requireNames(order.names, terms, measured);
    Composition made{.id = order.id,
                     .title = order.title,
                     .formula = fmt::format("{}", fmt::join(order.names, kBetween)),
                     .unit = "nats",
                     .knows = knows,
                     .source = "composed here"};
    for (const auto& one : measured) {
        if (std::find(order.names.begin(), order.names.end(), one.input.name) == order.names.end()) continue;
        made.inputs.push_back(one.input);
        made.knows = std::max(made.knows, one.knows);
    }
    return made;
}

Logistic logisticOf(const ScoreState& state) {
    return {.standard = standardOf(state), .bias = state.number("bias"), .weights = state.list("weights")};
}

ScoreKind mixtureScore(ScoreKind kind, const Composition& composition) {
    kind.formula =
        fmt::format("−log of a mixture of {} Gaussians at ({})", composition.components, composition.formula);
    kind.fit = [composition](const SetColumns& reference) {
        return stateOf(
            fitMixture(featuresOf(composition, someOf(reference)), {.components = composition.components}));
    };
    kind.evaluate = [composition](const SetColumns& columns, const ScoreState& state) {
        return negated(logDensity(mixtureOf(state), featuresOf(composition, columns)));
    };
    return kind;
}

ScoreKind logisticScore(ScoreKind kind, const Composition& composition) {
    kind.formula = fmt::format("log-odds of a logistic regression at ({}), told {}", composition.formula,
                               composition.told);
    kind.evaluate = [composition](const SetColumns& columns, const ScoreState&) {
        return logOdds(logisticOf(composition.state), featuresOf(composition, columns));
    };
    return kind;
}

bool hasCombinedNames(const Composition& composition, const std::vector<TermInfo>& terms) {
    const auto known = termNames(terms);
    const auto isKnown = [&](const std::string& name) {
        const auto named = [&](const auto& one) { return one.name == name; };
        return std::any_of(known.begin(), known.end(), named) ||
               std::any_of(composition.inputs.begin(), composition.inputs.end(), named);
    };
    const auto names = namesOf(composition);
    return std::all_of(names.begin(), names.end(), isKnown);
}

}  // namespace

Composition mixtureOver(const CombinationOrder& order, int components, const std::vector<TermInfo>& terms,
                        const std::vector<MeasuredName>& measured) {
    if (components < 1 || components > kMostComponents)
        throw OptionError(fmt::format("components: expected a whole number from 1 to {}, found {}",
                                      kMostComponents, components));
    auto made = combination(order, terms, measured, Knowledge::TrainingStatistics);
    made.kind = CompositionKind::Mixture;
    made.components = components;
    if (made.title.empty()) made.title = fmt::format("mixture over {}", made.formula);
    return made;
}

Composition logisticOver(const CombinationOrder& order, const SetColumns& in, const SetColumns& ood,
                         const std::vector<MeasuredName>& measured) {
    auto made = combination(order, in.terms->columns, measured, Knowledge::OodLabels);
    made.kind = CompositionKind::Logistic;
    made.told =
        fmt::format("{} (n = {})", ood.terms->setTitle, countText(static_cast<std::int64_t>(ood.rows())));
    if (made.title.empty()) made.title = fmt::format("logistic over {}, told {}", made.formula, made.told);
    const auto kind = combinedScore(made);
    if (const auto why = whyNotTogether(kind, in, ood); !why.empty())
        throw UnsupportedError(fmt::format("score {}: {}", made.id, why));
    for (const auto* set : {&in, &ood})
        if (const auto why = whyNoScore(kind, *set); !why.empty()) throw UnsupportedError(why);
    auto table = featuresOf(made, in);
    const auto told = featuresOf(made, ood);
    std::vector<bool> isOod(table.rows(), false);
    isOod.resize(table.rows() + told.rows(), true);
    table.values.insert(table.values.end(), told.values.begin(), told.values.end());
    const auto logistic = fitLogistic(table, isOod);
    made.state.numbers = {{"bias", {logistic.bias}}, {"weights", logistic.weights}};
    keep(made.state, logistic.standard);
    return made;
}

ScoreKind combinedScore(const Composition& composition) {
    auto kind = scoreReading(composition);
    kind.appliesTo = [composition](const auto& terms) { return hasCombinedNames(composition, terms); };
    return composition.kind == CompositionKind::Mixture ? mixtureScore(std::move(kind), composition)
                                                        : logisticScore(std::move(kind), composition);
}

}  // namespace nescio
