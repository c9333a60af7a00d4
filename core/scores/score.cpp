#include "core/scores/score.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {

const ScoreKind& scoreKind(const std::string& id) {
    return kindNamed(scoreKinds(), "score", id);
}

std::vector<double> scoreOf(const ScoreKind& kind, const TermTable& table) {
    if (kind.appliesTo(table.columns)) return kind.evaluate(table);
    std::vector<std::string> others;
    for (const auto& other : scoreKinds())
        if (other.appliesTo(table.columns)) others.push_back(other.id);
    throw UnsupportedError(
        fmt::format("score {}: expected terms with {}, found none for “{}”; scores of this model: {}",
                    kind.id, kind.needs, table.setTitle, fmt::join(others, ", ")));
}

std::vector<double> minusLogP(const TermTable& table) {
    auto values = table.logLikelihoods();
    for (double& value : values) value = -value;
    return values;
}

bool hasVolume(const std::vector<TermInfo>& terms) {
    return std::any_of(terms.begin(), terms.end(), [](const auto& term) { return isVolume(term.kind); });
}

}  // namespace nescio
