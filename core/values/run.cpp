#include "core/values/run.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {

std::string toId(RunState state) {
    switch (state) {
        case RunState::Running:
            return "running";
        case RunState::Paused:
            return "paused";
        case RunState::Stopped:
            return "stopped";
        case RunState::Finished:
            return "finished";
        case RunState::Diverged:
            return "diverged";
    }
    return "unknown";
}

RunState runStateFromId(const std::string& id) {
    for (const auto state :
         {RunState::Running, RunState::Paused, RunState::Stopped, RunState::Finished, RunState::Diverged})
        if (toId(state) == id) return state;
    throw RunFileError("expected a known run state, found “" + id + "”");
}

bool isCurrent(const RunSummary& run, const WeightsId& weights) {
    if (!weights.known()) return false;
    return run.weights.known() ? weights == run.weights : weights.step == run.step;
}

std::string ageWords(const RunSummary& run, const WeightsId& weights) {
    if (isCurrent(run, weights)) return "";
    if (weights.step < 0) return weightsWords(weights);
    return weights.step == run.step
               ? "of another training"
               : fmt::format("at step {} of {}", countText(weights.step), countText(run.totalSteps));
}

std::vector<std::string> evaluatedSets(const RunSummary& run) {
    std::vector<std::string> ids;
    for (const auto& terms : run.terms)
        if (std::find(ids.begin(), ids.end(), terms.setId) == ids.end()) ids.push_back(terms.setId);
    return ids;
}

std::string ownSetId(const RunSummary& run, const std::string& setId, const std::string& fingerprint) {
    std::string id = setId;
    for (int number = 2;; ++number) {
        const auto other = std::find_if(run.terms.begin(), run.terms.end(), [&](const StoredTerms& terms) {
            return terms.setId == id && !terms.set.empty() && terms.set != fingerprint;
        });
        if (other == run.terms.end()) return id;
        id = fmt::format("{}-{}", setId, number);
    }
}

const StoredTerms* usualTerms(const RunSummary& run, const std::string& setId) {
    const StoredTerms* usual = nullptr;
    const auto rank = [&](const StoredTerms& terms) {
        return std::pair(isCurrent(run, terms.weights), terms.rows);
    };
    for (const auto& terms : run.terms)
        if (terms.setId == setId && (!usual || rank(terms) >= rank(*usual))) usual = &terms;
    return usual;
}

}  // namespace nescio
