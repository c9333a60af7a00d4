#include "app/pages/detection/own_score_controller.h"

#include <algorithm>

#include "core/store/run_file.h"

namespace nescio {
namespace {

ScoreMaterial materialOf(const std::string& run) {
    ScoreMaterial material{.run = run, .names = namesFor(run), .sets = {}};
    for (const auto& terms : readRunSummary(run).terms) {
        const std::pair set{terms.setId, terms.setTitle};
        if (std::find(material.sets.begin(), material.sets.end(), set) == material.sets.end())
            material.sets.push_back(set);
    }
    return material;
}

}  // namespace

template <class Result>
void OwnScoreController::submit(const char* stage, std::function<Result()> work,
                                std::function<void(const Result&)> then, const Refused& refused) {
    Job<Result> job;
    job.context = this;
    job.traits = {.kind = "", .stage = stage, .quiet = true};
    job.work = [work = std::move(work)](const JobControl&) { return std::optional<Result>(work()); };
    job.done = [then = std::move(then)](Result& result) { then(result); };
    job.failed = [refused](const Failure& failure) { refused(sentenceOf(failure)); };
    job.cancelled = [refused] { refused(tr("Stopped.")); };
    m_jobs.interactive.submit(std::move(job));
}

void OwnScoreController::ask(const std::function<void(const ScoreMaterial&)>& then, const Refused& refused) {
    const auto* run = m_session.currentRun();
    if (!run || run->live) return refused(tr("Train a run to its end or open one first."));
    submit<ScoreMaterial>(
        "reading what can be named", [path = run->path()] { return materialOf(path); }, then, refused);
}

void OwnScoreController::compose(const ComposeOrder& order,
                                 const std::function<void(const ComposedScore&)>& then,
                                 const Refused& refused) {
    submit<ComposedScore>(
        "making a score", [order] { return composeScore(order); },
        [this, then](const ComposedScore& made) {
            then(made);
            Q_EMIT changed();
        },
        refused);
}

void OwnScoreController::bring(const ImportOrder& order, const std::function<void(const ImportReport&)>& then,
                               const Refused& refused) {
    submit<ImportReport>(
        "importing columns", [order] { return importColumns(order); },
        [this, then](const ImportReport& report) {
            then(report);
            Q_EMIT changed();
        },
        refused);
}

}  // namespace nescio
