#include "app/session/get_controller.h"

#include "app/session/library_controller.h"
#include "datasets/download/offers.h"

namespace nescio {

GetController::GetController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

void GetController::get(const std::string& id) {
    if (!m_underWay.insert(id).second) return;
    Job<Offer> job;
    job.context = this;
    job.traits.stage = "getting " + id;
    job.work = [id](const JobControl& control) -> std::optional<Offer> {
        auto offer = offerOf(id);
        if (!nescio::get(offer, {.stop = control.stop, .board = &control.board})) return std::nullopt;
        return offer;
    };
    job.done = [this, id](Offer& offer) {
        finish(id);
        Q_EMIT noticed(
            {tr("%1 is on this machine now, in %2.").arg(toQt(offer.title), toQt(offer.folder.string())),
             {},
             {},
             true});
    };
    job.failed = [this, id](const Failure& failure) {
        finish(id);
        report(failure);
    };
    job.cancelled = [this, id] {
        finish(id);
        Q_EMIT noticed({tr("Getting %1 was stopped; what has come is kept.").arg(toQt(id)), tr("Go on"),
                        [this, id] { get(id); }});
    };
    m_jobs.downloads.submit(std::move(job));
}

void GetController::finish(const std::string& id) {
    m_underWay.erase(id);
    m_library.askEngine();
    Q_EMIT ended(id);
}

}  // namespace nescio
