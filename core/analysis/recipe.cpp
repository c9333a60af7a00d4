#include "core/analysis/recipe.h"

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

bool sameRecipe(const RunSummary& a, const RunSummary& b) {
    const auto &s = a.spec, &t = b.spec;
    return s.model == t.model && s.preset == t.preset && s.modelOptions == t.modelOptions &&
           s.trainOptions == t.trainOptions && s.members == t.members && a.trainSetId == b.trainSetId &&
           a.trainCount == b.trainCount && a.step == b.step && s.companionOf == t.companionOf;
}

void requireOtherSeeds(const std::vector<const FrozenModel*>& runs) {
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const auto &before = runs[i - 1]->run().spec, &spec = runs[i]->run().spec;
        // Members of an ensemble take seed, seed + 1, ...
        if (spec.seed < before.seed + static_cast<std::uint64_t>(before.members))
            throw OptionError(fmt::format("seeds: expected runs of seeds of their own, found “{}” and “{}”",
                                          runs[i - 1]->run().title, runs[i]->run().title));
    }
}

}  // namespace nescio
