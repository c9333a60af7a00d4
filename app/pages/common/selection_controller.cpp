#include "app/pages/common/selection_controller.h"

#include <fmt/format.h>

#include "app/session/library_controller.h"
#include "core/files/whole_file.h"
#include "core/values/failure.h"
#include "core/views/chosen_images.h"
#include "datasets/writer.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"

namespace nescio {

/// Chosen images, frozen on the GUI thread.
struct SelectionController::Material {
    std::vector<ChosenPart> parts;
    std::string run;
};

SelectionController::SelectionController(Session& session, JobRunner& jobs, LibraryController& library,
                                         QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {}

void SelectionController::withMaterial(const ImageSelection& images,
                                       const std::function<void(const Material&)>& then) {
    std::vector<std::string> wanted;
    for (const auto& id : images.sets())
        if (const auto* set = m_session.dataSet(id); set && !set->images && !set->what.empty())
            wanted.push_back(id);
    m_library.withAllImages(wanted, this, [this, images, then] {
        Material material;
        const auto* run = m_session.currentRun();
        if (run) material.run = run->path();
        for (const auto& id : images.sets()) {
            const auto* set = m_session.dataSet(id);
            if (!set) continue;
            ChosenPart part{id, set->title, set->images, images.indicesOf(id), nullptr};
            if (run)
                if (const auto table = run->tables.find(id); table != run->tables.end())
                    part.table = table->second;
            material.parts.push_back(std::move(part));
        }
        then(material);
    });
}

void SelectionController::makeSet(const ImageSelection& images, const QString& name) {
    withMaterial(images, [this, name](const Material& material) {
        Job<GatheredImages> job;
        job.context = this;
        job.traits = {.kind = "", .stage = "gathering the chosen images"};
        job.work = [material, name = toStd(name)](const JobControl&) {
            return std::optional(gathered(material.parts, name));
        };
        job.done = [this](GatheredImages& made) {
            int number = 1;
            while (m_session.dataSet(fmt::format("chosen/{}", number))) ++number;
            made.set.id = fmt::format("chosen/{}", number);
            if (number > 1) made.set.title = fmt::format("{} {}", made.set.title, number);
            const auto left = made.otherShape + made.notAtHand;
            const auto set = std::make_shared<const ImageSet>(std::move(made.set));
            m_library.adopt({.id = set->id,
                             .title = set->title,
                             .what = {},
                             .shape = set->shape,
                             .count = set->count,
                             .available = set->available,
                             .synthetic = set->synthetic,
                             .images = set,
                             .shown = true,
                             .role = SetRole::Other});
            if (left > 0)
                Q_EMIT noticed({tr("%1 of the chosen images are not in “%2”: their shape is another, or they "
                                   "are not at hand.")
                                    .arg(countWords(left), toQt(set->title)),
                                {},
                                {}});
        };
        job.failed = reporting();
        m_jobs.interactive.submit(std::move(job));
    });
}

void SelectionController::write(const ImageSelection& images, const QString& path) {
    withMaterial(images, [this, path](const Material& material) {
        Job<bool> job;
        job.context = this;
        job.traits = {.kind = "", .stage = "writing the chosen images"};
        job.work = [material, path = toStd(path)](const JobControl& control) -> std::optional<bool> {
            if (path.ends_with(".csv")) {
                writeWholeFile(path, columnsCsv(material.parts, material.run));
                return true;
            }
            const bool file = path.ends_with(".npz") || path.ends_with(".npy") || path.ends_with(".png");
            const auto name = file ? path : path + "/";
            const auto set = gathered(material.parts, "chosen images").set;
            const auto* writer = writerFor(writerKinds(), name);
            if (!writer->write(name, set, {.stop = control.stop, .board = &control.board}))
                return std::nullopt;
            return true;
        };
        job.done = [this, path](bool&) { Q_EMIT noticed({tr("Wrote %1").arg(path), {}, {}}); };
        job.failed = reporting();
        m_jobs.interactive.submit(std::move(job));
    });
}

}  // namespace nescio
