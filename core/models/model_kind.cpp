#include "core/models/model_kind.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

std::vector<ModelKind>& allKinds() {
    static std::vector<ModelKind> kinds = builtInModelKinds();
    return kinds;
}

}  // namespace

const std::vector<ModelKind>& modelKinds() {
    return allKinds();
}

void addModelKind(ModelKind kind) {
    allKinds().push_back(std::move(kind));
}

const ModelKind& modelKind(const std::string& id) {
    const auto& kinds = modelKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.id == id; });
    if (found != kinds.end()) return *found;
    std::vector<std::string> known;
    for (const auto& kind : kinds) known.push_back(kind.id);
    throw OptionError(fmt::format("model: expected one of {}, found “{}”", fmt::join(known, ", "), id));
}

}  // namespace nescio
