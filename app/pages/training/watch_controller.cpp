#include "app/pages/training/watch_controller.h"

#include <utility>

namespace nescio {

WatchController::WatchController(Session& session, JobRunner& jobs, QObject* parent)
    : Controller(session, jobs, parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &WatchController::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&session, &Session::currentRunChanged, this, soon);
    connect(&session, &Session::historyChanged, this, soon);
}

void WatchController::refresh() {
    const auto* run = m_session.currentRun();
    const std::string path = run ? run->path() : std::string();
    const bool other = std::exchange(m_path, path) != path;
    if (other) m_edges.clear();
    if (!run || !canBeWatched(run->summary)) {
        if (std::exchange(m_looks, 0) > 0) Q_EMIT nothing();
        return;
    }
    const auto& watched = run->summary.watched;
    const auto looks = watched.size() * watched.front().steps.size();
    if (!other && looks == m_looks) return;
    m_looks = looks;
    Job<WatchedView> job;
    job.context = this;
    job.traits = {.kind = "watched", .stage = "drawing the watched sets", .yields = true, .quiet = true};
    job.work = [summary = run->summary, edges = m_edges](const JobControl&) -> std::optional<WatchedView> {
        return watchedViewOf(summary, edges);
    };
    job.done = [this, path](WatchedView& view) {
        if (path != m_path) return;
        m_edges = view.looks.front().histogram.edges;
        const auto slots = m_session.slotsByTitle();
        useSlots(view.terms, slots);
        for (auto& look : view.looks) useSlots(look.histogram.series, slots);
        Q_EMIT changed(view);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
