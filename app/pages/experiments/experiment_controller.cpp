#include "app/pages/experiments/experiment_controller.h"

#include <algorithm>
#include <utility>

#include "app/session/library_controller.h"
#include "core/analysis/experiment.h"
#include "core/analysis/recipe.h"
#include "core/analysis/score_sources.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

/// The score of an experiment that takes one, among its options on the page.
const std::string kScore = "score";

OptionField scoreField() {
    return {.id = kScore,
            .title = "Score",
            .standard = std::string("likelihood"),
            .help = "Whose areas and orders are shown: the id of any score, as in “Scores side by side”."};
}

using Images = std::vector<std::shared_ptr<const ImageSet>>;

/// The sets cut to the limit and, where a shape is given, fitted to it; what was done to them is said in
/// their `changes`.
std::vector<ImageSet> prepared(const Images& images, const std::optional<ImageShape>& shape,
                               std::int64_t limit, int most) {
    std::vector<ImageSet> sets;
    for (const auto& set : images) {
        if (static_cast<int>(sets.size()) == most) break;
        auto few = set->evenly(limit);
        sets.push_back(!shape || few.shape == *shape ? std::move(few) : fitToShape(few, *shape));
    }
    return sets;
}

/// What an experiment works on, frozen on the GUI thread.
struct Material {
    std::vector<std::shared_ptr<LazyModel>> models;
    Images images;
};

std::optional<ExperimentResult> perform(const ExperimentRequest& request, const Material& material,
                                        const JobControl& control) {
    const auto& kind = experimentKind(request.id);
    auto options = request.options;
    const auto score = options.extract(kScore);
    ExperimentInput input{
        .options = completed(kind.options, options), .stop = control.stop, .board = &control.board};
    if (score) input.score = std::get<std::string>(score.mapped());
    input.keep = true;
    input.keepPart = true;
    if (kind.mostModels > 0)
        for (const auto& model : material.models) input.models.push_back(model->get());
    std::optional<ImageShape> shape = material.images.front()->shape;
    if (!input.models.empty()) shape = input.models.front()->shape();
    if (kind.mixedShapes) shape.reset();
    input.sets = prepared(material.images, shape, request.limit, kind.mostSets);
    if (!addScoreSources(input, kind, {})) return std::nullopt;
    return runExperiment(kind, input);
}

/// A run's model, and on request those of the other open runs that the experiment can take.
std::vector<std::shared_ptr<LazyModel>> modelsFor(const ExperimentRequest& request, const Session& session,
                                                  const RunEntry* of) {
    const auto& kind = experimentKind(request.id);
    if (!of || !of->model) return {};
    std::vector<std::shared_ptr<LazyModel>> models{of->model};
    if (request.allRuns && kind.mostModels > 1)
        for (const auto& run : session.runs())
            if (run.model && run.path() != of->path() &&
                (kind.mixedShapes || run.summary.shape == of->summary.shape) &&
                (!kind.oneRecipe || sameRecipe(run.summary, of->summary)))
                models.push_back(run.model);
    return models;
}

/// What tells the results of an experiment apart: "blur", "blur typicality (not whole)"; its title where
/// nothing does.
QString variantOf(const ExperimentResult& result) {
    auto words = toQt(result.id).mid(toQt(result.experiment).size() + 1);
    if (isPart(result)) words.chop(static_cast<int>(std::string_view(kPartEnding).size()));
    words.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (words.isEmpty()) words = toQt(result.title);
    return isPart(result) ? ExperimentController::tr("%1 (stopped)").arg(words) : words;
}

void put(std::vector<ExperimentResult>& results, const ExperimentResult& result) {
    const auto same =
        std::find_if(results.begin(), results.end(), [&](const auto& one) { return one.id == result.id; });
    if (same == results.end())
        results.push_back(result);
    else
        *same = result;
}

}  // namespace

