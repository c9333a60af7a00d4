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
    const bool moved =
        request.reference && run.glanced && run.glanced->run().weights == request.reference->key.weights;
    if (moved && run.live) request.snapshot = run.glanced;
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

}  // namespace nescio
