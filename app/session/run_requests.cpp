#include "app/session/run_requests.h"
#include "core/values/set_slots.h"

#include <algorithm>

#include "datasets/naming.h"

namespace nescio {

InspectionRequest inspectionUnder(const RunEntry& run) {
    InspectionRequest request;
    request.shape = run.summary.shape;
    request.runTitle = run.summary.title;
    request.model = run.model;
    request.live = run.live;
    request.reference = referenceOf(run);
    if (run.live) request.snapshot = run.glanced;
    return request;
}

std::shared_ptr<const TermTable> referenceOf(const RunEntry& run) {
    if (const auto train = run.tables.find(run.summary.trainSetId); train != run.tables.end())
        return train->second;
    for (const auto& [id, table] : run.tables)
        if (table->role == SetRole::Test) return table;
    return nullptr;
}

AccountRequest accountUnder(const RunEntry& run, const std::vector<DataEntry>& sets) {
    const auto& spec = run.summary.spec;
    AccountRequest request{.name = {},
                           .image = {},
                           .images = {},
                           .model = run.model,
                           .snapshot = run.live ? run.glanced : nullptr,
                           .tables = {},
                           .seconds = {},
                           .training = {},
                           .trainLimit = spec.trainLimit,
                           .limitRule = spec.limitRule};
    for (const auto& [id, table] : run.tables) request.tables.push_back(table);
    const auto training = std::find_if(sets.begin(), sets.end(), [&](const DataEntry& set) {
        return set.images && (set.id == run.summary.trainSetId || set.what == spec.trainData);
    });
    if (training != sets.end()) request.training = training->images;
    return request;
}

std::vector<FigureSet> setsUnder(const Session& session, const RunEntry& run) {
    std::vector<FigureSet> sets;
    const auto slots = session.slotsByTitle();
    const auto add = [&](const std::shared_ptr<const TermTable>& table, SetRole role,
                         const std::string& title) {
        const auto slot = slots.find(title);
        sets.push_back(
            {title, role, table, slot == slots.end() ? -1 : slot->second, ageUnder(run, table->key.weights)});
    };
    for (const auto& set : session.dataSets())
        if (const auto table = run.tables.find(set.id); table != run.tables.end())
            add(table->second, roleUnder(&run.summary, set), set.title);
    for (const auto& [id, table] : run.tables)
        if (!session.dataSet(id)) add(table, roleBeside(id, run.summary.trainSetId), table->setTitle);
    return sets;
}

std::vector<FigureSet> figureSets(const Session& session) {
    const auto* run = session.currentRun();
    if (!run) return {};
    auto sets = setsUnder(session, *run);
    std::erase_if(sets, [&](const FigureSet& figureSet) {
        const auto* set = session.dataSet(figureSet.table->setId);
        return !set || !set->shown;
    });
    std::stable_sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
        return standingSlot(a.role) < standingSlot(b.role);
    });
    return sets;
}

}  // namespace nescio
