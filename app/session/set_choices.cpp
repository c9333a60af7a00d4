#include "app/session/set_choices.h"

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

std::vector<SetChoice> readableSets(const Session& session) {
    std::vector<SetChoice> choices;
    for (const auto& set : session.dataSets())
        if (set.images || !set.what.empty()) choices.push_back(choiceOf(set));
    return choices;
}

}  // namespace nescio
