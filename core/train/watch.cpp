#include "core/train/watch.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {

bool isLook(std::int64_t step, std::int64_t totalSteps) {
    constexpr std::int64_t kLooks = 32;
    const auto stride = std::max<std::int64_t>(1, totalSteps / kLooks);
    if (step == 0 || step == totalSteps || step % stride == 0) return true;
    return step < stride && std::has_single_bit(static_cast<std::uint64_t>(step));
}

void requireWatchable(const ImageShape& run, const WatchSets& sets) {
    for (const auto& set : sets)
        if (set.shape != run)
            throw ShapeError(fmt::format("watching “{}”: expected images of {}, found {}", set.title,
                                         toText(run), toText(set.shape)));
}

void prepareWatch(RunSummary& summary, const WatchSets& sets) {
    requireWatchable(summary.shape, sets);
    std::vector<WatchedSet> watched;
    for (const auto& set : sets) {
        WatchedSet fresh;
        fresh.setId = set.id;
        fresh.title = set.title;
        fresh.images = set.count;
        fresh.available = set.available;
        fresh.contents = contentsOf(set);
        const auto known =
            std::find_if(summary.watched.begin(), summary.watched.end(), [&](const WatchedSet& one) {
                return one.setId == set.id && one.images == set.count &&
                       (one.contents.empty() || one.contents == fresh.contents);
            });
        watched.push_back(known == summary.watched.end() ? std::move(fresh) : *known);
    }
    if (!sets.empty()) summary.watched = std::move(watched);
}

void appendLook(WatchedSet& watched, const FrozenModel& model, const ImageSet& set, std::int64_t step) {
    if (!watched.steps.empty() && watched.steps.back() >= step) return;
    const auto table = model.evaluate(set, {});
    const auto add = [](std::vector<double>& to, const std::vector<double>& values) {
        to.insert(to.end(), values.begin(), values.end());
    };
    watched.steps.push_back(step);
    add(watched.density, table->densities());
    add(watched.volume, table->volumes());
    add(watched.total, table->logLikelihoods());
}

}  // namespace nescio
