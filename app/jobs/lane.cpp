#include "app/jobs/lane.h"

#include <algorithm>
#include <utility>

namespace nescio {

Lane::Lane(std::function<void()> prepare, QObject* parent) : QObject(parent), m_prepare(std::move(prepare)) {
    start(m_urgent, Pace::Urgent);
}

Lane::~Lane() {
    m_urgent.request_stop();
    m_patient.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        for (const auto& entry : m_running)
            if (entry) entry->stop.request_stop();
    }
    m_urgent.join();
    if (m_patient.joinable()) m_patient.join();
}

void Lane::start(std::jthread& thread, Pace pace) {
    thread = std::jthread([this, pace](const std::stop_token& quit) { loop(quit, pace); });
}

JobId Lane::enqueue(EntryPtr entry) {
    const JobId id = entry->id = ++m_lastId;
    entry->request = entry->traits.request == 0 ? id : entry->traits.request;
    m_open.push_back(entry);
    if (m_cancelledRequests.contains(entry->request)) {
        finish(entry, {Outcome::Cancelled, entry->tellCancelled});
        return id;
    }
    if (const auto& kind = entry->traits.kind; !kind.empty()) {
        cancelWhere(
            [&](const Entry& older) { return older.traits.kind == kind && older.asker == entry->asker; });
        m_newest[{entry->asker, kind}] = id;
    }
    if (entry->traits.yields && !m_patient.joinable()) start(m_patient, Pace::Patient);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(entry));
        settle();
    }
    Q_EMIT activityChanged();
    return id;
}

void Lane::cancelWhere(const std::function<bool(const Entry&)>& chosen) {
    std::vector<EntryPtr> waited;
    {
        const std::lock_guard lock(m_mutex);
        const auto first = std::stable_partition(m_waiting.begin(), m_waiting.end(),
                                                 [&](const EntryPtr& entry) { return !chosen(*entry); });
        waited.assign(first, m_waiting.end());
        m_waiting.erase(first, m_waiting.end());
        for (const auto& entry : m_running)
            if (entry && chosen(*entry)) entry->stop.request_stop();
        settle();
    }
    for (const auto& entry : waited) finish(entry, {Outcome::Cancelled, entry->tellCancelled});
}

void Lane::cancel(JobId id) {
    cancelWhere([id](const Entry& entry) { return entry.id == id; });
}

void Lane::cancelRequest(JobId request) {
    m_cancelledRequests.insert(request);
    cancelWhere([request](const Entry& entry) { return entry.request == request; });
}

void Lane::forget(const std::string& about) {
    for (const auto& entry : m_open)
        if (entry->traits.about == about) entry->forgotten = true;
    cancelWhere([&](const Entry& entry) { return entry.traits.about == about; });
}

void Lane::cancelAll() {
    cancelWhere([](const Entry&) { return true; });
}

std::optional<RunningJob> Lane::running() const {
    auto patient = running(Pace::Patient);
    return patient ? patient : running(Pace::Urgent);
}

std::optional<RunningJob> Lane::running(Pace pace) const {
    const std::lock_guard lock(m_mutex);
    const auto& entry = runs(pace);
    if (!entry) return std::nullopt;
    return RunningJob{.id = entry->id,
                      .request = entry->request,
                      .stage = QString::fromStdString(entry->traits.stage),
                      .board = entry->traits.board,
                      .quiet = entry->traits.quiet,
                      .cancelling = entry->stop.stop_requested(),
                      .waiting = waiting(pace)};
}

std::size_t Lane::waiting(Pace pace) const {
    return static_cast<std::size_t>(std::count_if(m_waiting.begin(), m_waiting.end(),
                                                  [&](const auto& entry) { return entry->pace() == pace; }));
}

bool Lane::urgentAtHand() const {
    return runs(Pace::Urgent) || waiting(Pace::Urgent) > 0;
}

void Lane::settle() {
    if (const auto& patient = runs(Pace::Patient)) {
        if (urgentAtHand())
            patient->traits.board->hold(patient->stop.get_token());
        else
            patient->traits.board->release();
    }
    m_wake.notify_all();
}

Lane::EntryPtr Lane::take(const std::stop_token& quit, Pace pace) {
    std::unique_lock lock(m_mutex);
    const auto may = [&] { return waiting(pace) > 0 && (pace == Pace::Urgent || !urgentAtHand()); };
    if (!m_wake.wait(lock, quit, may) || quit.stop_requested()) return nullptr;
    const auto next = std::find_if(m_waiting.begin(), m_waiting.end(),
                                   [&](const EntryPtr& entry) { return entry->pace() == pace; });
    runs(pace) = *next;
    m_waiting.erase(next);
    return runs(pace);
}

void Lane::loop(const std::stop_token& quit, Pace pace) {
    m_prepare();
    while (const EntryPtr entry = take(quit, pace)) {
        Answer answer = entry->work({entry->stop.get_token(), *entry->traits.board});
        const std::lock_guard lock(m_mutex);
        runs(pace).reset();
        finish(entry, std::move(answer));  // before whoever waited for it goes on and answers, too
        settle();
    }
}

void Lane::finish(const EntryPtr& entry, Answer answer) {
    QMetaObject::invokeMethod(
        this, [this, entry, answer = std::move(answer)] { deliver(entry, answer); }, Qt::QueuedConnection);
}

void Lane::deliver(const EntryPtr& entry, const Answer& answer) {
    std::erase(m_open, entry);
    const std::string& kind = entry->traits.kind;
    const bool stale = entry->forgotten || (!kind.empty() && m_newest[{entry->asker, kind}] != entry->id);
    if (entry->context) {
        if (stale && answer.outcome != Outcome::Cancelled)
            entry->tellCancelled();
        else if (answer.tell)
            answer.tell();
    }
    Q_EMIT activityChanged();
}

}  // namespace nescio
