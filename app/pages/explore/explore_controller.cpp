#include "app/pages/explore/explore_controller.h"

#include "app/session/run_requests.h"

namespace nescio {

ExploreController::ExploreController(Session& session, JobRunner& jobs, QObject* parent)
    : Controller(session, jobs, parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &ExploreController::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&session, &Session::currentRunChanged, this, soon);
    connect(&session, &Session::dataSetsChanged, this, soon);
    connect(&session, &Session::tablesChanged, this, soon);
}

void ExploreController::setColumns(const NamedColumn& x, const NamedColumn& y) {
    if (x == m_x && y == m_y) return;
    m_x = x;
    m_y = y;
    draw();
}

void ExploreController::setActive(bool active) {
    m_active = active;
    if (active) m_soon.start();
}

void ExploreController::refresh() {
    if (!m_active) return;
    offerColumns();
    draw();
}

ExploreRequest ExploreController::gather() const {
    ExploreRequest request{.title = {}, .run = {}, .sets = {}, .x = m_x, .y = m_y};
    const auto* run = m_session.currentRun();
    if (!run) return request;
    request.title = run->summary.title;
    if (!run->live) request.run = run->path();
    request.sets = figureSets(m_session);
    return request;
}

void ExploreController::offerColumns() {
    const auto request = gather();
    if (request.sets.empty()) return;
    Job<std::vector<NamedColumn>> job;
    job.context = this;
    job.traits = {.kind = "explored columns", .stage = "listing columns", .quiet = true};
    job.work = [terms = request.sets.front().table->columns, run = request.run](const JobControl&) {
        return std::optional(namedColumns(terms, run));
    };
    job.done = [this](std::vector<NamedColumn>& columns) {
        if (columns == m_columns) return;
        m_columns = columns;
        Q_EMIT columnsChanged(m_columns);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void ExploreController::draw() {
    if (!m_active) return;
    const auto request = gather();
    if (!m_session.currentRun()) return Q_EMIT nothing(tr("No run yet: train one or open a run file."));
    if (request.sets.empty())
        return Q_EMIT nothing(tr("No scored set is checked: score some to see their images here."));
    if (m_x.name.empty()) return Q_EMIT nothing(tr("Reading what the run has of its images…"));
    Job<Explored> job;
    job.context = this;
    job.traits = {.kind = "explore", .stage = "reading columns", .quiet = true};
    job.work = [request](const JobControl&) { return std::optional(explored(request)); };
    job.done = [this](Explored& found) {
        if (found.histogram.series.empty()) return Q_EMIT nothing(toQt(found.missing));
        Q_EMIT drawn(found);
    };
    job.failed = [this](const Failure& failure) { Q_EMIT nothing(sentenceOf(failure)); };
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
