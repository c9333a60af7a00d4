// How long a stage goes on, told from how far it has come: for those who post what is done and of how much,
// and no more.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace nescio {

/// The pace of one stage. Seconds are of any clock; those spent waiting are taken out by whoever waited.
class StagePace {
  public:
    /// Seconds left, negative while unknown: at first, where nothing is counted, and after a new stage or
    /// total.
    double secondsLeft(const std::string& stage, std::int64_t done, std::int64_t total, double now) {
        if (stage != m_stage || total != m_total || done < m_done) {
            m_stage = stage;
            m_total = total;
            m_first = done;
            m_since = now;
        }
        m_done = done;
        const auto units = static_cast<double>(done - m_first);
        const double seconds = now - m_since;
        if (total <= 0 || units <= 0 || seconds < kLeastSeconds) return -1;
        return seconds * static_cast<double>(std::max<std::int64_t>(total - done, 0)) / units;
    }
    void leaveOut(double seconds) { m_since += seconds; }

  private:
    static constexpr double kLeastSeconds = 1;  ///< sooner, the first units tell little

    std::string m_stage;
    std::int64_t m_done = 0, m_total = 0, m_first = 0;
    double m_since = 0;
};

}  // namespace nescio
