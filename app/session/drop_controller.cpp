#include "app/session/drop_controller.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "app/session/library_controller.h"
#include "app/session/run_requests.h"
#include "widgets/drop_area.h"
#include "widgets/number_words.h"
#include "widgets/paper/carried_recipe.h"

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

/// By its name alone: only these are looked into for a figure.
bool mayBeFigure(const QString& path) {
    for (const char* ending : {".pdf", ".svg", ".png"})
        if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive)) return true;
    return false;
}

DroppedImage seenAs(InspectionRequest request, const std::shared_ptr<const Image>& image,
                    const DroppedSource& source) {
    request.image = image;
    request.name = std::filesystem::path(image->source).filename().string();
    return {image, inspect(request), source};
}

}  // namespace

/// The images of one drop on their way.
/// Thread: a lane while a job of it runs, else GUI.
struct DropController::Drop {
    std::vector<DroppedSource> sources;  ///< those to be looked at
    std::string runPath;                 ///< the run that is asked
    InspectionRequest request;
    std::size_t next = 0;
    std::vector<DroppedImage> found;  ///< not handed over yet
    std::size_t read = 0;
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
    Job<std::vector<Known>> job;
    job.context = this;
    job.traits = {.kind = {}, .stage = "looking at what was dropped", .quiet = true};
    job.work = [paths](const JobControl&) -> std::optional<std::vector<Known>> {
        std::vector<Known> known;
        for (const QString& path : paths) known.push_back(knownOf(path));
        return known;
    };
    job.done = [this, paths, what](std::vector<Known>& known) { open(paths, known, what); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

DropController::Known DropController::knownOf(const QString& path) {
    if (mayBeFigure(path)) try {
            if (auto figure = recipeIn(path)) return {PathKind::Figure, std::move(figure), {}};
        } catch (const Error&) {  // this file; the others are opened
            return {PathKind::Figure, {}, currentFailure({})};
        }
    return {kindOf(path), {}, {}};
}

void DropController::open(const QStringList& paths, const std::vector<Known>& known, const QString& what) {
    std::vector<DroppedSource> images;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const QString& path = paths[static_cast<qsizetype>(i)];
        switch (known[i].kind) {
            case PathKind::Figure:
                if (known[i].failure) report(*known[i].failure);
                if (known[i].figure) Q_EMIT figureFound(*known[i].figure);
                break;
            case PathKind::Run:
                m_library.openRun(path);
                break;
            case PathKind::DataSet:
                m_library.addDataSet(toStd(path));
                break;
            case PathKind::Image:
                images.push_back({.path = toStd(path)});
                break;
        }
    }
    if (images.empty()) return Q_EMIT unanswered();
    scoreImages(std::move(images), what);
}

void DropController::dropPicture(const QImage& picture) {
    if (picture.isNull()) return;
    Q_EMIT accepted(tr("Score 1 image"));
    scoreImages({{.picture = picture}}, tr("Score 1 image"));
}

std::function<void()> DropController::givingUp() {
    return [this, question = m_lastQuestion] {
        if (question == m_lastQuestion) Q_EMIT unanswered();  // else a newer drop took its place
    };
}

void DropController::scoreImages(std::vector<DroppedSource> sources, const QString& what) {
    ++m_lastQuestion;
    Q_EMIT asked(what);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        sources[i].id = ++m_lastSource;
        sources[i].lookedAt = i < kInspected;
    }
    auto drop = std::make_shared<Drop>();
    drop->runPath = currentPath();
    drop->request = requestFor(m_session.currentRun());
    const auto few = static_cast<std::ptrdiff_t>(std::min(sources.size(), kInspected));
    drop->sources.assign(sources.begin(), sources.begin() + few);
    lookAtFirst(drop, what);
    Q_EMIT taken(sources);
}

