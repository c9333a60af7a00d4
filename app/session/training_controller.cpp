#include "app/session/training_controller.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "app/session/library_controller.h"
#include "app/session/run_paths.h"
#include "core/files/output_place.h"
#include "core/store/run_file.h"

namespace nescio {
namespace {

constexpr int kPullMs = 100;

/// Until the run file says it better.
std::string titleOf(const RunSpec& spec, const std::string& data) {
    const std::string many = spec.members > 1 ? fmt::format("{} × ", spec.members) : "";
    const std::string preset = spec.preset.empty() ? "" : "·" + spec.preset;
    return fmt::format("{}{}{} on {} (seed {})", many, spec.model, preset, data, spec.seed);
}

/// Throws: RunFileError when the file is there already, is the run that this one is compared with, or has a
/// folder that can neither be found nor made.
void makeRoomFor(const TrainRequest& request) {
    const std::filesystem::path out(request.out);
    std::error_code reason;
    if (!request.companion.empty() && sameFile(out, request.companion))
        throw RunFileError(fmt::format(
            "expected another file than the run “{}” that this model is for, found its own; choose "
            "another name",
            request.companion));
    if (!request.mayReplace && std::filesystem::exists(out, reason))
        throw RunFileError(fmt::format("expected a new file, found an existing one at “{}”", request.out));
    const auto folder = out.parent_path();
    if (folder.empty() || std::filesystem::is_directory(folder, reason)) return;
    std::filesystem::create_directories(folder, reason);
    if (reason)
        throw RunFileError(
            fmt::format("expected a folder for the run file, found that “{}” cannot be made: {}",
                        folder.string(), reason.message()));
}

/// Finds out whether a file was written while this lived.
class WriteWatch {
  public:
    WriteWatch(std::filesystem::path file, bool& written)
        : m_file(std::move(file)), m_before(stamp()), m_written(written) {}
    WriteWatch(const WriteWatch&) = delete;
    WriteWatch& operator=(const WriteWatch&) = delete;
    ~WriteWatch() { m_written = stamp() != m_before; }

  private:
    /// The time of the last change; nullopt without a file.
    [[nodiscard]] std::optional<std::filesystem::file_time_type> stamp() const {
        std::error_code none;
        const auto time = std::filesystem::last_write_time(m_file, none);
        return none ? std::nullopt : std::optional(time);
    }

