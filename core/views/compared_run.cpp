#include "core/views/compared_run.h"

#include <algorithm>

namespace nescio {

const FigureSet* setUnder(const ComparedRun& run, const std::string& setId) {
    const auto found = std::find_if(run.sets.begin(), run.sets.end(),
                                    [&](const FigureSet& set) { return set.table->setId == setId; });
    return found == run.sets.end() ? nullptr : &*found;
}

const FigureSet* referenceUnder(const ComparedRun& run) {
    for (const SetRole role : {SetRole::Train, SetRole::Test}) {
        const auto found = std::find_if(run.sets.begin(), run.sets.end(),
                                        [&](const FigureSet& set) { return set.role == role; });
        if (found != run.sets.end()) return &*found;
    }
    return nullptr;
}

std::optional<PairVerdict> pairUnder(const ComparedRun& run, const std::string& setId) {
    const auto* set = setUnder(run, setId);
    if (!set) return std::nullopt;
    for (auto& pair : pairsOf(run.sets))
        if (pair.out == set->table) return pair;
    return std::nullopt;
}

std::vector<PairVerdict> pairsUnder(const std::vector<ComparedRun>& runs, const std::string& setId) {
    std::vector<PairVerdict> pairs;
    for (const auto& run : runs)
        if (auto pair = pairUnder(run, setId); pair && pair->refusal.empty())
            pairs.push_back(std::move(*pair));
    return pairs;
}

}  // namespace nescio
