#include "app/session/controllers.h"

#include "app/session/named_sets.h"
#include "app/session/run_paths.h"

namespace nescio {
namespace {

constexpr const char* kParadoxTrain = "synthetic/garments";
constexpr const char* kParadoxTest = "synthetic/garments-test";
constexpr const char* kParadoxOod = "synthetic/strokes-test";

/// Short enough for a minute on two cores, long enough for the paradox.
RunSpec paradoxSpec() {
    RunSpec spec;
    spec.trainData = kParadoxTrain;
    spec.trainOptions = {{"steps", std::int64_t{200}}, {"warmup", std::int64_t{20}}};
    return spec;
}

}  // namespace

Controllers::Controllers(QObject* parent)
    : QObject(parent),
      library(m_session, m_jobs, this),
      getting(m_session, m_jobs, library, this),
      training(m_session, m_jobs, library, this),
      scoring(m_session, m_jobs, library, this),
      inspecting(m_session, m_jobs, library, this),
      dropping(m_session, m_jobs, library, this),
      reporting(m_session, m_jobs, this) {
    connectControllers();
}

void Controllers::connectControllers() {
    for (const Controller* controller : std::initializer_list<Controller*>{
             &library, &getting, &training, &scoring, &inspecting, &dropping, &reporting})
        connect(controller, &Controller::noticed, this, &Controllers::noticed);
    connect(&library, &LibraryController::dataSetAdded, this, &Controllers::welcomeDataSet);
    connect(&library, &LibraryController::setsNamed, this, &Controllers::offerScoring);
    connect(&m_session, &Session::dataSetChecked, this, [this](const std::string& id) {
        const auto* run = m_session.currentRun();
        if (run && !run->tables.contains(id)) welcomeDataSet(id);
    });
    connect(&m_session, &Session::dataSetRemoved, this,
            [this](const std::string& id, const std::string& what) {
                m_jobs.interactive.forget(id);
                if (!what.empty()) m_jobs.interactive.forget(what);
            });
    connect(&training, &TrainingController::snapshotTaken, this,
            [this](const std::string& path) { scoring.glance(path); });
    connect(&training, &TrainingController::ended, this, [this](const std::string& path, bool finished) {
        if (finished && path == m_paradoxRun) m_session.setParadox(path);
        scoring.scoreShown(path, finished);
    });
}

void Controllers::welcomeDataSet(const std::string& id) {
    const auto* run = m_session.currentRun();
    const auto* set = m_session.dataSet(id);
    if (!run || !run->model || run->live || !set) return;
    const ScoreRequest request{
        .runPath = run->path(), .setIds = {id}, .limit = ScoringController::kGlanceImages, .options = {}};
    if (set->shape == run->summary.shape) return scoring.score(request);
    Q_EMIT noticed({tr("%1 has images of %2, the model takes %3.")
                        .arg(toQt(set->title), toQt(toText(set->shape)), toQt(toText(run->summary.shape))),
                    tr("Fit and score them"), [this, request] { scoring.score(request); }});
}

void Controllers::offerScoring(const std::string& path, const std::vector<DataEntry>& sets) {
    const auto* run = m_session.run(path);
    if (!run || !run->model) return;
    QStringList titles;
    for (const auto& id : unscoredOf(*run, sets, ScoringController::kGlanceImages))
        if (const auto* set = m_session.dataSet(id)) titles << toQt(set->title);
    if (titles.isEmpty()) return;
    Q_EMIT noticed({tr("Opened. Not scored in full yet: %1.").arg(titles.join(QStringLiteral(", "))),
                    tr("Score everything it names"), [this, path] { scoring.scoreNamed(path); }, true});
}

void Controllers::showParadox() {
    if (m_paradoxLoading || training.phase() != TrainingController::Phase::Idle) return;
    m_paradoxLoading = true;
    const auto failed = [this] { m_paradoxLoading = false; };
    // All three sets first, so that the live histogram has something to show from the first snapshot on.
    library.withImages(
        kParadoxTrain, this, [](const std::string&) {}, failed);
    library.withImages(
        kParadoxTest, this, [](const std::string&) {}, failed);
    library.withImages(
        kParadoxOod, this,
        [this](const std::string&) {
            m_paradoxLoading = false;
            const RunSpec spec = paradoxSpec();
            m_paradoxRun = toStd(proposedRunPath(spec, "paradox"));
            training.start({.spec = spec, .out = m_paradoxRun});
        },
        failed);
}

void Controllers::windDown() {
    training.stop();
    m_jobs.interactive.cancelAll();
    m_jobs.downloads.cancelAll();
}

}  // namespace nescio
