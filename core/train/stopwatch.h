// Time spent training, pauses and the time between sessions left out.
#pragma once

#include <chrono>

namespace nescio {

/// Runs from its construction on.   Thread: the training lane's only.
class Stopwatch {
  public:
    /// `before`: seconds of earlier sessions.
    explicit Stopwatch(double before = 0) : m_before(before) {}

    [[nodiscard]] double seconds() const { return m_before + running(); }
    /// Stands still until resume().
    void pause() {
        m_before = seconds();
        m_paused = true;
    }
    void resume() {
        m_resumedAt = Clock::now();
        m_paused = false;
    }

  private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] double running() const {
        return m_paused ? 0 : std::chrono::duration<double>(Clock::now() - m_resumedAt).count();
    }

    double m_before;
    bool m_paused = false;
    Clock::time_point m_resumedAt = Clock::now();
};

}  // namespace nescio
