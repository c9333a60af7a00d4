#include "app/controllers/drop_controller.h"

#include <algorithm>
#include <filesystem>

#include "app/controllers/library_controller.h"
#include "app/inspection.h"
#include "app/pasted_image.h"
#include "widgets/drop_area.h"

namespace nescio {
namespace {

/// The part of a request that is the same for all dropped images.
InspectionRequest requestFor(const RunEntry* run) {
    return run ? inspectionUnder(*run) : InspectionRequest{};
}

/// By content; what no format knows is taken for what its name says, so that the sentence about it fits.
PathKind kindOf(const QString& path) {
    if (const auto kind = pathKindOf(toStd(path))) return *kind;
    return dropKindOf(path) == DropKind::Image ? PathKind::Image : PathKind::DataSet;
}

DroppedImage seenAs(InspectionRequest request, const std::shared_ptr<const Image>& image) {
    request.image = image;
    request.name = toQt(std::filesystem::path(image->source).filename().string());
    return {image, inspect(request)};
}

}  // namespace

/// An image to be: a file or a picture from the clipboard.
struct DropController::Source {
    std::string path;
    QImage picture;

    [[nodiscard]] Image read() const { return picture.isNull() ? loadImage(path) : pastedImage(picture); }
};

/// The images that could be read, and the reasons of those that could not.
struct DropController::Answer {
    std::string runPath;  ///< the run that was asked
    std::vector<DroppedImage> images;
    std::vector<Failure> failures;
};

DropController::DropController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::currentRunChanged, this, &DropController::rescore);
    connect(&session, &Session::tablesChanged, this, [this](const std::string& path) {
        const auto* run = m_session.currentRun();
        if (run && run->path() == path) rescore();
    });
}

void DropController::dropPaths(const QStringList& paths) {
    const QString what = dropPromise(paths);
    Q_EMIT accepted(what);
    if (std::any_of(paths.begin(), paths.end(),
                    [](const QString& path) { return dropKindOf(path) == DropKind::Image; }))
        Q_EMIT asked(what);
    Job<std::vector<PathKind>> job;
    job.context = this;
    job.traits = {.kind = {}, .stage = "looking at what was dropped", .quiet = true};
    job.work = [paths](const JobControl&) -> std::optional<std::vector<PathKind>> {
        std::vector<PathKind> kinds;
        for (const QString& path : paths) kinds.push_back(kindOf(path));
        return kinds;
    };
    job.done = [this, paths, what](std::vector<PathKind>& kinds) { open(paths, kinds, what); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void DropController::open(const QStringList& paths, const std::vector<PathKind>& kinds, const QString& what) {
    std::vector<Source> images;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const QString& path = paths[static_cast<qsizetype>(i)];
        switch (kinds[i]) {
            case PathKind::Run:
                m_library.openRun(path);
                break;
            case PathKind::DataSet:
                m_library.addDataSet(toStd(path));
                break;
            case PathKind::Image:
                images.push_back({toStd(path), {}});
                break;
        }
    }
    if (images.empty()) return Q_EMIT unanswered();
    scoreImages(std::move(images), what);
}

void DropController::dropPicture(const QImage& picture) {
    if (picture.isNull()) return;
    Q_EMIT accepted(tr("Score 1 image"));
    scoreImages({{.path = {}, .picture = picture}}, tr("Score 1 image"));
}

std::function<void()> DropController::givingUp() {
    return [this, question = m_lastQuestion] {
        if (question == m_lastQuestion) Q_EMIT unanswered();  // else a newer drop took its place
    };
}

void DropController::scoreImages(std::vector<Source> sources, const QString& what) {
    ++m_lastQuestion;
    Q_EMIT asked(what);
    Job<Answer> job;
    job.context = this;
    job.traits = {.kind = "drop", .stage = toStd(what.toLower())};
    job.work = [sources = std::move(sources), path = currentPath(),
                request =
                    requestFor(m_session.currentRun())](const JobControl& control) -> std::optional<Answer> {
        Answer answer{.runPath = path, .images = {}, .failures = {}};
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (control.stop.stop_requested()) return std::nullopt;
            try {
                answer.images.push_back(seenAs(request, std::make_shared<const Image>(sources[i].read())));
            } catch (const DataError&) {  // this file; anything else stops the job
                answer.failures.push_back(currentFailure({}));
            }
            control.board.post({.stage = "scoring dropped images",
                                .done = static_cast<std::int64_t>(i + 1),
                                .total = static_cast<std::int64_t>(sources.size())});
        }
        return answer;
    };
    job.done = [this](Answer& answer) { take(answer); };
    job.cancelled = givingUp();
    job.failed = [this, giveUp = givingUp()](const Failure& failure) {
        report(failure);
        giveUp();
    };
    m_jobs.interactive.submit(std::move(job));
}

void DropController::take(Answer& answer) {
    const auto read = answer.images.size();
    if (!answer.failures.empty()) {
        QString sentence = toQt(answer.failures.front().message);
        if (const auto all = read + answer.failures.size(); all > 1)
            sentence = tr("%1 of %2 files could not be read, the first: %3")
                           .arg(answer.failures.size())
                           .arg(all)
                           .arg(sentence);
        Q_EMIT noticed({sentence, {}, {}});
    }
    if (read == 0) return Q_EMIT unanswered();
    auto all = m_session.dropped();
    const auto first = static_cast<std::int64_t>(all.size());
    for (auto& image : answer.images) all.push_back(std::move(image));
    m_session.setDropped(std::move(all));
    m_session.select({kDroppedSet, first});
    if (answer.runPath != currentPath()) rescore();
    Q_EMIT answered(static_cast<int>(read));
}

std::string DropController::currentPath() const {
    const auto* run = m_session.currentRun();
    return run ? run->path() : std::string();
}

void DropController::rescore() {
    if (m_session.dropped().empty()) return;
    Job<std::vector<DroppedImage>> job;
    job.context = this;
    job.traits = {.kind = "rescore", .stage = "scoring dropped images", .quiet = true};
    job.work = [old = m_session.dropped(), request = requestFor(m_session.currentRun())](
                   const JobControl& control) -> std::optional<std::vector<DroppedImage>> {
        std::vector<DroppedImage> fresh;
        for (const auto& image : old) {
            if (control.stop.stop_requested()) return std::nullopt;
            fresh.push_back(seenAs(request, image.original));
        }
        return fresh;
    };
    job.done = [this, count = m_session.dropped().size()](std::vector<DroppedImage>& fresh) {
        // Images that were dropped meanwhile were asked about with the same run: keep them.
        const auto& now = m_session.dropped();
        for (std::size_t i = count; i < now.size(); ++i) fresh.push_back(now[i]);
        if (now.size() >= count) m_session.setDropped(std::move(fresh));
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void DropController::clear() {
    if (m_session.selection().setId == kDroppedSet) m_session.select({});
    m_session.setDropped({});
}

}  // namespace nescio
