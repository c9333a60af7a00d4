#include "app/pages/verdicts/verdict_controller.h"

#include <algorithm>
#include <set>

#include "app/session/drop_controller.h"
#include "core/files/whole_file.h"
#include "widgets/number_words.h"

namespace nescio {
namespace {

constexpr int kPullMs = 100;

QString counted(std::size_t count) {
    return countWords(static_cast<std::int64_t>(count));
}

}  // namespace

VerdictController::VerdictController(Session& session, JobRunner& jobs, DropController& dropping,
                                     QObject* parent)
    : Controller(session, jobs, parent), m_dropping(dropping) {
    m_clock.setInterval(kPullMs);
    connect(&m_clock, &QTimer::timeout, this, &VerdictController::drain);
    connect(&dropping, &DropController::taken, this, &VerdictController::add);
    connect(&dropping, &DropController::cleared, this, &VerdictController::clear);
    connect(&session, &Session::currentRunChanged, this, &VerdictController::look);
    connect(&session, &Session::runsChanged, this, &VerdictController::look);
    connect(&session, &Session::selectionChanged, this, [this] {
        if (const auto source = selected(); source != 0) Q_EMIT selectionChanged(source);
    });
}

void VerdictController::setActive(bool active) {
    m_active = active;
    if (!active) return;
    look();
    start();
    tell();
}

void VerdictController::add(const std::vector<DroppedSource>& sources) {
    m_sources.insert(m_sources.end(), sources.begin(), sources.end());
    if (m_judging) m_judging->add(sources);
    if (std::any_of(sources.begin(), sources.end(), [](const auto& source) { return !source.lookedAt; }))
        Q_EMIT manyDropped();
    start();
    tell();
}

void VerdictController::clear() {
    m_sources.clear();
    m_by = {};
    look();
    tell();
}

void VerdictController::look() {
    const auto* run = m_session.currentRun();
    const bool ready = run && run->model && !run->live;
    auto by = ready ? std::pair(run->path(), run->summary.weights) : std::pair<std::string, WeightsId>{};
    if (by == m_by && static_cast<bool>(m_judging) == ready) return;
    if (m_job != 0) m_jobs.interactive.cancel(std::exchange(m_job, 0));
    m_by = std::move(by);
    m_model.reset(nullptr);
    m_ending.clear();
    m_unreadable = 0;
    m_judging = ready ? std::make_shared<Judging>(run->path(), run->model) : nullptr;
    if (m_judging) m_judging->add(m_sources);
    start();
    tell();
}

void VerdictController::start() {
    if (!m_active || m_job != 0 || !m_judging || !m_judging->hasMore()) return;
    m_ending.clear();
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = {}, .stage = "judging dropped images", .yields = true};
    job.work = [judging = m_judging](const JobControl& control) -> std::optional<bool> {
        return judging->work(control) ? std::optional(true) : std::nullopt;
    };
    job.done = [this, judging = m_judging](bool&) { ended(judging, {}); };
    job.failed = [this, judging = m_judging](const Failure& failure) {
        report(failure);
        ended(judging, sentenceOf(failure));
    };
    job.cancelled = [this, judging = m_judging] {
        if (judging == m_judging) forgetUnjudged();
        ended(judging, tr("Stopped; what was judged by then is kept."));
    };
    m_job = m_jobs.interactive.submit(std::move(job));
    m_clock.start();
}

void VerdictController::drain() {
    if (!m_judging) return;
    auto found = m_judging->take();
    if (found.scores && found.scores != m_model.scores()) m_model.reset(found.scores);
    m_model.append(std::move(found.rows));
    for (const auto& note : found.notes) Q_EMIT noticed({toQt(note), {}, {}});
    tell();
}

/// A job of former weights has nothing to say any more.
void VerdictController::ended(const std::shared_ptr<Judging>& judging, const QString& sentence) {
    if (judging != m_judging) return;
    m_job = 0;
    m_clock.stop();
    m_ending = sentence;
    drain();
    tellUnreadable();
    if (sentence.isEmpty()) start();  // of images that were dropped at the last moment
}

void VerdictController::forgetUnjudged() {
    drain();
    m_judging->clear();
    std::set<std::uint64_t> known;
    for (const auto& row : m_model.rows()) known.insert(row.source);
    std::erase_if(m_sources, [&](const DroppedSource& source) { return !known.contains(source.id); });
}

void VerdictController::tellUnreadable() {
    const auto bad = m_judging->unreadable();
    if (bad.count <= m_unreadable) return;
    m_unreadable = bad.count;
    tell();
    Q_EMIT noticed({tr("%1 of the dropped files could not be read, the first: %2")
                        .arg(counted(bad.count), toQt(bad.first)),
                    {},
                    {}});
}

void VerdictController::tell() {
    const auto* run = m_session.currentRun();
    if (m_sources.empty()) return Q_EMIT said(tr("Drop images, or paste one, to see what each score says."));
    if (!run || !run->model)
        return Q_EMIT said(tr("Verdicts need a trained run: train one or open a run file."));
    if (run->live) return Q_EMIT said(tr("Verdicts come when the training has ended."));
    const auto judged = m_model.rows().size();
    QString words = tr("%1 of %2 images judged").arg(counted(judged), counted(m_judging->total()));
    if (m_unreadable > 0) words += tr(", %1 could not be read").arg(counted(m_unreadable));
    if (m_job != 0 && !m_model.scores()) words = tr("Scoring training images, to set thresholds on…");
    if (const auto set = m_model.thresholdWords(); !set.isEmpty()) words += tr("; thresholds: %1").arg(set);
    Q_EMIT said(m_ending.isEmpty() ? words : words + QStringLiteral(". ") + m_ending);
}

std::uint64_t VerdictController::selected() const {
    const auto& [set, index] = m_session.selection();
    const auto& dropped = m_session.dropped();
    if (set != kDroppedSet || index < 0 || index >= std::ssize(dropped)) return 0;
    return dropped[static_cast<std::size_t>(index)].source.id;
}

void VerdictController::select(std::uint64_t source) {
    if (source == selected()) return;
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [&](const DroppedSource& one) { return one.id == source; });
    if (found != m_sources.end()) m_dropping.show(*found);
}

void VerdictController::writeCsv(const QString& path) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "writing verdicts", .quiet = true};
    job.work = [path = toStd(path), text = m_model.csv()](const JobControl&) -> std::optional<bool> {
        writeWholeFile(path, text);
        return true;
    };
    job.done = [this, path](bool&) { Q_EMIT noticed({tr("Wrote %1").arg(path), {}, {}, true}); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
