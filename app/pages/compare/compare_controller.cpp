#include "app/pages/compare/compare_controller.h"

#include <utility>

#include <fmt/format.h>

#include "app/session/run_requests.h"
#include "app/session/run_titles.h"
#include "core/views/image_under_runs.h"

namespace nescio {
namespace {

constexpr int kLiveMs = 500;  ///< between two looks at a run that trains

/// What is asked, frozen on the GUI thread.
struct CompareRequest {
    ComparedSet set;  ///< all runs
    std::vector<ComparedRow> rows;
    std::vector<std::string> chosen;  ///< paths
    ShownSettings settings = ShownSettings::Differing;
    SettingFields fields;
    Selection image;
    std::string imageWords;
};

RunsCompared compare(const CompareRequest& request) {
    ComparedSet chosen{
        .id = request.set.id, .title = request.set.title, .runs = {}, .verdicts = request.set.verdicts};
    RunsCompared compared{.histogram = {},
                          .runs = {},
                          .image = {},
                          .imageWords = request.imageWords,
                          .runRows = request.rows,
                          .imageRows = {}};
    for (std::size_t r = 0; r < request.rows.size(); ++r) {
        if (!request.rows[r].chosen) continue;
        chosen.runs.push_back(request.set.runs[r]);
        compared.imageRows.push_back(request.rows[r]);
    }
    compared.runs = runTable(request.set, request.chosen, request.settings, request.fields);
    if (!request.set.id.empty()) compared.histogram = comparedHistogram(chosen);
    const auto& image = request.image;
    if (image.setId.empty() || image.setId == kDroppedSet)
        compared.imageRows.clear();
    else
        compared.image = imageUnderRuns(image, chosen.runs);
    return compared;
}

SettingFields fieldsOf(const EngineFacts& engine) {
    SettingFields fields{.models = {}, .training = engine.trainFields};
    for (const auto& model : engine.models) fields.models[model.id] = model.options;
    return fields;
}

/// All but what is large and not compared: the values of watched images, the contents trained on.
RunSummary withoutImages(const RunSummary& run) {
    RunSummary light{.path = run.path, .title = run.title, .spec = run.spec, .shape = run.shape};
    light.trainSetId = run.trainSetId;
    light.trainSetTitle = run.trainSetTitle;
    light.trainCount = run.trainCount;
    light.trainAvailable = run.trainAvailable;
    light.parameters = run.parameters;
    light.state = run.state;
    light.step = run.step;
    light.totalSteps = run.totalSteps;
    light.weights = run.weights;
    light.history = run.history;
    light.provenance = run.provenance;
    return light;
}

}  // namespace

CompareController::CompareController(Session& session, JobRunner& jobs, QObject* parent)
    : Controller(session, jobs, parent), m_verdicts(session, jobs, this) {
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &CompareController::refresh);
    const auto soon = [this] { m_soon.start(0); };
    connect(&session, &Session::runsChanged, this, soon);
    connect(&session, &Session::dataSetsChanged, this, soon);
    connect(&session, &Session::tablesChanged, this, soon);
    connect(&session, &Session::selectionChanged, this, soon);
    connect(&session, &Session::historyChanged, this, [this] {
        if (!m_soon.isActive()) m_soon.start(kLiveMs);
    });
    connect(&m_verdicts, &VerdictCache::judgedMore, this, soon);
    connect(&m_verdicts, &VerdictCache::noticed, this, &CompareController::noticed);
}

void CompareController::setAxis(CurveAxis along) {
    m_along = along;
    tellCurves();
}

void CompareController::setSet(const std::string& id) {
    if (std::exchange(m_setId, id) != id) m_soon.start(0);
}

void CompareController::setSettings(ShownSettings settings) {
    m_settings = settings;
    m_soon.start(0);
}

void CompareController::setChosen(const std::string& path, bool chosen) {
    if (chosen)
        m_leftOut.erase(path);
    else
        m_leftOut.insert(path);
    m_soon.start(0);
}

void CompareController::setActive(bool active) {
    m_active = active;
    if (active) m_soon.start(0);
}

int CompareController::slotOf(const RunEntry& run) {
    return m_slots.emplace(run.path(), kFirstRunSlot + static_cast<int>(m_slots.size())).first->second;
}

ComparedRun CompareController::comparedRun(const RunEntry& run) {
    return {.path = run.path(),
            .title = titleAmong(m_session.runs(), run),
            .slot = slotOf(run),
            .summary = withoutImages(run.summary),
            .sets = setsUnder(m_session, run)};
}

std::string CompareController::imageWords() const {
    const auto& [setId, index] = m_session.selection();
    if (setId == kDroppedSet)
        return toStd(tr("A dropped image is scored under the current run alone: pick an image of a set."));
    const auto* set = m_session.dataSet(setId);
    if (!set) return toStd(tr("Pick an image to see it under all runs."));
    return toStd(tr("%1 #%2 under each run, as stored").arg(toQt(set->title)).arg(index));
}

void CompareController::tellCurves() {
    if (!m_active || m_session.runs().empty()) return;
    RunCurvesData curves{.along = m_along, .runs = {}};
    for (const auto& run : m_session.runs())
        if (isChosen(run.path()))
            curves.runs.push_back({.label = titleAmong(m_session.runs(), run),
                                   .slot = slotOf(run),
                                   .rows = run.summary.history,
                                   .totalSteps = run.summary.totalSteps});
    Q_EMIT curvesChanged(curves);
}

void CompareController::refresh() {
    if (!m_active) return;
    if (m_session.runs().empty()) return Q_EMIT nothing(tr("No run yet: train one or open a run file."));
    tellCurves();
    CompareRequest request{.set = {.id = m_setId, .title = {}, .runs = {}, .verdicts = {}},
                           .rows = {},
                           .chosen = {},
                           .settings = m_settings,
                           .fields = fieldsOf(m_session.engine()),
                           .image = m_session.selection(),
                           .imageWords = imageWords()};
    if (const auto* set = m_session.dataSet(m_setId)) request.set.title = set->title;
    for (const auto& run : m_session.runs()) {
        request.set.runs.push_back(comparedRun(run));
        request.rows.push_back({run.path(), slotOf(run), isChosen(run.path())});
        if (isChosen(run.path())) request.chosen.push_back(run.path());
    }
    m_verdicts.want(pairsUnder(request.set.runs, m_setId));
    request.set.verdicts = m_verdicts.known();
    Job<RunsCompared> job;
    job.context = this;
    job.traits = {.kind = "compare", .stage = "comparing runs", .quiet = true};
    job.work = [request](const JobControl&) { return std::optional(compare(request)); };
    job.done = [this](RunsCompared& runs) { Q_EMIT compared(runs); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
