#include "app/session/scoring_controller.h"

#include <algorithm>

#include "app/session/library_controller.h"
#include "app/session/named_sets.h"
#include "core/store/run_file.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

/// What a scoring job works on, frozen on the GUI thread.
struct ScoreInput {
    std::shared_ptr<const ImageSet> images;
    std::shared_ptr<LazyModel> model;
    std::int64_t limit = 0;
    EvaluateOptions options;
    SetRole role = SetRole::Other;
};

using Tables = std::map<std::string, std::shared_ptr<const TermTable>>;

/// A quick look at several sets, and who took it.
struct Look {
    std::shared_ptr<const FrozenModel> model;
    Tables tables;
};

std::optional<TermTable> scoreOn(const ScoreInput& input, const FrozenModel& model,
                                 const JobControl& control) {
    const ImageSet& all = *input.images;
    const bool part = input.limit > 0 && input.limit < all.count;
    const bool fits = all.shape == model.shape();
    // Only a set that must be cut or fitted is copied.
    const ImageSet used = fits && !part ? ImageSet{}
                          : fits        ? all.evenly(input.limit)
                                        : fitToShape(part ? all.evenly(input.limit) : all, model.shape());
    auto table = model.evaluate(fits && !part ? all : used, input.options, control.stop, &control.board);
    if (table) table->role = input.role;
    return table;
}

}  // namespace

