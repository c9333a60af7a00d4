#include "core/scores/score.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

const ScoreKind& scoreKind(const std::string& id) {
    const auto& kinds = scoreKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.id == id; });
    if (found != kinds.end()) return *found;
    std::vector<std::string> known;
    for (const auto& kind : kinds) known.push_back(kind.id);
    throw OptionError(fmt::format("score: expected one of {}, found “{}”", fmt::join(known, ", "), id));
}

}  // namespace nescio
