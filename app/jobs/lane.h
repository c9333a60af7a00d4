// One background thread with a queue. The newest request of a kind wins, exceptions stop at the edge of a job
// as a Failure, and the destructor cancels and waits, so that closing the window never leaves a thread
// behind.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include <QObject>
#include <QPointer>
#include <QString>

#include "app/jobs/job.h"

namespace nescio {

/// The job that a lane is running now, for the status strip.
struct RunningJob {
    JobId id = 0;
    QString stage;
    std::shared_ptr<ProgressBoard> board;
    bool quiet = false;
    bool cancelling = false;
    std::size_t waiting = 0;  ///< jobs behind it
};

/// Runs jobs one after the other on its own thread.   Thread: GUI, but for the work itself.
class Lane : public QObject {
    Q_OBJECT

  public:
    /// `prepare` runs first on the lane's own thread (thread-local settings of the engine).
    explicit Lane(
        std::function<void()> prepare = [] {}, QObject* parent = nullptr);
    ~Lane() override;

    template <class Result>
    JobId submit(Job<Result> job);

    /// Drops a waiting job or asks a running one to stop; it then ends as cancelled.
    void cancel(JobId id);
    void cancelAll();

    /// nullopt while nothing runs.
    [[nodiscard]] std::optional<RunningJob> running() const;
    /// True from submit until the last callback has been called.
    [[nodiscard]] bool busy() const { return m_unanswered > 0; }

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
        JobTraits traits;
        QPointer<QObject> context;
        std::function<Answer(const JobControl&)> work;
        std::function<void()> tellCancelled;
        std::stop_source stop;
        bool interrupted = false;  ///< stopped for an urgent job, not by the user
    };
    using EntryPtr = std::shared_ptr<Entry>;

    JobId enqueue(EntryPtr entry);
    void replaceOlder(const std::string& kind);
    void loop(const std::stop_token& quit, const std::function<void()>& prepare);
    [[nodiscard]] EntryPtr takeNext();
    void finish(const EntryPtr& entry, Answer answer);
    void deliver(const EntryPtr& entry, const Answer& answer);

    std::map<std::string, JobId> m_newest;  ///< per kind; GUI thread only
    JobId m_lastId = 0;                     ///< GUI thread only
    int m_unanswered = 0;                   ///< GUI thread only

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<EntryPtr> m_waiting;
    EntryPtr m_running;
    std::jthread m_thread;  ///< last: it must start after everything it uses
};

template <class Result>
JobId Lane::submit(Job<Result> job) {
    auto entry = std::make_shared<Entry>();
    entry->traits = std::move(job.traits);
    entry->context = job.context;
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
