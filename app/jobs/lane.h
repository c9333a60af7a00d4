// Queues of background work: urgent jobs on one thread, long and patient ones on another, each in the order
// in which they came. While an urgent job is at hand, the patient one waits where it posts progress, and goes
// on from there: no job is ever begun twice. Exceptions stop at the edge of a job as a Failure, and the
// destructor cancels and waits, so that closing the window never leaves a thread behind.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QString>

#include "app/jobs/job.h"

namespace nescio {

/// The two queues of a lane.
enum class Pace { Urgent, Patient };

/// A job that a lane is running now, for the status strip.
struct RunningJob {
    JobId id = 0;
    JobId request = 0;  ///< what it is a part of
    QString stage;
    std::shared_ptr<ProgressBoard> board;
    bool quiet = false;
    bool cancelling = false;
    std::size_t waiting = 0;  ///< jobs behind it
};

/// Runs the jobs of each pace one after the other.   Thread: GUI, but for the work itself.
class Lane : public QObject {
    Q_OBJECT

  public:
    /// `prepare` runs first on each of the lane's own threads (thread-local settings of the engine).
    explicit Lane(
        std::function<void()> prepare = [] {}, QObject* parent = nullptr);
    ~Lane() override;

    template <class Result>
    JobId submit(Job<Result> job);
    /// A name for JobTraits::request.
    [[nodiscard]] JobId newRequest() { return ++m_lastId; }

    /// Drops a waiting job or asks a running one to stop; it then ends as cancelled.
    void cancel(JobId id);
    /// The same for all jobs of a request, also for those that are still to come.
    void cancelRequest(JobId request);
    /// The same for all jobs about a data set; not even an answer that is on its way already is told.
    void forget(const std::string& about);
    void cancelAll();

    /// The patient job, also while it is held; where there is none, the urgent one. nullopt: nothing runs.
    [[nodiscard]] std::optional<RunningJob> running() const;
    [[nodiscard]] std::optional<RunningJob> running(Pace pace) const;
    /// True from submit until the last callback has been called.
    [[nodiscard]] bool busy() const { return !m_open.empty(); }

  Q_SIGNALS:
    /// Something was submitted or answered.
    void activityChanged();

  private:
    enum class Outcome { Done, Failed, Cancelled };
    /// What the work came to, with the call that tells it on the GUI thread.
    struct Answer {
        Outcome outcome = Outcome::Cancelled;
        std::function<void()> tell;
    };
    struct Entry {
        JobId id = 0;
        JobId request = 0;
        JobTraits traits;
        QPointer<QObject> context;
        const QObject* asker = nullptr;  ///< the context, also when it has died
        std::function<Answer(const JobControl&)> work;
        std::function<void()> tellCancelled;
        std::stop_source stop;
        bool forgotten = false;  ///< GUI thread only

        [[nodiscard]] Pace pace() const { return traits.yields ? Pace::Patient : Pace::Urgent; }
    };
    using EntryPtr = std::shared_ptr<Entry>;

    JobId enqueue(EntryPtr entry);
    void start(std::jthread& thread, Pace pace);
    void loop(const std::stop_token& quit, Pace pace);
    /// Waits for a job of this pace; null: the lane ends.
    [[nodiscard]] EntryPtr take(const std::stop_token& quit, Pace pace);
    void cancelWhere(const std::function<bool(const Entry&)>& chosen);
    void finish(const EntryPtr& entry, Answer answer);
    void deliver(const EntryPtr& entry, const Answer& answer);

    // All of these require the lock.
    [[nodiscard]] EntryPtr& runs(Pace pace) { return m_running[static_cast<std::size_t>(pace)]; }
    [[nodiscard]] const EntryPtr& runs(Pace pace) const { return m_running[static_cast<std::size_t>(pace)]; }
    [[nodiscard]] std::size_t waiting(Pace pace) const;
    [[nodiscard]] bool urgentAtHand() const;
    /// Holds the patient job or lets it go on, and wakes the threads; after every change of what is at hand.
    void settle();

    const std::function<void()> m_prepare;
    /// Per context and kind: two views may ask for the same each. GUI thread only.
    std::map<std::pair<const QObject*, std::string>, JobId> m_newest;
    std::vector<EntryPtr> m_open;         ///< not answered yet; GUI thread only
    std::set<JobId> m_cancelledRequests;  ///< GUI thread only
    JobId m_lastId = 0;                   ///< GUI thread only

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<EntryPtr> m_waiting;
    std::array<EntryPtr, 2> m_running;  ///< by pace
    std::jthread m_urgent;              ///< last: threads must start after everything they use
    std::jthread m_patient;             ///< started by the first patient job: most lanes never have one
};

template <class Result>
JobId Lane::submit(Job<Result> job) {
    auto entry = std::make_shared<Entry>();
    entry->traits = std::move(job.traits);
    entry->context = job.context;
    entry->asker = job.context;
    entry->tellCancelled = job.cancelled;
    const std::string stage = entry->traits.stage;
    entry->work = [work = std::move(job.work), done = std::move(job.done), failed = std::move(job.failed),
                   cancelled = std::move(job.cancelled), stage](const JobControl& control) -> Answer {
        try {
            if (auto value = work(control)) {
                auto kept = std::make_shared<Result>(std::move(*value));
                return {Outcome::Done, [done, kept] { done(*kept); }};
            }
            return {Outcome::Cancelled, cancelled};
        } catch (...) {
            return {Outcome::Failed, [failed, failure = currentFailure(stage)] { failed(failure); }};
        }
    };
    return enqueue(std::move(entry));
}

}  // namespace nescio
