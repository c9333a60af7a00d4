#include "app/pages/common/selection_controller.h"

#include <fmt/format.h>

#include "app/session/dropped_sets.h"
#include "app/session/library_controller.h"
#include "core/analysis/experiment.h"
#include "core/files/whole_file.h"
#include "core/values/failure.h"
#include "core/views/chosen_images.h"
#include "core/views/contrast.h"
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

std::vector<std::string> SelectionController::setsToRead(const ImageSelection& images) const {
    std::vector<std::string> wanted;
    for (const auto& id : images.sets())
        if (const auto* set = m_session.dataSet(id); set && !set->images && !set->what.empty())
            wanted.push_back(id);
    return wanted;
}

SelectionController::Material SelectionController::materialOf(const ImageSelection& images) const {
    Material material;
    const auto* run = m_session.currentRun();
    if (run && !run->live) material.run = run->path();
    for (const auto& id : images.sets()) {
        if (id == kDroppedSet) addDropped(images.indicesOf(id), material);
        const auto* set = m_session.dataSet(id);
        if (!set) continue;
        ChosenPart part{id, set->title, set->images, images.indicesOf(id), nullptr};
        if (run)
            if (const auto table = run->tables.find(id); table != run->tables.end())
                part.table = table->second;
        material.parts.push_back(std::move(part));
    }
    return material;
}

/// As they were dropped, each a part by itself: they may be of any shape.
void SelectionController::addDropped(const std::vector<std::int64_t>& indices, Material& material) const {
    const auto& dropped = m_session.dropped();
    for (const auto index : indices) {
        const auto at = static_cast<std::size_t>(index);
        if (index < 0 || at >= dropped.size() || !dropped[at].original) continue;
        const auto name = toStd(tr("dropped"));
        material.parts.push_back(
            {kDroppedSet, name, setOfOne(dropped[at].original, name), {index}, nullptr, index});
    }
}

void SelectionController::withMaterial(const ImageSelection& images,
                                       const std::function<void(const Material&)>& then) {
    m_library.withAllImages(setsToRead(images), this, [this, images, then] { then(materialOf(images)); });
}

void SelectionController::readWhatCanBe(std::vector<std::string> ids, const std::function<void()>& then) {
    if (ids.empty()) return then();
    const auto* set = m_session.dataSet(ids.back());
    ids.pop_back();
    const auto next = [this, ids, then] { readWhatCanBe(ids, then); };
    if (!set) return next();
    m_library.withImages(
        set->what, this, [next](const std::string&) { next(); }, next);
}

void SelectionController::contrast(const NamedSelection& first, const NamedSelection& second) {
    readWhatCanBe(setsToRead(united(first.images, second.images)), [this, first, second] {
        const auto* run = m_session.currentRun();
        const bool onDisk = run && !run->live;
        Job<ExperimentResult> job;
        job.context = this;
        job.traits = {.kind = "contrast",
                      .stage = fmt::format("contrasting {} with {}", toStd(first.name), toStd(second.name)),
                      .yields = true};
        job.work = [input = ContrastInput{.first = {toStd(first.name), materialOf(first.images).parts},
                                          .second = {toStd(second.name), materialOf(second.images).parts},
                                          .run = onDisk ? run->path() : std::string()},
                    title = run ? run->summary.title : std::string()](const JobControl& control) {
            auto result = nescio::contrast(input, control.stop, &control.board);
            if (result && !title.empty()) result->source += " under " + title;
            return result;
        };
        job.done = [this](ExperimentResult& result) { Q_EMIT contrasted(result); };
        job.failed = reporting();
        m_jobs.interactive.submit(std::move(job));
    });
}

void SelectionController::writeTables(const ExperimentResult& result, const QString& base) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "writing tables", .quiet = true};
    job.work = [result, base = toStd(base)](const JobControl&) -> std::optional<bool> {
        nescio::writeTables(base, result);
        return true;
    };
    job.done = [this, base](bool&) {
        Q_EMIT noticed({tr("Wrote %1-….csv, .tex and .md").arg(base), {}, {}});
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void SelectionController::makeSet(const ImageSelection& images, const QString& name) {
    withMaterial(images, [this, name](const Material& material) {
        Job<GatheredImages> job;
        job.context = this;
        job.traits = {.kind = "", .stage = "gathering the chosen images", .yields = true};
        job.work = [material, name = toStd(name)](const JobControl&) {
            return std::optional(gathered(material.parts, name));
        };
        job.done = [this](GatheredImages& made) {
            int number = 1;
            while (m_session.dataSet(fmt::format("chosen/{}", number))) ++number;
            made.set.id = fmt::format("chosen/{}", number);
            made.set.title = fmt::format("{} {}", made.set.title, number);
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
        job.traits = {.kind = "", .stage = "writing the chosen images", .yields = true};
        job.work = [material, path = toStd(path)](const JobControl& control) -> std::optional<bool> {
            if (path.ends_with(".csv")) {
                writeWholeFile(path, columnsCsv(material.parts, material.run));
                return true;
            }
            const auto* known = writerFor(writerKinds(), path);
            const auto name = known ? path : path + "/";  // a folder
            const auto set = gathered(material.parts, "chosen images").set;
            const auto* writer = writerFor(writerKinds(), name);
            if (!writer->write(name, set, {.stop = control.stop, .board = &control.board}))
                return std::nullopt;
            return true;
        };
        job.done = [this, path](bool&) { Q_EMIT noticed({tr("Wrote %1").arg(path), {}, {}, true}); };
        job.failed = reporting();
        m_jobs.interactive.submit(std::move(job));
    });
}

}  // namespace nescio