ExperimentController::ExperimentController(Session& session, JobRunner& jobs, LibraryController& library,
                                           QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

std::vector<ExperimentChoice> ExperimentController::choices() {
    std::vector<ExperimentChoice> choices;
    for (const auto& kind : experimentKinds()) {
        auto options = kind.options;
        if (kind.takesScore) options.push_back(scoreField());
        choices.push_back({kind.id, kind.title, kind.source, kind.what, std::move(options),
                           kind.fewestModels > 0, kind.mostModels > 1});
    }
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
        return paperNumber(a.source) < paperNumber(b.source);
    });
    return choices;
}

void ExperimentController::run(const ExperimentRequest& request) {
    const Key key(currentPath(), request.id);
    if (std::exchange(m_looked, key) != key) m_kept.clear();
    std::vector<std::string> ids{request.firstSet};
    for (const auto& set : m_session.dataSets())
        if (set.shown && set.id != request.firstSet && (set.images || !set.what.empty()))
            ids.push_back(set.id);
    m_library.withAllImages(ids, this, [this, key, request, ids] { submit(key, request, ids); });
}

void ExperimentController::submit(const Key& key, const ExperimentRequest& request,
                                  const std::vector<std::string>& ids) {
    Images images;
    for (const auto& id : ids)
        if (const auto* set = m_session.dataSet(id); set && set->images) images.push_back(set->images);
    if (images.empty()) return;
    const auto* run = m_session.run(key.first);
    Job<ExperimentResult> job;
    job.context = this;
    job.traits = {.kind = "", .stage = experimentKind(request.id).title, .yields = true};
    if (ids.size() == 1) job.traits.about = ids.front();
    job.work = [request, material = Material{modelsFor(request, m_session, run), images},
                path = key.first](const JobControl& control) {
        auto result = perform(request, material, control);
        if (result && !path.empty()) updateRunFile(path, {.experiments = {*result}});
        return result;
    };
    job.done = [this, key, of = run ? toQt(run->summary.title) : QString()](ExperimentResult& result) {
        take(key, result, of);
    };
    job.failed = [this, key](const Failure& failure) {
        report(failure);
        endWithout(key, sentenceOf(failure));
    };
    job.cancelled = [this, key, title = toQt(job.traits.stage)] {
        Q_EMIT noticed({tr("“%1” was stopped; no result was kept.").arg(title), {}, {}});
        endWithout(key, tr("Stopped. No result was kept."));
    };
    m_onTheWay.push_back({key, {experimentKind(request.id).title, job.traits.board}});
    m_jobs.interactive.submit(std::move(job));
    Q_EMIT underWayChanged();
    if (key == m_looked && m_kept.empty()) tellStarted(request.id);
}

void ExperimentController::take(const Key& key, ExperimentResult& result, const QString& run) {
    endOne(key);
    ++m_answers;
    if (key.first.empty()) put(m_withoutRun[key], result);
    if (!result.stoppedAfter.empty())
        Q_EMIT noticed({tr("“%1” was stopped after %2; those are kept.")
                            .arg(toQt(result.title), toQt(result.stoppedAfter)),
                        {},
                        {},
                        true});
    // A page that only waits for another one has room for it; what someone reads is left alone.
    const bool here = key.first == currentPath();
    if (here && key == m_looked) {
        put(m_kept, result);
        return tellKept(m_kept, result.id);
    }
    if (m_waits && key.first == m_looked.first && here) return tell(std::move(result));
    if (result.stoppedAfter.empty())
        Q_EMIT noticed({run.isEmpty()
                            ? tr("“%1” has ended.").arg(toQt(result.title))
                            : tr("“%1” has ended; its result is kept with %2.").arg(toQt(result.title), run),
                        {},
                        {},
                        true});
}

void ExperimentController::endWithout(const Key& key, const QString& sentence) {
    endOne(key);
    if (m_waits && key == m_looked && !runs(key)) tellNothing(sentence);
}

void ExperimentController::endOne(const Key& key) {
    const auto of = [&](const Asked& asked) { return asked.key == key; };
    m_onTheWay.erase(std::find_if(m_onTheWay.begin(), m_onTheWay.end(), of));
    Q_EMIT underWayChanged();
}

bool ExperimentController::runs(const Key& key) const {
    return std::any_of(m_onTheWay.begin(), m_onTheWay.end(),
                       [&](const Asked& asked) { return asked.key == key; });
}

