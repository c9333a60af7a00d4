#include "core/scores/composition.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/scores/fitted_combination.h"
#include "core/scores/imported.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::size_t kLongestId = 60;

bool isLowerSnake(const std::string& id) {
    return !id.empty() && id.size() <= kLongestId && std::islower(static_cast<unsigned char>(id[0])) != 0 &&
           std::all_of(id.begin(), id.end(), [](unsigned char c) {
               return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
           });
}

std::vector<FormulaName> allNames(const std::vector<TermInfo>& terms,
                                  const std::vector<CompositionInput>& inputs) {
    auto names = termNames(terms);
    for (const auto& input : inputs) names.push_back({input.name, input.unit});
    return names;
}

template <class Add>
void addNew(std::vector<std::string>& list, const Add& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

std::vector<double> evaluated(const Composition& composition, const SetColumns& columns) {
    const Formula formula(composition.formula, allNames(columns.terms->columns, composition.inputs));
    std::vector<std::vector<double>> values;
    for (const auto& name : formula.names()) values.push_back(valuesNamed(columns, name, composition.inputs));
    return formula.evaluate(values);
}

/// Whether a term is named: then it costs what log p does. Names of columns alone make sense without terms.
bool namesTerms(const Composition& composition) {
    if (composition.kind != CompositionKind::Formula) return true;
    std::vector<FormulaName> measured;
    for (const auto& input : composition.inputs) measured.push_back({input.name, input.unit});
    try {
        const Formula formula(composition.formula, measured);
        return false;
    } catch (const OptionError&) {
        return true;
    }
}

bool hasFormulaNames(const Composition& composition, const std::vector<TermInfo>& terms) {
    try {
        const Formula formula(composition.formula, allNames(terms, composition.inputs));
        return true;
    } catch (const OptionError&) {
        return false;
    }
}

}  // namespace

void requireNewId(const std::string& id, const std::vector<TermInfo>& terms) {
    if (!isLowerSnake(id))
        throw OptionError(fmt::format(
            "id: expected small letters, digits and underscores, at most {}, a letter first, found “{}”",
            kLongestId, id.substr(0, kLongestId)));
    for (const auto& kind : scoresFor(terms))
        if (kind.id == id || (kind.together && id.starts_with(kind.id + "_")))
            throw OptionError(
                fmt::format("id: expected one that no score has, found “{}”, which is {}", id, kind.title));
}

void requireOwnId(const std::string& id, const std::vector<TermInfo>& terms) {
    requireNewId(id, terms);
    if (isImported(id))
        throw OptionError(
            fmt::format("id: expected one that does not begin as imported ones do, found “{}”", id));
}

Composition composedFormula(const std::string& id, const std::string& title, const std::string& formula,
                            const std::vector<TermInfo>& terms, const std::vector<MeasuredName>& measured) {
    requireOwnId(id, terms);
    std::vector<CompositionInput> inputs;
    for (const auto& one : measured) inputs.push_back(one.input);
    const Formula read(formula, allNames(terms, inputs));
    Composition composition{.id = id,
                            .title = title.empty() ? formula : title,
                            .formula = formula,
                            .unit = read.unit(),
                            .source = "composed here"};
    for (const auto& one : measured) {
        if (std::find(read.names().begin(), read.names().end(), one.input.name) == read.names().end())
            continue;
        composition.inputs.push_back(one.input);
        composition.knows = std::max(composition.knows, one.knows);
    }
    return composition;
}

ScoreKind scoreReading(const Composition& composition) {
    ScoreKind kind{.id = composition.id,
                   .title = composition.title,
                   .formula = composition.formula,
                   .unit = composition.unit.empty() ? "1" : composition.unit,
                   .knows = composition.knows,
                   .cost = "that of the columns it reads",
                   .source = composition.source,
                   .needs = fmt::format("the names in {}", composition.formula)};
    for (const auto& input : composition.inputs) {
        addNew(kind.measures, input.measure);
        addNew(kind.measuredColumns, input.column);
    }
    kind.readsTerms = composition.inputs.empty() || namesTerms(composition);
    return kind;
}

ScoreKind composedScore(const Composition& composition) {
    if (composition.kind != CompositionKind::Formula) return combinedScore(composition);
    auto kind = scoreReading(composition);
    kind.appliesTo = [composition](const auto& terms) { return hasFormulaNames(composition, terms); };
    kind.evaluate = [composition](const SetColumns& columns, const ScoreState&) {
        return evaluated(composition, columns);
    };
    return kind;
}

}  // namespace nescio
