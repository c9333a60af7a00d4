#include "app/session/verdict_cache.h"

#include <algorithm>

namespace nescio {
namespace {

bool holdsPair(const std::vector<PairVerdict>& pairs, const PairVerdict& pair) {
    return std::any_of(pairs.begin(), pairs.end(),
                       [&](const PairVerdict& one) { return one.in == pair.in && one.out == pair.out; });
}

}  // namespace

void VerdictCache::want(const std::vector<PairVerdict>& pairs) {
    std::erase_if(m_known, [&](const PairVerdict& known) { return !holdsPair(pairs, known); });
    std::vector<PairVerdict> missing;
    for (const auto& pair : pairs)
        if (pair.refusal.empty() && !holdsPair(m_known, pair)) missing.push_back(pair);
    if (missing.empty()) return;
    Job<std::vector<PairVerdict>> job;
    job.context = this;
    job.traits = {
        .kind = "verdict", .stage = "estimating the verdict's interval", .yields = true, .quiet = true};
    job.work = [missing](const JobControl& control) -> std::optional<std::vector<PairVerdict>> {
        std::vector<PairVerdict> known;
        for (const auto& pair : missing) {
            if (control.stop.stop_requested()) return std::nullopt;
            known.push_back(judged(pair));
        }
        return known;
    };
    job.done = [this](std::vector<PairVerdict>& known) {
        m_known.insert(m_known.end(), known.begin(), known.end());
        Q_EMIT judgedMore();
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
