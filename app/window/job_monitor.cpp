#include "app/window/job_monitor.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr int kLookMs = 100;
constexpr int kLanes = 3;

JobFacts factsOf(const RunningJob& job, int lane) {
    const Progress progress = job.board->latest();
    JobFacts facts{.what = job.stage, .lane = lane, .cancelling = job.cancelling};
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
    for (int lane = 0; lane < kLanes; ++lane)
        connect(&laneAt(lane), &Lane::activityChanged, this, [this] {
            if (!m_clock.isActive()) {
                m_clock.start();
                look();
            }
        });
}

void JobMonitor::look() {
    std::vector<JobFacts> jobs;
    bool busy = false;
    for (int lane = 0; lane < kLanes; ++lane) {
        const auto running = laneAt(lane).running();
        if (running && !running->quiet) jobs.push_back(factsOf(*running, lane));
        busy = busy || laneAt(lane).busy();
    }
    Q_EMIT changed(jobs);
    if (!busy) m_clock.stop();
}

void JobMonitor::cancel(int lane) {
    if (const auto running = laneAt(lane).running()) laneAt(lane).cancel(running->id);
}

Lane& JobMonitor::laneAt(int lane) const {
    Lane* const lanes[kLanes] = {&m_jobs.training, &m_jobs.interactive, &m_jobs.downloads};
    return *lanes[lane];
}

}  // namespace nescio
