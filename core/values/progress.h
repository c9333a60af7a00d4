// How far a job is, as a value that one thread posts and another pulls. Pulling keeps a fast producer from
// flooding a slow reader: the window looks ten times a second, however often the engine posts.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "core/values/stage_pace.h"

namespace nescio {

/// A moment in the life of a job.
struct Progress {
    std::string stage;           ///< what is being done, e.g. "training glow·quick"
    std::int64_t done = 0;       ///< units finished
    std::int64_t total = 0;      ///< units in all; 0 while unknown
    double imagesPerSecond = 0;  ///< 0 while unknown
    /// Negative: unknown to who posts; the board tells it from the pace, once it can.
    double secondsLeft = -1;
    std::string detail;   ///< e.g. "epoch 2 of 3 · 3.21 bits/dim"
    std::string trouble;  ///< what keeps it waiting and what to do, one sentence; empty: nothing
};

/// Has the latest Progress, and makes who posts it wait where something else comes first.
/// Thread: any thread may post, read, hold or release.
class ProgressBoard {
  public:
    /// Calls `listener` with everything posted from now on, on the thread that posts: for who must act at a
    /// certain moment and not at the next look.   Requires: nobody posts yet.
    void listen(std::function<void(const Progress&)> listener) { m_listener = std::move(listener); }
    /// Waits while the board is held.   Requires: the caller has locked nothing that others need.
    void post(Progress progress) {
        if (m_listener) m_listener(progress);
        std::unique_lock lock(m_mutex);
        const double left = m_pace.secondsLeft(progress.stage, progress.done, progress.total, seconds());
        if (progress.secondsLeft < 0) progress.secondsLeft = left;
        m_latest = std::move(progress);
        if (!m_held) return;
        const double before = seconds();
        m_released.wait(lock, m_unless, [this] { return !m_held; });
        m_pace.leaveOut(seconds() - before);
    }
    [[nodiscard]] Progress latest() const {
        const std::lock_guard lock(m_mutex);
        return m_latest;
    }

    /// Whoever posts waits from now on until release(), or until it is asked to stop.
    void hold(std::stop_token unless) {
        const std::lock_guard lock(m_mutex);
        m_held = true;
        m_unless = std::move(unless);
    }
    void release() {
        {
            const std::lock_guard lock(m_mutex);
            m_held = false;
        }
        m_released.notify_all();
    }

  private:
    static double seconds() {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_released;
    bool m_held = false;
    std::stop_token m_unless;  ///< of the job that posts here
    Progress m_latest;
    StagePace m_pace;
    std::function<void(const Progress&)> m_listener;
};

}  // namespace nescio
