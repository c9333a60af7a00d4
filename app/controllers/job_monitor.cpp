#include "app/controllers/job_monitor.h"

#include <algorithm>

namespace nescio {
namespace {

constexpr int kLookMs = 100;
constexpr int kTrainingLane = 0;
constexpr int kInteractiveLane = 1;

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
    for (Lane* lane : {&jobs.training, &jobs.interactive})
        connect(lane, &Lane::activityChanged, this, [this] {
            if (!m_clock.isActive()) {
                m_clock.start();
                look();
            }
        });
}

void JobMonitor::look() {
    std::vector<JobFacts> jobs;
    for (const int lane : {kTrainingLane, kInteractiveLane}) {
        const auto running = laneAt(lane).running();
        if (running && !running->quiet) jobs.push_back(factsOf(*running, lane));
    }
    Q_EMIT changed(jobs);
    if (!m_jobs.training.busy() && !m_jobs.interactive.busy()) m_clock.stop();
}

void JobMonitor::cancel(int lane) {
    if (const auto running = laneAt(lane).running()) laneAt(lane).cancel(running->id);
}

Lane& JobMonitor::laneAt(int lane) const {
    return lane == kTrainingLane ? m_jobs.training : m_jobs.interactive;
}

}  // namespace nescio
