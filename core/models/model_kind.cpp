#include "core/models/model_kind.h"

#include "core/values/kind_lookup.h"

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
    return kindNamed(modelKinds(), "model", id);
}

std::map<std::string, std::string> presetNotes(const std::string& paper) {
    return {{"quick", "ours, no paper's: a visible paradox in a minute or two on two CPU cores"},
            {"small", "ours, no paper's: about ten times quick"},
            {"paper", paper}};
}

}  // namespace nescio
