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

int legendOrder(SetRole role) {
    switch (role) {
        case SetRole::Train:
            return 0;
        case SetRole::Test:
            return 1;
        case SetRole::OutOfDistribution:
            return 2;
        case SetRole::Samples:
            return 3;
        case SetRole::Other:
            return 4;
    }
    return 5;
}

}  // namespace nescio
