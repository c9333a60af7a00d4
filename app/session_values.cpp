#include "app/session_values.h"

namespace nescio {

SetRole roleUnder(const RunSummary* run, const DataEntry& set) {
    if (set.role) return *set.role;
    if (!run) return SetRole::Other;
    if (set.id == run->trainSetId) return SetRole::Train;
    return familyOf(set.id) == familyOf(run->trainSetId) ? SetRole::Test : SetRole::OutOfDistribution;
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
