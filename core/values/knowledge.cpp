#include "core/values/knowledge.h"

#include <array>

#include "core/values/kind_lookup.h"

namespace nescio {
namespace {

struct KnowledgeName {
    Knowledge knowledge;
    const char *id, *text;
};
constexpr std::array<KnowledgeName, 4> kKnowledge{
    {{Knowledge::Nothing, "nothing", "nothing"},
     {Knowledge::TrainingStatistics, "training_statistics", "training statistics"},
     {Knowledge::SecondModel, "second_model", "second model"},
     {Knowledge::OodLabels, "ood_labels", "OOD labels"}}};

const KnowledgeName& nameOf(Knowledge knowledge) {
    return kKnowledge.at(static_cast<std::size_t>(knowledge));
}

}  // namespace

std::string toId(Knowledge knowledge) {
    return nameOf(knowledge).id;
}

std::string toText(Knowledge knowledge) {
    return nameOf(knowledge).text;
}

Knowledge knowledgeFromId(const std::string& id) {
    std::vector<std::string> known;
    for (const auto& name : kKnowledge) {
        if (id == name.id) return name.knowledge;
        known.emplace_back(name.id);
    }
    refuseUnknownKind("what a score knows", known, id);
}

}  // namespace nescio
