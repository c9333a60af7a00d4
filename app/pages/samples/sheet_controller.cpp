#include "app/pages/samples/sheet_controller.h"

#include "app/session/library_controller.h"

namespace nescio {

SheetController::SheetController(Session& session, JobRunner& jobs, LibraryController& library,
                                 QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::currentRunChanged, this, &SheetController::askLatents);
    connect(&session, &Session::runsChanged, this, &SheetController::askLatents);
}

void SheetController::askLatents() {
    const auto* run = m_session.currentRun();
    if (!run || !run->model || run->noLatents || m_asked == run->path()) return;
    m_asked = run->path();
    Job<std::string> job;
    job.context = this;
    job.traits = {.kind = "latents", .stage = "asking for latents", .quiet = true};
    job.work = [model = run->model](const JobControl&) -> std::optional<std::string> {
        return model->get()->noLatents();
    };
    job.done = [this, path = run->path()](std::string& why) {
        m_asked.clear();
        m_session.setNoLatents(path, why);
        askLatents();  // another run may have become current meanwhile
    };
    // What is wrong with the file is said by whoever needs the model; the run is not asked again and again.
    job.failed = [](const Failure&) {};
    job.cancelled = [this] { m_asked.clear(); };
    m_jobs.interactive.submit(std::move(job));
}

void SheetController::reconstruct(const std::string& setId, int count) {
    const auto* set = m_session.dataSet(setId);
    if (!set) return;
    makeOf(set->images ? set->id : set->what, SheetKind::Reconstructions, "reconstructing",
           [count](const FrozenModel& model, const ImageSet& images, const SheetControl& control) {
               return reconstructionSheet(model, images, count, control);
           });
}

void SheetController::interpolate(const std::string& setId, std::int64_t from, std::int64_t to, int steps) {
    const auto* set = m_session.dataSet(setId);
    if (!set) return;
    makeOf(set->images ? set->id : set->what, SheetKind::Interpolation, "interpolating",
           [=](const FrozenModel& model, const ImageSet& images, const SheetControl& control) {
               if (control.stop.stop_requested()) return std::optional<Sheet>();
               return std::optional(interpolationSheet(model, images, from, to, steps));
           });
}

void SheetController::findNearest(const SampleRequest& request) {
    const auto* run = m_session.currentRun();
    if (!run) return;
    makeOf(run->summary.spec.trainData, SheetKind::Nearest, "finding neighbours",
           [request, limit = run->summary.spec.trainLimit, rule = run->summary.spec.limitRule](
               const FrozenModel& model, const ImageSet& images, const SheetControl& control) {
               const bool whole = limit <= 0 || limit >= images.count;
               return nearestSheet(model, whole ? images : images.limited(limit, rule), request, control);
           });
}

void SheetController::makeOf(const std::string& what, SheetKind kind, const std::string& stage,
                             const Make& make) {
    m_library.withImages(what, this,
                         [this, kind, stage, make](const std::string& id) { submit(id, kind, stage, make); });
}

void SheetController::submit(const std::string& setId, SheetKind kind, const std::string& stage,
                             const Make& make) {
    const auto* run = m_session.currentRun();
    const auto* set = m_session.dataSet(setId);
    if (!run || !run->model || !set || !set->images) return;
    Job<Sheet> job;
    job.context = this;
    job.traits = {.kind = "", .stage = stage, .yields = true, .about = setId};
    job.work = [model = run->model, images = set->images, make](const JobControl& control) {
        return make(*model->get(), *images, {.stop = control.stop, .board = &control.board});
    };
    job.done = [this, kind, path = run->path()](Sheet& sheet) {
        m_session.setSheet(path, kind, std::move(sheet));
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
