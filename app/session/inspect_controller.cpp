#include "app/session/inspect_controller.h"

#include "app/session/library_controller.h"
#include "app/session/run_requests.h"
#include "core/analysis/image_account/account_result.h"

namespace nescio {
namespace {

/// The terms that are known of the image already.
void useStored(const RunEntry& run, const std::string& setId, std::int64_t index,
               InspectionRequest& request) {
    const auto table = run.tables.find(setId);
    if (table == run.tables.end()) return;
    const auto row = rowOf(*table->second, index);
    if (!row) return;
    request.known = table->second->breakdown(*row);
    request.knownWeights = table->second->key.weights;
    request.knownAge = ageUnder(run, request.knownWeights);
}

}  // namespace

InspectController::InspectController(Session& session, JobRunner& jobs, LibraryController& library,
                                     QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::selectionChanged, this, &InspectController::ask);
    connect(&session, &Session::currentRunChanged, this, &InspectController::ask);
    connect(&session, &Session::droppedChanged, this, [this] {
        if (m_session.selection().setId == kDroppedSet) ask();
    });
    connect(&session, &Session::tablesChanged, this, [this](const std::string& path) {
        const auto* run = m_session.currentRun();
        if (run && run->path() == path && m_session.selection().setId != kDroppedSet) ask();
    });
}

void InspectController::ask() {
    askAccount();
    const auto [setId, index] = m_session.selection();
    if (setId.empty()) return Q_EMIT nothingSelected();
    if (setId == kDroppedSet) return askDropped(index);
    if (const auto* set = m_session.dataSet(setId)) askOfSet(*set, index);
}

void InspectController::askDropped(std::int64_t index) {
    const auto& dropped = m_session.dropped();
    if (index >= 0 && index < static_cast<std::int64_t>(dropped.size()))
        Q_EMIT answered(dropped[static_cast<std::size_t>(index)].seen);
}

void InspectController::askOfSet(const DataEntry& set, std::int64_t index) {
    const auto* run = m_session.currentRun();
    auto request = run ? inspectionUnder(*run) : InspectionRequest{.shape = set.shape};
    request.name = toStd(tr("%1 #%2").arg(toQt(set.title)).arg(index));
    if (run) useStored(*run, set.id, index, request);
    Q_EMIT asked(toQt(request.name));
    submit(set.images, index, request);
    if (set.images || set.what.empty()) return;
    // Known by its scores only: show those now, and the picture when the set could be read.
    m_library.withImages(set.what, this, [this, selection = m_session.selection()](const std::string&) {
        if (m_session.selection() == selection) ask();
    });
}

void InspectController::setAccountWanted(bool wanted) {
    if (wanted == m_accountWanted) return;
    m_accountWanted = wanted;
    askAccount();
}

void InspectController::askAccount() {
    if (!m_accountWanted) return;
    const auto [setId, index] = m_session.selection();
    const auto* run = m_session.currentRun();
    if (setId.empty()) return tellNone(tr("Pick an image, or drop one, to see why it is likely."));
    if (!run || !run->model)
        return tellNone(tr("No account: there is no trained model yet. Train one or open a run."));
    auto request = accountUnder(*run, m_session.dataSets());
    request.index = index;
    request.seconds = m_seconds;
    if (setId == kDroppedSet) {
        const auto& dropped = m_session.dropped();
        if (index < 0 || index >= static_cast<std::int64_t>(dropped.size())) return;
        request.image = dropped[static_cast<std::size_t>(index)].original;
        request.name = dropped[static_cast<std::size_t>(index)].seen.facts.name;
    } else if (const auto* set = m_session.dataSet(setId)) {
        request.images = set->images;
        request.name = toStd(tr("%1 #%2").arg(toQt(set->title)).arg(index));
    }
    if (!request.image && (!request.images || index < 0 || index >= request.images->count))
        return tellNone(tr("No account: the image itself is not at hand."));
    submitAccount(request);
}

void InspectController::submitAccount(const AccountRequest& request) {
    Job<ImageAccount> job;
    job.context = this;
    job.traits = {.kind = "account",
                  .stage = "accounting for " + request.name,
                  .quiet = true,
                  .about = m_session.selection().setId};
    job.work = [request](const JobControl& control) {
        return quickAccount(request, control.stop, &control.board);
    };
    job.done = [this, request](ImageAccount& account) {
        tell(account);
        if (request.training) submitNearest(request, account);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void InspectController::submitNearest(const AccountRequest& request, const ImageAccount& account) {
    Job<ImageAccount> job;
    job.context = this;
    job.traits = {.kind = "account",
                  .stage = "finding neighbours of " + request.name,
                  .yields = true,
                  .quiet = true,
                  .about = m_session.selection().setId};
    job.work = [request, account](const JobControl& control) {
        return withNearest(request, account, control.stop, &control.board);
    };
    job.done = [this](ImageAccount& whole) { tell(whole); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void InspectController::tell(const ImageAccount& account) {
    m_last = account;
    if (m_held && (m_held->run != account.run || m_held->weights != account.weights)) {
        m_held.reset();
        Q_EMIT released();
    }
    const bool paired = m_held && m_held->image.bytes != account.image.bytes;
    Q_EMIT accounted(resultOf(account, paired ? &*m_held : nullptr));
}

void InspectController::tellNone(const QString& sentence) {
    m_last.reset();
    Q_EMIT noAccount(sentence);
}

void InspectController::hold(bool on) {
    m_held = on ? m_last : std::nullopt;
    if (m_last) tell(*m_last);
}

void InspectController::submit(const std::shared_ptr<const ImageSet>& images, std::int64_t index,
                               InspectionRequest request) {
    Job<Inspection> job;
    job.context = this;
    job.traits = {.kind = "inspect",
                  .stage = "inspecting " + request.name,
                  .quiet = true,
                  .about = m_session.selection().setId};
    job.work = [images, index,
                request = std::move(request)](const JobControl&) mutable -> std::optional<Inspection> {
        if (images && index >= 0 && index < images->count)
            request.image = std::make_shared<const Image>(images->imageAt(index));
        return inspect(request);
    };
    job.done = [this](Inspection& inspection) { Q_EMIT answered(inspection); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
