#include "app/session/run_requests.h"

#include <algorithm>

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

std::vector<FigureSet> figureSets(const Session& session) {
    std::vector<FigureSet> sets;
    const auto* run = session.currentRun();
    if (!run) return sets;
    for (const auto& set : session.dataSets()) {
        const auto table = run->tables.find(set.id);
        if (set.shown && table != run->tables.end())
            sets.push_back({set.title, session.roleOf(set), table->second, session.slotOf(set.id),
                            ageUnder(*run, table->second->key.weights)});
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const auto& a, const auto& b) { return legendOrder(a.role) < legendOrder(b.role); });
    return sets;
}

}  // namespace nescio
