#include "core/analysis/watched.h"

#include "core/values/image.h"
#include "core/values/score_table.h"

namespace nescio {

std::size_t ownWatched(const RunSummary& run) {
    std::optional<std::size_t> own;
    for (std::size_t s = 0; s < run.watched.size(); ++s) {
        if (familyOf(run.watched[s].setId) != familyOf(run.trainSetId)) continue;
        if (!own || run.watched[*own].setId == run.trainSetId) own = s;
    }
    return own.value_or(0);
}

std::optional<std::int64_t> overtakingStep(const WatchedSet& own, const WatchedSet& other) {
    std::optional<std::int64_t> step;
    for (std::size_t look = own.steps.size(); look-- > 0;) {
        const double gap = meanOf(other.at(other.total, look)).value - meanOf(own.at(own.total, look)).value;
        if (!(gap > 0)) break;
        step = own.steps[look];
    }
    return step;
}

}  // namespace nescio
