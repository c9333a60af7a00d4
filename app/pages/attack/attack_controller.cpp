#include "app/pages/attack/attack_controller.h"

#include "app/session/library_controller.h"
#include "app/session/run_requests.h"
#include "datasets/fit.h"

namespace nescio {

AttackController::AttackController(Session& session, JobRunner& jobs, LibraryController& library,
                                   QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

std::shared_ptr<const Image> AttackController::selectedImage(const AttackOptions& options) {
    const auto selection = m_session.selection();
    if (selection.setId == kDroppedSet) {
        const auto& dropped = m_session.dropped();
        const auto at = static_cast<std::size_t>(selection.index);
        return at < dropped.size() ? dropped[at].original : nullptr;
    }
    const auto* set = m_session.dataSet(selection.setId);
    if (!set) return nullptr;
    if (set->images && selection.index < set->images->count)
        return std::make_shared<const Image>(set->images->imageAt(selection.index));
    if (!set->images && !set->what.empty())
        m_library.withImages(set->what, this, [this, options, selection](const std::string&) {
            if (m_session.selection() == selection) attackSelected(options);
        });
    return nullptr;
}

void AttackController::attackSelected(const AttackOptions& options) {
    const auto* run = m_session.currentRun();
    if (!run || !run->model)
        return Q_EMIT nothing(tr("An attack needs a trained run: train one or open a run file."));
    const auto [setId, index] = m_session.selection();
    if (setId.empty()) return Q_EMIT nothing(tr("Pick an image, or drop one, to attack it."));
    const auto image = selectedImage(options);
    if (!image) return Q_EMIT nothing(tr("The selected image is not at hand."));
    const bool dropped = setId == kDroppedSet;
    const auto* set = m_session.dataSet(setId);
    AttackRequest request{.name = dropped || !set ? image->source : set->title + " #" + std::to_string(index),
                          .image = image,
                          .model = run->model,
                          .reference = referenceOf(*run),
                          .options = options};
    Job<AttackedImage> job;
    job.context = this;
    job.traits = {
        .kind = "attack image", .stage = "attacking " + request.name, .quiet = true, .about = setId};
    job.work = [request](const JobControl& control) { return attackedImage(request, control.stop); };
    job.done = [this](AttackedImage& attack) { Q_EMIT attacked(attack); };
    job.failed = [this](const Failure& failure) { Q_EMIT nothing(sentenceOf(failure)); };
    m_jobs.interactive.submit(std::move(job));
    Q_EMIT started();
}

void AttackController::attackSet(const std::string& setId, std::int64_t images,
                                 const AttackOptions& options) {
    const auto* run = m_session.currentRun();
    const auto* set = m_session.dataSet(setId);
    if (!set) return;
    if (!run || !run->model)
        return Q_EMIT noticed({tr("An attack needs a trained run: train one or open a run file."), {}, {}});
    if (!set->images) {
        m_library.withImages(set->what, this, [this, images, options](const std::string& id) {
            attackSet(id, images, options);
        });
        return;
    }
    Job<ImageSet> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "attacking " + set->title, .yields = true, .about = setId};
    job.work = [all = set->images, model = run->model, images, options](const JobControl& control) {
        const auto frozen = model->get();
        const auto few = all->evenly(images);
        const auto fitted = few.shape == frozen->shape() ? few : fitToShape(few, frozen->shape());
        return nescio::attacked(*frozen, fitted, options, control.stop, &control.board);
    };
    job.done = [this](ImageSet& made) {
        made.indices.clear();  // from now on a set of its own
        made.available = made.count;
        const auto kept = std::make_shared<const ImageSet>(std::move(made));
        m_library.adopt({.id = kept->id,
                         .title = kept->title,
                         .what = {},
                         .shape = kept->shape,
                         .count = kept->count,
                         .available = kept->available,
                         .synthetic = kept->synthetic,
                         .images = kept,
                         .shown = true,
                         .role = SetRole::OutOfDistribution});
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