ScoringController::ScoringController(Session& session, JobRunner& jobs, LibraryController& library,
                                     QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

void ScoringController::score(const ScoreRequest& request) {
    scoreTogether(request, m_jobs.interactive.newRequest());
}

void ScoringController::scoreTogether(const ScoreRequest& request, JobId together) {
    for (const auto& id : request.setIds) {
        const auto* set = m_session.dataSet(id);
        if (!set) continue;
        m_library.withImages(
            set->images ? id : set->what, this,
            [this, request, together](const std::string& found) { scoreSet(request, found, together); },
            [] {}, together);
    }
}

JobId ScoringController::scoreNamed(const std::string& runPath) {
    const auto* run = m_session.run(runPath);
    if (!run || !run->model || run->live) return 0;
    const JobId together = m_jobs.interactive.newRequest();
    Job<std::vector<DataEntry>> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "looking for the sets of the run", .quiet = true, .request = together};
    job.work = [summary = run->summary, tables = run->tables](const JobControl&) {
        return std::optional(namedSets(summary, tables, catalogue()));
    };
    job.done = [this, runPath, together](std::vector<DataEntry>& sets) {
        if (const auto* scored = m_session.run(runPath)) scoreSets(*scored, sets, together);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
    return together;
}

void ScoringController::scoreSets(const RunEntry& run, const std::vector<DataEntry>& sets, JobId together) {
    const std::string path = run.path(), title = run.summary.title, training = run.summary.trainSetId;
    auto ids = unscoredOf(run, sets, kGlanceImages);
    if (ids.empty())
        return Q_EMIT noticed(
            {tr("Everything here that %1 names is scored in full.").arg(toQt(title)), {}, {}, true});
    for (const auto& set : sets)
        if (!m_session.dataSet(set.id)) m_session.putDataSet(set);
    if (std::erase(ids, training) > 0)
        scoreTogether(
            {.runPath = path, .setIds = {training}, .limit = kGlanceImages, .options = {}, .keep = true},
            together);
    scoreTogether({.runPath = path, .setIds = ids, .limit = 0, .options = {}, .keep = true}, together);
}

void ScoringController::glance(const std::string& runPath) {
    const auto* run = m_session.run(runPath);
    // The next snapshot is never far, and looking must not slow down what is looked at.
    const bool soon = m_sinceGlance.isValid() &&
                      static_cast<double>(m_sinceGlance.elapsed()) / 1000 * kGlanceShare < m_glanceSeconds;
    if (run && !soon && !m_jobs.interactive.busy()) lookAt(*run, false, 0);
}

void ScoringController::lookAt(const RunEntry& run, bool keepReference, JobId together) {
    std::vector<ScoreInput> inputs;
    for (const auto& id : shownSets(run)) {
        const auto* set = m_session.dataSet(id);
        inputs.push_back({set->images, run.model, kGlanceImages, {}, roleUnder(&run.summary, *set)});
    }
    if (inputs.empty() || !run.model) return;
    m_sinceGlance.start();
    Job<Look> job;
    job.context = this;
    job.traits = {.kind = "glance " + run.path(),
                  .stage = "looking at the data sets",
                  .yields = true,
                  .request = together};
    job.work = [inputs, model = run.model](const JobControl& control) -> std::optional<Look> {
        const auto snapshot = model->get();  // one for all sets: their numbers are compared
        Tables tables;
        for (const auto& input : inputs) {
            auto table = scoreOn(input, *snapshot, control);
            if (!table) return std::nullopt;
            const std::string id = table->setId;
            tables[id] = std::make_shared<const TermTable>(std::move(*table));
        }
        return Look{snapshot, std::move(tables)};
    };
    const std::string reference = keepReference ? run.summary.trainSetId : std::string();
    job.done = [this, reference, path = run.path()](Look& look) {
        auto& tables = look.tables;
        m_glanceSeconds = 0;
        for (const auto& [id, table] : tables)
            m_glanceSeconds += table->secondsPerImage * static_cast<double>(table->rows());
        if (const auto table = tables.find(reference); table != tables.end()) store(path, table->second);
        m_session.setTables(path, std::move(tables), std::move(look.model));
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void ScoringController::scoreShown(const std::string& runPath, bool whole) {
    const auto* run = m_session.run(runPath);
    if (!run) return;
    const JobId together = m_jobs.interactive.newRequest();
    lookAt(*run, whole, together);
    if (!whole) return;
    auto ids = shownSets(*run);
    const auto& trainSet = run->summary.trainSetId;
    const bool looked = std::erase(ids, trainSet) > 0;
    if (!looked && m_session.dataSet(trainSet))
        scoreTogether(
            {.runPath = runPath, .setIds = {trainSet}, .limit = kGlanceImages, .options = {}, .keep = true},
            together);
    scoreTogether({.runPath = runPath, .setIds = ids, .limit = 0, .options = {}, .keep = true}, together);
}

std::vector<std::string> ScoringController::shownSets(const RunEntry& run) const {
    std::vector<std::string> ids;
    for (const auto& set : m_session.dataSets())
        if (set.shown && set.images && set.shape == run.summary.shape) ids.push_back(set.id);
    return ids;
}

void ScoringController::scoreSet(const ScoreRequest& request, const std::string& setId, JobId together) {
    const auto* run = m_session.run(request.runPath);
    const auto* set = m_session.dataSet(setId);
    if (!run || !run->model || !set || !set->images) return;
    const ScoreInput input{set->images, run->model, request.limit, request.options,
                           roleUnder(&run->summary, *set)};
    Job<TermTable> job;
    job.context = this;
    job.traits = {
        .kind = "", .stage = "scoring " + set->title, .yields = true, .about = setId, .request = together};
    job.work = [input](const JobControl& control) { return scoreOn(input, *input.model->get(), control); };
    job.done = [this, request, setId](TermTable& scoredTable) {
        const auto table = std::make_shared<const TermTable>(std::move(scoredTable));
        m_session.putTable(request.runPath, table);
        if (request.keep) store(request.runPath, table);
        Q_EMIT scored(request.runPath, setId);
    };
    job.failed = [this, request, setId](const Failure& failure) { failed(request, setId, failure); };
    m_jobs.interactive.submit(std::move(job));
}

void ScoringController::store(const std::string& runPath, const std::shared_ptr<const TermTable>& table) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "keeping the scores of " + table->setTitle, .quiet = true};
    job.work = [runPath, table](const JobControl&) -> std::optional<bool> {
        TermTable kept = *table;
        kept.setId = ownSetId(readRunSummary(runPath), table->setId, table->key.set);
        updateRunFile(runPath, {.tables = {std::move(kept)}});
        return true;
    };
    job.done = [](bool&) {};
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void ScoringController::failed(const ScoreRequest& request, const std::string& setId,
                               const Failure& failure) {
    Notice notice{sentenceOf(failure), {}, {}};
    if (failure.retryWithHalfBatch && request.options.batch > 1) {
        ScoreRequest smaller = request;
        smaller.setIds = {setId};
        smaller.options.batch /= 2;
        notice.remedy = tr("Retry with batch %1").arg(smaller.options.batch);
        notice.action = [this, smaller] { score(smaller); };
    }
    Q_EMIT noticed(notice);
}

}  // namespace nescio
