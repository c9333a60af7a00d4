#include "app/pages/detection/detection_controller.h"

#include <algorithm>

#include "app/session/library_controller.h"
#include "core/analysis/detection_curves.h"
#include "core/analysis/run_scores.h"
#include "core/analysis/score_scatter.h"
#include "core/analysis/score_sources.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/naming.h"

namespace nescio {
namespace {

using Images = std::vector<std::shared_ptr<const ImageSet>>;

/// The first set stands for the in-distribution images.
std::vector<ImageSet> fittedSets(const Images& images, const ImageShape& shape, std::int64_t limit) {
    std::vector<ImageSet> sets;
    for (const auto& set : images) {
        auto few = set->evenly(limit);
        sets.push_back(few.shape == shape ? std::move(few) : fitToShape(few, shape));
    }
    return sets;
}

/// All that a model has, joined as the experiment takes them.
std::string everyScore(const FrozenModel& model) {
    std::string ids;
    for (const auto& kind : scoresOf(model.run().path, model.terms()))
        if (kind.appliesTo(model.terms())) ids += ids.empty() ? kind.id : "," + kind.id;
    return ids;
}

/// Compares, and keeps the result as that of the experiment which it is.
std::optional<Comparison> compareAndKeep(const ComparisonRequest& request, LazyModel& lazy,
                                         const Images& images, const JobControl& control) {
    auto kind = experimentKind("detection");
    const auto model = lazy.get();
    ExperimentInput input{.models = {model},
                          .sets = fittedSets(images, model->shape(), request.limit),
                          .in = 0,
                          .options = completed(kind.options, {}),
                          .keep = true,
                          .stop = control.stop,
                          .board = &control.board};
    if (request.slow) input.options["scores"] = everyScore(*model);
    if (!addScoreSources(input, kind, {})) return std::nullopt;
    std::optional<Comparison> comparison;
    kind.run = [&](const ExperimentInput& asked) -> std::optional<ExperimentResult> {
        comparison = compareScores(asked);
        return comparison ? std::optional(comparison->result) : std::nullopt;
    };
    const auto result = runExperiment(kind, input);
    if (!result) return std::nullopt;
    comparison->result = *result;
    if (!model->run().path.empty()) updateRunFile(model->run().path, {.experiments = {*result}});
    return comparison;
}

/// What a file keeps of the sets that are not hidden; nullopt where there are no two to be compared.
std::optional<StoredOrder> storedOrder(const std::string& path, const std::string& in,
                                       const std::vector<std::string>& hidden) {
    const auto run = readRunSummary(path);
    StoredOrder order{.run = path, .in = {}, .out = {}};
    std::vector<std::string> known;
    for (const auto& id : evaluatedSets(run)) {
        const auto* terms = usualTerms(run, id);
        if (terms && isCurrent(run, terms->weights)) known.push_back(id);
    }
    const auto own = [&](const std::string& id) { return roleBeside(id, run.trainSetId) == SetRole::Test; };
    const auto test = [&](const std::string& id) { return own(id) && partOf(id) != SetPart::Training; };
    const auto asked = std::find(known.begin(), known.end(), in);
    auto chosen = asked != known.end() ? asked : std::find_if(known.begin(), known.end(), test);
    if (chosen == known.end()) chosen = std::find_if(known.begin(), known.end(), own);
    if (chosen == known.end()) return std::nullopt;
    order.in = *chosen;
    for (const auto& id : known)
        if (id != order.in && roleBeside(id, run.trainSetId) == SetRole::OutOfDistribution &&
            std::find(hidden.begin(), hidden.end(), id) == hidden.end())
            order.out.push_back(id);
    return order.out.empty() ? std::nullopt : std::optional(order);
}

/// Two scores to hold against each other: those that were picked, else raw likelihood and the best one.
std::vector<std::string> scatterPair(const Comparison& comparison, const ComparisonView& view) {
    std::vector<std::string> ids;
    const auto ranked = bestFirst(comparison.detection, view.set);
    const auto add = [&](const std::string& id) {
        for (const auto* score : ranked)
            if (score->kind.id == id && score->kind.images == 1 && ids.size() < 2 &&
                std::find(ids.begin(), ids.end(), id) == ids.end())
                ids.push_back(id);
    };
    for (const auto& id : view.scores) add(id);
    add("likelihood");
    for (const auto* score : ranked) add(score->kind.id);
    return ids;
}

ExperimentResult drawnResult(const Comparison& comparison, const ComparisonView& view) {
    auto result = comparison.result;
    std::erase_if(result.tables, [](const ResultTable& table) { return table.id == "detection"; });
    result.figures.clear();
    if (view.set >= comparison.input.out.size()) return result;
    if (bestFirst(comparison.detection, view.set).empty()) return result;
    result.figures.push_back(detectionCurves(comparison.input, comparison.detection, view.set, view.scores));
    if (const auto pair = scatterPair(comparison, view); pair.size() == 2)
        result.figures.push_back(scoreScatter(comparison.input, comparison.detection, view.set, pair[0],
                                              pair[1], view.falseAlarms));
    return result;
}

}  // namespace

DetectionController::DetectionController(Session& session, JobRunner& jobs, LibraryController& library,
                                         QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

void DetectionController::compare(const ComparisonRequest& request) {
    const auto* run = m_session.currentRun();
    if (!run) return Q_EMIT nothing(tr("Train a run or open one first."));
    std::vector<std::string> ids{request.in};
    for (const auto& set : m_session.dataSets())
        if (set.shown && set.id != request.in && m_session.roleOf(set) != SetRole::Train &&
            (set.images || !set.what.empty()))
            ids.push_back(set.id);
    m_library.withAllImages(ids, this,
                            [this, path = run->path(), request, ids] { submit(path, request, ids); });
}

void DetectionController::submit(const std::string& path, const ComparisonRequest& request,
                                 const std::vector<std::string>& ids) {
    const auto* run = m_session.run(path);
    if (!run || !run->model) return Q_EMIT nothing(tr("Train a run or open one first."));
    Images images;
    for (const auto& id : ids)
        if (const auto* set = m_session.dataSet(id); set && set->images) images.push_back(set->images);
    if (images.size() < 2) return Q_EMIT nothing(tr("Check a second data set: scores tell two sets apart."));
    m_comparing.insert(path);
    const auto ended = [this, path] { m_comparing.erase(m_comparing.find(path)); };
    Job<Comparison> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "comparing scores", .yields = true};
    job.work = [request, images, model = run->model](const JobControl& control) {
        return compareAndKeep(request, *model, images, control);
    };
    job.done = [this, ended, path, title = toQt(run->summary.title)](Comparison& comparison) {
        ended();
        if (isCurrent(path)) return take(comparison);
        Q_EMIT noticed(
            {tr("The scores of %1 are compared; the comparison is kept with it.").arg(title), {}, {}});
    };
    job.failed = [this, ended, path](const Failure& failure) {
        ended();
        report(failure);
        if (isCurrent(path)) Q_EMIT nothing(sentenceOf(failure));
    };
    job.cancelled = [this, ended, path, in = request.in] {
        ended();
        Q_EMIT noticed({tr("Stopped. What was computed by then is kept in the run."), {}, {}});
        if (isCurrent(path)) look(in);
    };
    m_jobs.interactive.submit(std::move(job));
    Q_EMIT started(tr("Comparing scores on %1 sets…").arg(images.size()));
}

bool DetectionController::isCurrent(const std::string& run) const {
    const auto* current = m_session.currentRun();
    return current && current->path() == run;
}

void DetectionController::take(Comparison& comparison) {
    m_last = std::make_shared<const Comparison>(std::move(comparison));
    Q_EMIT found(m_last);
}

void DetectionController::look(const std::string& in) {
    const auto* run = m_session.currentRun();
    if (run && m_comparing.contains(run->path())) return;  // its answer comes
    if (!run || run->live || run->path().empty())
        return Q_EMIT nothing(tr("Train a run or open one to compare scores."));
    std::vector<std::string> hidden;
    for (const auto& set : m_session.dataSets())
        if (!set.shown) hidden.push_back(set.id);
    Job<std::optional<Comparison>> job;
    job.context = this;
    job.traits = {.kind = "kept comparison", .stage = "comparing what the run keeps", .quiet = true};
    job.work = [path = run->path(), in,
                hidden](const JobControl&) -> std::optional<std::optional<Comparison>> {
        const auto order = storedOrder(path, in, hidden);
        if (!order) return std::optional<Comparison>();
        return std::optional(compareStored(*order));
    };
    job.done = [this, path = run->path()](std::optional<Comparison>& comparison) {
        if (!isCurrent(path)) return;
        if (comparison) return take(*comparison);
        Q_EMIT nothing(
            tr("Nothing to compare yet: check an in-distribution set and others, then press Compare."));
    };
    job.failed = [this](const Failure& failure) { Q_EMIT nothing(sentenceOf(failure)); };
    m_jobs.interactive.submit(std::move(job));
}

void DetectionController::draw(const ComparisonView& view) {
    if (!m_last) return;
    Job<ExperimentResult> job;
    job.context = this;
    job.traits = {.kind = "detection figures", .stage = "drawing curves", .quiet = true};
    job.work = [comparison = m_last, view](const JobControl&) {
        return std::optional(drawnResult(*comparison, view));
    };
    job.done = [this](ExperimentResult& result) {
        m_session.fit(result);
        Q_EMIT drawn(result);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
