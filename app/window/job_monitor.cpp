#include "app/window/job_monitor.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr int kLookMs = 100;
constexpr qint64 kBriefMs = 500;  ///< what is quiet and over by then is not worth a word

JobFacts factsOf(const RunningJob& job, int place) {
    const Progress progress = job.board->latest();
    JobFacts facts{.what = job.stage, .lane = place, .cancelling = job.cancelling};
    facts.detail = toQt(progress.detail);
    if (progress.total > 0)
        facts.share =
            std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0);
    facts.imagesPerSecond = progress.imagesPerSecond;
    facts.secondsLeft = progress.secondsLeft;
    return facts;
}

}  // namespace

JobMonitor::JobMonitor(Session& session, JobRunner& jobs, QObject* parent)
    : Controller(session, jobs, parent) {
    m_clock.setInterval(kLookMs);
    connect(&m_clock, &QTimer::timeout, this, &JobMonitor::look);
    for (Lane* lane : {&jobs.training, &jobs.interactive, &jobs.downloads})
        connect(lane, &Lane::activityChanged, this, [this] {
            if (!m_clock.isActive()) {
                m_clock.start();
                look();
            }
        });
}

void JobMonitor::look() {
    std::vector<JobFacts> jobs;
    bool busy = false;
    for (int at = 0; at < kPlaces; ++at) {
        const auto [lane, pace] = placeAt(at);
        const auto running = lane->running(pace);
        const bool lasting = running && lasts(at, running->id);
        if (running && (lasting || !running->quiet)) jobs.push_back(factsOf(*running, at));
        busy = busy || lane->busy();
    }
    Q_EMIT changed(jobs);
    if (!busy) m_clock.stop();
}

bool JobMonitor::lasts(int place, JobId job) {
    auto& seen = m_seen.at(static_cast<std::size_t>(place));
    if (seen.job != job) {
        seen.job = job;
        seen.since.start();
    }
    return seen.since.elapsed() >= kBriefMs;
}

void JobMonitor::cancel(int place) {
    const auto [lane, pace] = placeAt(place);
    if (const auto running = lane->running(pace)) lane->cancelRequest(running->request);
}

JobMonitor::Place JobMonitor::placeAt(int at) const {
    const Place places[kPlaces] = {{&m_jobs.training, Pace::Urgent},
                                   {&m_jobs.interactive, Pace::Patient},
                                   {&m_jobs.interactive, Pace::Urgent},
                                   {&m_jobs.downloads, Pace::Urgent}};
    return places[at];
}

}  // namespace nescio
