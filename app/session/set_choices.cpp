#include "app/session/set_choices.h"

#include "core/values/image.h"

#include "widgets/qt_text.h"

namespace nescio {
namespace {

SetChoice choiceOf(const DataEntry& set) {
    return {toQt(set.id), toQt(set.title), set.count};
}

}  // namespace

std::vector<SetChoice> knownSets(const Session& session) {
    std::vector<SetChoice> choices;
    for (const auto& set : session.dataSets()) choices.push_back(choiceOf(set));
    const auto dropped = static_cast<std::int64_t>(session.dropped().size());
    if (dropped > 0)
        choices.push_back({QString::fromLatin1(kDroppedSet), Session::tr("dropped images"), dropped});
    return choices;
}

std::string ownSet(const Session& session) {
    const auto fitOf = [&](const DataEntry& set) {
        const auto role = session.roleOf(set);
        if (!set.images && set.what.empty()) return 0;
        if (role == SetRole::Train) return 1;
        if (role != SetRole::Test) return 0;
        return partOf(set.id) == SetPart::Training ? 2 : 3;
    };
    std::string own;
    int best = 0;
    for (const auto& set : session.dataSets()) {
        const int fit = fitOf(set);
        if (fit <= best) continue;
        best = fit;
        own = set.id;
    }
    return own;
}

std::vector<SetChoice> readableSets(const Session& session) {
    std::vector<SetChoice> choices;
    for (const auto& set : session.dataSets())
        if (set.images || !set.what.empty()) choices.push_back(choiceOf(set));
    return choices;
}

}  // namespace nescio
