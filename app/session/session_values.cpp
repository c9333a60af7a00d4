#include "app/session/session_values.h"

#include <fmt/format.h>

#include "core/values/number_text.h"
#include "datasets/naming.h"

namespace nescio {

SetRole roleUnder(const RunSummary* run, const DataEntry& set) {
    if (set.role) return *set.role;
    if (!run) return SetRole::Other;
    return roleBeside(set.id, run->trainSetId);
}

std::string ageUnder(const RunEntry& run, const WeightsId& weights) {
    if (!run.live || weights.step < 0) return ageWords(run.summary, weights);
    return fmt::format("at step {} of {}", countText(weights.step), countText(run.summary.totalSteps));
}

}  // namespace nescio
