// How far a job is, as a value that one thread posts and another pulls. Pulling keeps a fast producer from
// flooding a slow reader: the window looks ten times a second, however often the engine posts.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace nescio {

/// A moment in the life of a job.
struct Progress {
    std::string stage;           ///< what is being done, e.g. "training glow·quick"
    std::int64_t done = 0;       ///< units finished
    std::int64_t total = 0;      ///< units in all; 0 while unknown
    double imagesPerSecond = 0;  ///< 0 while unknown
    double secondsLeft = -1;     ///< negative while unknown
    std::string detail;          ///< e.g. "epoch 2 of 3 · 3.21 bits/dim"
    std::string trouble;         ///< what keeps it waiting and what to do, one sentence; empty: nothing
};

/// Holds the latest Progress.   Thread: any thread may post or read.
class ProgressBoard {
  public:
    /// Calls `listener` with everything posted from now on, on the thread that posts: for who must act at a
    /// certain moment and not at the next look.   Requires: nobody posts yet.
    void listen(std::function<void(const Progress&)> listener) { m_listener = std::move(listener); }
    void post(Progress progress) {
        if (m_listener) m_listener(progress);
        const std::lock_guard lock(m_mutex);
        m_latest = std::move(progress);
    }
    [[nodiscard]] Progress latest() const {
        const std::lock_guard lock(m_mutex);
        return m_latest;
    }

  private:
    mutable std::mutex m_mutex;
    Progress m_latest;
    std::function<void(const Progress&)> m_listener;
};

}  // namespace nescio