std::vector<UnderWay> ExperimentController::underWay() const {
    std::vector<UnderWay> all;
    for (const auto& asked : m_onTheWay) all.push_back(asked.what);
    return all;
}

void ExperimentController::tellKept(Results results, const std::string& wanted) {
    m_kept = std::move(results);
    if (m_kept.empty()) {
        if (runs(m_looked)) return tellStarted(m_looked.second);
        return tellNothing(m_looked.first.empty()
                               ? tr("Not run yet.")
                               : tr("Not run yet on this run: choose sets and press Run."));
    }
    auto shown =
        std::find_if(m_kept.begin(), m_kept.end(), [&](const auto& one) { return one.id == wanted; });
    if (shown == m_kept.end())
        shown = std::find_if(m_kept.begin(), m_kept.end(), [](const auto& one) { return !isPart(one); });
    if (shown == m_kept.end()) shown = m_kept.begin();
    choose(static_cast<int>(shown - m_kept.begin()));
}

void ExperimentController::choose(int at) {
    if (at < 0 || at >= static_cast<int>(m_kept.size())) return;
    tell(m_kept[static_cast<std::size_t>(at)]);
    tellTitles(at);
}

void ExperimentController::tell(ExperimentResult result) {
    m_last = result;
    m_waits = false;
    m_session.fit(result);
    const auto* run = m_session.currentRun();
    if (run && !result.weights.empty())
        if (const auto age = ageUnder(*run, result.weights.front()); !age.empty()) result.title += ", " + age;
    Q_EMIT found(result);
}

void ExperimentController::tellStarted(const std::string& id) {
    m_waits = true;
    Q_EMIT started(toQt(experimentKind(id).title));
    tellTitles(-1);
}

void ExperimentController::tellNothing(const QString& sentence) {
    m_waits = false;
    Q_EMIT nothing(sentence);
    tellTitles(-1);
}

void ExperimentController::tellTitles(int shown) {
    QStringList titles;
    for (const auto& result : m_kept) titles << variantOf(result);
    Q_EMIT kept(titles, shown);
}

std::string ExperimentController::currentPath() const {
    const auto* run = m_session.currentRun();
    return run ? run->path() : std::string();
}

void ExperimentController::look(const std::string& id) {
    const Key key(currentPath(), id);
    const bool again = std::exchange(m_looked, key) == key;
    if (!again) m_kept.clear();
    const auto* run = m_session.currentRun();
    if (!run) return tellKept(m_withoutRun[key], again ? m_last.id : "");
    if (run->live) return runs(key) ? tellStarted(id) : tellNothing(tr("Not run yet."));
    Job<Results> job;
    job.context = this;
    job.traits = {.kind = "kept experiments", .stage = "reading what is kept of experiments", .quiet = true};
    job.work = [path = run->path(), id](const JobControl&) {
        auto results = readExperiments(path);
        std::erase_if(results, [&](const ExperimentResult& result) { return result.experiment != id; });
        return std::optional(std::move(results));
    };
    job.done = [this, key, again, answers = m_answers](Results& results) {
        if (key != m_looked) return;  // something else was asked for meanwhile
        if (answers != m_answers && !m_kept.empty()) return;
        tellKept(std::move(results), again ? m_last.id : "");
    };
    job.failed = [this](const Failure& failure) { tellNothing(sentenceOf(failure)); };
    m_jobs.interactive.submit(std::move(job));
}

QStringList ExperimentController::filesOf(const QString& base) const {
    QStringList files;
    for (const auto& file : tableFiles(toStd(base), m_last)) files << toQt(file);
    return files;
}

void ExperimentController::write(const QString& base) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "writing tables", .quiet = true};
    job.work = [result = m_last, base = toStd(base)](const JobControl&) -> std::optional<bool> {
        writeTables(base, result);
        return true;
    };
    job.done = [this, base](bool&) {
        Q_EMIT noticed({tr("Wrote %1-….csv, .tex and .md").arg(base), {}, {}, true});
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
