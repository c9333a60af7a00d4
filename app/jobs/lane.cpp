#include "app/jobs/lane.h"

#include <algorithm>
#include <utility>

namespace nescio {

Lane::Lane(std::function<void()> prepare, QObject* parent) : QObject(parent) {
    m_thread = std::jthread(
        [this, prepare = std::move(prepare)](const std::stop_token& quit) { loop(quit, prepare); });
}

Lane::~Lane() {
    m_thread.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        if (m_running) m_running->stop.request_stop();
    }
    m_thread.join();
}

JobId Lane::enqueue(EntryPtr entry) {
    entry->id = ++m_lastId;
    ++m_unanswered;
    if (!entry->traits.kind.empty()) {
        replaceOlder(entry->traits.kind);
        m_newest[entry->traits.kind] = entry->id;
    }
    const JobId id = entry->id;
    {
        const std::lock_guard lock(m_mutex);
        if (!entry->traits.yields && m_running && m_running->traits.yields &&
            !m_running->stop.stop_requested()) {
            m_running->interrupted = true;
            m_running->stop.request_stop();
        }
        m_waiting.push_back(std::move(entry));
    }
    m_wake.notify_one();
    Q_EMIT activityChanged();
    return id;
}

void Lane::replaceOlder(const std::string& kind) {
    std::vector<EntryPtr> replaced;
    {
        const std::lock_guard lock(m_mutex);
        const auto older = [&](const EntryPtr& entry) { return entry->traits.kind == kind; };
        const auto first = std::stable_partition(m_waiting.begin(), m_waiting.end(),
                                                 [&](const EntryPtr& entry) { return !older(entry); });
        replaced.assign(first, m_waiting.end());
        m_waiting.erase(first, m_waiting.end());
        if (m_running && older(m_running)) {
            m_running->interrupted = false;
            m_running->stop.request_stop();
        }
    }
    for (const auto& entry : replaced) finish(entry, {Outcome::Cancelled, entry->tellCancelled});
}

void Lane::cancel(JobId id) {
    EntryPtr waiting;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                        [&](const EntryPtr& entry) { return entry->id == id; });
        if (found != m_waiting.end()) {
            waiting = *found;
            m_waiting.erase(found);
        } else if (m_running && m_running->id == id) {
            m_running->interrupted = false;
            m_running->stop.request_stop();
        }
    }
    if (waiting) finish(waiting, {Outcome::Cancelled, waiting->tellCancelled});
}

void Lane::cancelAll() {
    std::vector<JobId> ids;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& entry : m_waiting) ids.push_back(entry->id);
        if (m_running) ids.push_back(m_running->id);
    }
    for (const JobId id : ids) cancel(id);
}

std::optional<RunningJob> Lane::running() const {
    const std::lock_guard lock(m_mutex);
    if (!m_running) return std::nullopt;
    return RunningJob{.id = m_running->id,
                      .stage = QString::fromStdString(m_running->traits.stage),
                      .board = m_running->traits.board,
                      .quiet = m_running->traits.quiet,
                      .cancelling = m_running->stop.stop_requested() && !m_running->interrupted,
                      .waiting = m_waiting.size()};
}

Lane::EntryPtr Lane::takeNext() {
    // Urgent jobs first, in order; patient ones only when no urgent one waits.
    auto next = std::find_if(m_waiting.begin(), m_waiting.end(),
                             [](const EntryPtr& entry) { return !entry->traits.yields; });
    if (next == m_waiting.end()) next = m_waiting.begin();
    EntryPtr entry = *next;
    m_waiting.erase(next);
    return entry;
}

void Lane::loop(const std::stop_token& quit, const std::function<void()>& prepare) {
    prepare();
    while (true) {
        EntryPtr entry;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return !m_waiting.empty(); }) || quit.stop_requested())
                return;
            entry = takeNext();
            m_running = entry;
        }
        Answer answer = entry->work({entry->stop.get_token(), *entry->traits.board});
        {
            const std::lock_guard lock(m_mutex);
            m_running.reset();
            if (entry->interrupted && answer.outcome == Outcome::Cancelled && !quit.stop_requested()) {
                entry->interrupted = false;
                entry->stop = std::stop_source();
                m_waiting.push_front(entry);
                continue;
            }
        }
        finish(entry, std::move(answer));
    }
}

void Lane::finish(const EntryPtr& entry, Answer answer) {
    QMetaObject::invokeMethod(
        this, [this, entry, answer = std::move(answer)] { deliver(entry, answer); }, Qt::QueuedConnection);
}

void Lane::deliver(const EntryPtr& entry, const Answer& answer) {
    --m_unanswered;
    const std::string& kind = entry->traits.kind;
    const bool stale = !kind.empty() && m_newest[kind] != entry->id;
    if (entry->context) {
        if (stale && answer.outcome != Outcome::Cancelled)
            entry->tellCancelled();
        else if (answer.tell)
            answer.tell();
    }
    Q_EMIT activityChanged();
}

}  // namespace nescio
