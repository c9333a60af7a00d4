#include "app/dialogs/training_sets.h"

#include <algorithm>

#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr const char* kUsualSynthetic = "synthetic/garments";

SetPart partIn(const Session& session, const DataEntry& set) {
    if (session.roleOf(set) == SetRole::Train) return SetPart::Training;
    return set.role ? SetPart::Testing : partOf(set.id);
}

/// The lower, the sooner a form starts with it.
int orderOf(const TrainingSetChoice& set) {
    switch (set.part) {
        case SetPart::Training:
            if (set.listed) return 0;
            return familyOf(set.id) != familyOf(kUsualSynthetic) && set.id.starts_with("synthetic/") ? 2 : 1;
        case SetPart::NotSaid:
            return 3;
        case SetPart::Testing:
            return 4;
    }
    return 4;
}

}  // namespace

std::vector<TrainingSetChoice> trainingSets(const Session& session) {
    const auto& named = session.engine().catalogue;
    const auto isNamed = [&](const std::string& id) {
        return std::any_of(named.begin(), named.end(), [&](const auto& entry) { return entry.id == id; });
    };
    std::vector<TrainingSetChoice> choices;
    for (const auto& set : session.dataSets())
        if (set.images || (!set.what.empty() && !isNamed(set.id)))
            choices.push_back({.what = set.what.empty() ? set.id : set.what,
                               .title = toQt(set.title),
                               .shape = set.shape,
                               .id = set.id,
                               .checked = set.shown,
                               .part = partIn(session, set),
                               .listed = set.images != nullptr});
    const auto offered = [&](const std::string& id) {
        return std::any_of(choices.begin(), choices.end(), [&](const auto& set) { return set.id == id; });
    };
    for (const auto& entry : named) {
        if ((!entry.synthetic && !entry.path) || offered(entry.id)) continue;
        const auto* known = session.dataSet(entry.id);  // by its scores
        choices.push_back({.what = entry.id,
                           .title = toQt(entry.title),
                           .shape = entry.shape,
                           .id = entry.id,
                           .checked = known && known->shown,
                           .part = known ? partIn(session, *known) : partOf(entry.id)});
    }
    return choices;
}

int usualTrainingSet(const std::vector<TrainingSetChoice>& sets) {
    const auto usual = std::min_element(sets.begin(), sets.end(),
                                        [](const auto& a, const auto& b) { return orderOf(a) < orderOf(b); });
    return usual == sets.end() ? -1 : static_cast<int>(usual - sets.begin());
}

}  // namespace nescio
