#include "core/train/training.h"

namespace nescio {

void LiveTraining::append(const HistoryRow& row) {
    const std::lock_guard lock(m_mutex);
    m_rows.push_back(row);
}

std::vector<HistoryRow> LiveTraining::rowsFrom(std::size_t from) const {
    const std::lock_guard lock(m_mutex);
    if (from >= m_rows.size()) return {};
    return {m_rows.begin() + static_cast<std::ptrdiff_t>(from), m_rows.end()};
}

void LiveTraining::publish(std::shared_ptr<const FrozenModel> snapshot) {
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(snapshot);
}

std::shared_ptr<const FrozenModel> LiveTraining::snapshot() const {
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void LiveTraining::setPaused(bool paused) {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
    }
    m_resumed.notify_all();
}

bool LiveTraining::paused() const {
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

void LiveTraining::waitWhilePaused(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_resumed.wait(lock, stop, [this] { return !m_paused; });
}

void LiveTraining::tryAgain() {
    {
        const std::lock_guard lock(m_mutex);
        m_tryAgain = true;
    }
    m_resumed.notify_all();
}

void LiveTraining::waitInTrouble(const std::stop_token& stop, std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    m_resumed.wait_for(lock, stop, patience, [this] { return m_tryAgain; });
    m_tryAgain = false;
}

}  // namespace nescio