bool DropController::lookOn(Drop& drop, std::size_t most, const JobControl& control) {
    while (drop.next < drop.sources.size() && drop.read < most) {
        if (control.stop.stop_requested()) return false;
        const auto& source = drop.sources[drop.next];
        try {
            drop.found.push_back(seenAs(drop.request, std::make_shared<const Image>(source.read()), source));
            ++drop.read;
        } catch (const DataError&) {  // this file; anything else stops the job
            drop.failures.push_back(currentFailure({}));
        }
        ++drop.next;
        control.board.post({.stage = "scoring dropped images",
                            .done = static_cast<std::int64_t>(drop.next),
                            .total = static_cast<std::int64_t>(drop.sources.size())});
    }
    return true;
}

void DropController::lookAtFirst(const std::shared_ptr<Drop>& drop, const QString& what) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = {}, .stage = toStd(what.toLower())};
    job.work = [drop](const JobControl& control) -> std::optional<bool> {
        return lookOn(*drop, 1, control) ? std::optional(true) : std::nullopt;
    };
    job.done = [this, drop, giveUp = givingUp()](bool&) {
        const auto first = drop->found.empty() ? 0 : drop->found.front().source.id;
        take(*drop);
        if (first == 0) {
            giveUp();
        } else {
            selectSource(first);
            Q_EMIT answered();
        }
        if (drop->next < drop->sources.size())
            lookAtOthers(drop);
        else
            tellFailures(*drop);
    };
    job.cancelled = givingUp();
    job.failed = [this, giveUp = givingUp()](const Failure& failure) {
        report(failure);
        giveUp();
    };
    m_jobs.interactive.submit(std::move(job));
}

void DropController::lookAtOthers(const std::shared_ptr<Drop>& drop) {
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = {}, .stage = "scoring dropped images", .yields = true};
    job.work = [drop](const JobControl& control) -> std::optional<bool> {
        return lookOn(*drop, drop->sources.size(), control) ? std::optional(true) : std::nullopt;
    };
    job.done = [this, drop](bool&) {
        take(*drop);
        tellFailures(*drop);
    };
    job.cancelled = [this, drop] { take(*drop); };
    job.failed = [this, drop](const Failure& failure) {
        take(*drop);
        report(failure);
    };
    m_jobs.interactive.submit(std::move(job));
}

void DropController::tellFailures(const Drop& drop) {
    if (drop.failures.empty()) return;
    QString sentence = toQt(drop.failures.front().message);
    if (drop.sources.size() > 1)
        sentence =
            tr("%1 of %2 files could not be read, the first: %3")
                .arg(countWords(std::ssize(drop.failures)), countWords(std::ssize(drop.sources)), sentence);
    Q_EMIT noticed({sentence, {}, {}});
}

void DropController::take(Drop& drop) {
    auto found = std::exchange(drop.found, {});
    if (found.empty()) return;
    auto all = m_session.dropped();
    std::move(found.begin(), found.end(), std::back_inserter(all));
    m_session.setDropped(std::move(all));
    const auto now = requestFor(m_session.currentRun());
    const bool moved = now.model != drop.request.model || now.snapshot != drop.request.snapshot;
    if (moved || drop.runPath != currentPath()) rescore();
}

void DropController::selectSource(std::uint64_t id) {
    const auto& dropped = m_session.dropped();
    const auto found = std::find_if(dropped.begin(), dropped.end(),
                                    [&](const DroppedImage& image) { return image.source.id == id; });
    if (found != dropped.end()) m_session.select({kDroppedSet, found - dropped.begin()});
}

void DropController::show(const DroppedSource& source) {
    const auto& dropped = m_session.dropped();
    if (std::any_of(dropped.begin(), dropped.end(),
                    [&](const DroppedImage& image) { return image.source.id == source.id; }))
        return selectSource(source.id);
    auto drop = std::make_shared<Drop>();
    drop->runPath = currentPath();
    drop->request = requestFor(m_session.currentRun());
    drop->sources = {source};
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "show dropped", .stage = "reading the picked image", .quiet = true};
    job.work = [drop](const JobControl& control) -> std::optional<bool> {
        return lookOn(*drop, 1, control) ? std::optional(true) : std::nullopt;
    };
    job.done = [this, drop, id = source.id](bool&) {
        take(*drop);
        tellFailures(*drop);
        selectSource(id);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
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
            fresh.push_back(seenAs(request, image.original, image.source));
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
    Q_EMIT cleared();
}

}  // namespace nescio