    std::filesystem::path m_file;
    std::optional<std::filesystem::file_time_type> m_before;
    bool& m_written;
};

std::int64_t batchOf(const RunSpec& spec, const ImageShape& shape) {
    auto train = presetValues(spec.model, spec.preset, shape).train;
    for (const auto& [id, value] : spec.trainOptions) train[id] = value;
    return intOption(completed(trainOptionFields(), train), "batch");
}

}  // namespace

/// How a training ended, with what its run file now says.
struct TrainingController::End {
    JobEnd how = JobEnd::Finished;
    RunSummary summary;
};

/// What the lane found out before it began, for the GUI thread to read after a failure.
struct TrainingController::Found {
    std::int64_t batch = 0;
    bool written = false;  ///< the run file is another than before
};

TrainingController::TrainingController(Session& session, JobRunner& jobs, LibraryController& library,
                                       QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    m_clock.setInterval(kPullMs);
    connect(&m_clock, &QTimer::timeout, this, &TrainingController::pull);
}

void TrainingController::start(const TrainRequest& request) {
    if (m_phase != Phase::Idle) return;
    m_request = request;
    std::vector<std::string> listed;
    for (const auto& run : m_session.runs()) listed.push_back(run.path());
    m_request.out = listedPath(request.out, listed);
    setPhase(Phase::Starting);
    m_library.withImages(
        request.spec.trainData, this,
        [this](const std::string& setId) {
            m_watched.clear();
            fetchWatched(setId, 0);
        },
        [this] { setPhase(Phase::Idle); });
}

void TrainingController::fetchWatched(const std::string& setId, std::size_t next) {
    const auto& watch = m_request.spec.watch;
    if (m_phase == Phase::Stopping || next >= watch.size()) return begin(setId);
    m_library.withImages(
        watch[next], this,
        [this, setId, next](const std::string& id) {
            if (std::find(m_watched.begin(), m_watched.end(), id) == m_watched.end()) m_watched.push_back(id);
            fetchWatched(setId, next + 1);
        },
        [this, what = watch[next]] {
            TrainRequest without = m_request;
            without.spec.watch.clear();
            setPhase(Phase::Idle);
            Q_EMIT noticed({tr("%1 is to be watched and could not be read.").arg(toQt(what)),
                            tr("Go on without watching"), [this, without] { start(without); }});
        });
}

void TrainingController::resumeRun(const std::string& path) {
    const auto* run = m_session.run(path);
    if (!run || m_phase != Phase::Idle) return;
    start({.spec = run->summary.spec, .out = path, .mayReplace = true, .resume = true});
}

void TrainingController::begin(const std::string& setId) {
    const auto* data = m_session.dataSet(setId);
    if (m_phase == Phase::Stopping || !data || !data->images) return setPhase(Phase::Idle);
    listRun(*data);
    submit(data->images);
    setPhase(Phase::Training);
    m_clock.start();
}

void TrainingController::listRun(const DataEntry& data) {
    RunEntry entry;
    const auto* old = m_session.run(m_request.out);
    const auto* current = m_session.currentRun();
    m_before = {old ? std::optional(*old) : std::nullopt, current ? current->path() : std::string()};
    if (old && m_request.resume)
        entry = *old;
    else {
        entry.summary.spec = m_request.spec;
        entry.summary.title = titleOf(m_request.spec, data.title);
        entry.summary.shape = data.shape;
        entry.summary.trainSetId = data.id;
        entry.summary.trainSetTitle = data.title;
        entry.summary.synthetic = data.synthetic;
    }
    entry.summary.path = m_request.out;
    entry.summary.state = RunState::Running;
    entry.summary.history.clear();  // the live training tells all of it again
    entry.tables.clear();           // scores of a model that is about to change
    entry.glanced.reset();
    entry.sheets.clear();
    entry.live = true;
    m_session.putRun(std::move(entry));
    m_session.setCurrentRun(m_request.out);
}

void TrainingController::unlistRun() {
    const std::string path = m_request.out;
    m_session.setCurrentRun(m_before.current);
    if (!m_before.run) return m_session.removeRun(path);
    m_session.putRun(*std::exchange(m_before.run, std::nullopt));
    if (m_session.run(path)->model) m_session.reloadModel(path);
}

void TrainingController::submit(const std::shared_ptr<const ImageSet>& data) {
    m_live = std::make_shared<LiveTraining>();
    m_snapshot.reset();
    m_rowsSeen = 0;
    m_trouble.clear();
    const auto found = std::make_shared<Found>();
    std::vector<std::shared_ptr<const ImageSet>> watched;
    for (const auto& id : m_watched)
        if (const auto* set = m_session.dataSet(id); set && set->images) watched.push_back(set->images);
    Job<End> job;
    job.context = this;
    job.traits.stage = "training " + m_request.spec.model + (m_request.spec.preset.empty() ? "" : "·") +
                       m_request.spec.preset;
    job.traits.board = {m_live, &m_live->board};
    job.work = [request = m_request, data, watched, live = m_live,
                found](const JobControl& control) -> std::optional<End> {
        const WriteWatch writing(request.out, found->written);
        found->batch = batchOf(request.spec, data->shape);
        if (!request.resume) makeRoomFor(request);
        const auto limit = request.spec.trainLimit;
        const bool whole = limit <= 0 || limit >= data->count;
        const ImageSet part = whole ? ImageSet{} : data->limited(limit, request.spec.limitRule);
        const ImageSet& used = whole ? *data : part;
        WatchSets watch;
        for (const auto& set : watched)
            watch.push_back(set->limited(request.spec.watchImages, request.spec.limitRule));
        const JobEnd how = request.resume
                               ? resumeTraining(request.out, used, control.stop, *live, watch)
                               : startTraining(request.spec, used, request.out, control.stop, *live, watch);
        return End{how, readRunSummary(request.out)};
    };
    job.done = [this](End& end) { finish(end); };
    job.failed = [this, found](const Failure& failure) { fail(failure, *found); };
    job.cancelled = [this, found] { fail({}, *found); };
    m_job = m_jobs.training.submit(std::move(job));
}

void TrainingController::pull() {
    if (!m_live) return;
    const auto rows = m_live->rowsFrom(m_rowsSeen);
    m_rowsSeen += rows.size();
    m_session.appendHistory(m_request.out, rows);
    tellTrouble();
    auto snapshot = m_live->snapshot();
    if (!snapshot || snapshot == m_snapshot) return;
    m_snapshot = std::move(snapshot);
    m_session.setModel(m_request.out, m_snapshot);
    Q_EMIT snapshotTaken(m_request.out);
}

void TrainingController::tellTrouble() {
    const auto trouble = m_live->board.latest().trouble;
    if (std::exchange(m_trouble, trouble) == trouble || trouble.empty()) return;
    Q_EMIT noticed({toQt(trouble), tr("Try again"), [live = m_live] { live->tryAgain(); }});
}

void TrainingController::togglePause() {
    if (!m_live || (m_phase != Phase::Training && m_phase != Phase::Paused)) return;
    m_live->setPaused(!m_live->paused());
    setPhase(m_live->paused() ? Phase::Paused : Phase::Training);
}

void TrainingController::stop() {
    if (m_phase == Phase::Idle || m_phase == Phase::Stopping) return;
    const bool submitted = m_live != nullptr;
    setPhase(Phase::Stopping);
    if (submitted) m_jobs.training.cancel(m_job);
}

void TrainingController::finish(const End& end) {
    pull();
    const std::string path = m_request.out;
    m_clock.stop();
    m_live.reset();
    m_session.setSummary(path, end.summary);
    // A stopped run's file is newer than its last snapshot.
    if (end.how == JobEnd::Cancelled) m_session.reloadModel(path);
    m_session.setLive(path, false);
    setPhase(Phase::Idle);
    Q_EMIT ended(path, end.how == JobEnd::Finished);
}

void TrainingController::fail(const Failure& failure, const Found& found) {
    pull();
    const TrainRequest request = m_request;
    m_clock.stop();
    m_live.reset();
    m_session.setLive(request.out, false);
    if (found.written)
        m_library.refreshRun(request.out);
    else
        unlistRun();
    setPhase(Phase::Idle);
    if (failure.message.empty()) return;
    const auto batch = found.batch;
    Notice notice{sentenceOf(failure), {}, {}};
    if (failure.retryWithHalfBatch && batch > 1) {
        notice.remedy = tr("Retry with batch %1").arg(batch / 2);
        notice.action = [this, request, half = batch / 2] {
            TrainRequest smaller = request;
            smaller.spec.trainOptions["batch"] = half;
            smaller.mayReplace = true;
            start(smaller);
        };
    }
    Q_EMIT noticed(notice);
}

void TrainingController::setPhase(Phase phase) {
    if (phase == m_phase) return;
    m_phase = phase;
    if (phase == Phase::Idle) {
        m_request.out.clear();
        m_before = {};
    }
    Q_EMIT phaseChanged(phase);
}

}  // namespace nescio
