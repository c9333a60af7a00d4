#include "app/pages/likelihoods/figure_controller.h"

#include <algorithm>
#include <utility>

#include "app/session/run_requests.h"

namespace nescio {
namespace {

std::optional<FigureMarker> markerOf(const DroppedImage& image) {
    if (!image.seen.facts.breakdown) return std::nullopt;
    return FigureMarker{image.seen.facts.breakdown->totalNats(), image.seen.weights};
}

}  // namespace

FigureController::FigureController(Session& session, JobRunner& jobs, QObject* parent)
    : Controller(session, jobs, parent), m_verdicts(session, jobs, this) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FigureController::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&m_verdicts, &VerdictCache::judgedMore, this, soon);
    connect(&m_verdicts, &VerdictCache::noticed, this, &FigureController::noticed);
    connect(&session, &Session::currentRunChanged, this, soon);
    connect(&session, &Session::dataSetsChanged, this, soon);
    connect(&session, &Session::tablesChanged, this, soon);
    connect(&session, &Session::droppedChanged, this, soon);
    connect(&session, &Session::selectionChanged, this, [this] {
        if (m_session.selection().setId != kDroppedSet) m_answer.reset();  // it was of another image
        m_soon.start();
    });
    m_soon.start();
}

void FigureController::setQuantity(Quantity quantity) {
    if (quantity == m_quantity) return;
    m_quantity = quantity;
    m_soon.start();
}

void FigureController::refresh() {
    const FigureRequest request = gather();
    if (request.sets.empty()) return Q_EMIT empty(whyEmpty());
    Job<HistogramData> job;
    job.context = this;
    job.traits = {.kind = "figure", .stage = "drawing the histogram", .quiet = true};
    job.work = [request](const JobControl&) -> std::optional<HistogramData> { return figureOf(request); };
    job.done = [this](HistogramData& data) {
        if (!gather().sets.empty()) Q_EMIT drawn(data);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
    m_verdicts.want(pairsOf(request.sets));
}

FigureRequest FigureController::gather() const {
    FigureRequest request;
    request.quantity = m_quantity;
    request.verdicts = m_verdicts.known();
    const auto* run = m_session.currentRun();
    if (!run) return request;
    request.runTitle = run->summary.title;
    request.sets = figureSets(m_session);
    const auto& selection = m_session.selection();
    const auto& dropped = m_session.dropped();
    for (std::size_t i = 0; i < dropped.size(); ++i) {
        if (selection == Selection{kDroppedSet, static_cast<std::int64_t>(i)}) continue;
        if (const auto marker = markerOf(dropped[i])) request.markers.push_back(*marker);
    }
    request.inspected = inspected(*run);
    return request;
}

std::optional<FigureMarker> FigureController::inspected(const RunEntry& run) const {
    const auto& [setId, index] = m_session.selection();
    if (setId == kDroppedSet) {
        const auto& dropped = m_session.dropped();
        const bool known = index >= 0 && index < static_cast<std::int64_t>(dropped.size());
        return known ? markerOf(dropped[static_cast<std::size_t>(index)]) : std::nullopt;
    }
    if (const auto table = run.tables.find(setId); table != run.tables.end())
        if (const auto row = rowOf(*table->second, index))
            return FigureMarker{table->second->totalNats(*row), table->second->key.weights};
    return m_answer;
}

void FigureController::setAnswer(std::optional<FigureMarker> answer) {
    if (!answer && !m_answer) return;
    m_answer = std::move(answer);
    m_soon.start();
}

QString FigureController::whyEmpty() const {
    const auto* run = m_session.currentRun();
    if (!run) return tr("No run yet: train one or open a run file.");
    if (run->live) return tr("Training: the histogram appears with the first scores.");
    if (!run->tables.empty()) return tr("No scored set is checked in the list of data sets.");
    if (!run->model) return tr("Nothing is trained yet: choose Resume to go on with this run.");
    const auto& sets = m_session.dataSets();
    const bool scorable =
        std::any_of(sets.begin(), sets.end(), [](const DataEntry& set) { return set.id != kSamplesSet; });
    QString words =
        scorable
            ? tr("Nothing is scored yet: choose Score…, or “Score everything it names” of the menu “Run”, to "
                 "see the likelihoods of data sets.")
            : tr("Nothing is scored yet: choose Add data… and the set is scored at once.");
    if (!run->summary.watched.empty())
        words += tr(" What was watched along the training is on the Training tab.");
    return words;
}

}  // namespace nescio
