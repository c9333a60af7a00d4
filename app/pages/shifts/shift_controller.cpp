#include "app/pages/shifts/shift_controller.h"

#include <algorithm>

#include "app/session/library_controller.h"
#include "app/session/set_choices.h"
#include "datasets/shift.h"

namespace nescio {

ShiftController::ShiftController(Session& session, JobRunner& jobs, LibraryController& library,
                                 QObject* parent)
    : Controller(session, jobs, parent), m_library(library) {
    connect(&session, &Session::currentRunChanged, this, &ShiftController::refresh);
    connect(&session, &Session::runsChanged, this, &ShiftController::refresh);
    connect(&session, &Session::dataSetsChanged, this, &ShiftController::refresh);
    connect(&session, &Session::tablesChanged, this, &ShiftController::refresh);
}

void ShiftController::ask(const ShiftRequest& request) {
    if (request.setId != m_wanted.setId) m_unreadable.clear();
    m_wanted = request;
    refresh();
}

void ShiftController::setActive(bool active) {
    m_active = active;
    refresh();
}

std::string ShiftController::standardSet() const {
    return ownSet(m_session);
}

QString ShiftController::obstacle() const {
    const auto* run = m_session.currentRun();
    if (!run)
        return tr("No run yet: train one or open a run file to see what a shift does to its likelihoods.");
    if (!run->model) return tr("This run has no weights yet: the histogram appears with its first snapshot.");
    if (!m_session.dataSet(m_wanted.setId)) return tr("Add a data set to shift its images.");
    const auto& kind = shiftKind(m_wanted.question.shift);
    if (const auto why = obstacleOf(kind, run->summary.shape); !why.empty())
        return tr("%1 %2: this model takes images of %3. Choose another shift.")
            .arg(toQt(kind.title), toQt(why), toQt(toText(run->summary.shape)));
    return {};
}

void ShiftController::refresh() {
    if (!m_active || m_wanted.question.shift.empty()) return;
    if (const QString why = obstacle(); !why.isEmpty()) {
        forget();
        return Q_EMIT nothing(why);
    }
    const auto now = scene();
    if (!now) return;
    if (!m_bench || *now != m_scene) {
        forget();
        m_scene = *now;
        m_bench = std::make_shared<ShiftBench>(m_scene);
    }
    proceed();
}

/// nullopt while images are being read.
std::optional<ShiftScene> ShiftController::scene() {
    const auto* set = m_session.dataSet(m_wanted.setId);
    const QString title = toQt(set->title);
    const auto images = set->images ? set->images : fetched(set->what);
    const bool unreadable = m_unreadable.contains(set->what);
    if (!images) {
        forget();
        Q_EMIT nothing(unreadable ? tr("The images of %1 could not be read. Choose another set.").arg(title)
                                  : tr("Reading %1…").arg(title));
        return std::nullopt;
    }
    const auto* run = m_session.currentRun();
    ShiftScene now{
        .runTitle = run->summary.title, .model = run->model, .images = images, .limit = m_wanted.limit};
    if (const auto table = run->tables.find(run->summary.trainSetId); table != run->tables.end())
        now.reference = table->second;
    if (!shiftKind(m_wanted.question.shift).usesMean) {
        now.meanOf = m_scene.meanOf;  // not read: no reason to begin anew
        return now;
    }
    const auto* trained = m_session.dataSet(run->summary.trainSetId);
    now.meanOf = trained && trained->images ? trained->images : fetched(run->summary.spec.trainData);
    return now;
}

/// Images that were not at hand, asked for once; null while they are read and where they cannot be.
std::shared_ptr<const ImageSet> ShiftController::fetched(const std::string& what) {
    const auto known =
        std::find_if(m_session.dataSets().begin(), m_session.dataSets().end(),
                     [&](const auto& set) { return (set.what == what || set.id == what) && set.images; });
    if (known != m_session.dataSets().end()) return known->images;
    if (what.empty() || m_unreadable.contains(what) || !m_reading.insert(what).second) return nullptr;
    const auto over = [this, what](bool read) {
        m_reading.erase(what);
        if (!read) m_unreadable.insert(what);
        refresh();
    };
    m_library.withImages(
        what, this, [over](const std::string&) { over(true); }, [over] { over(false); });
    return nullptr;
}

void ShiftController::forget() {
    ++m_serial;
    if (m_out) m_jobs.interactive.cancel(m_job);
    m_out = false;
    m_bench.reset();
    m_asked.reset();
}

void ShiftController::proceed() {
    const bool same = m_asked == m_wanted.question;
    if (same && (m_out || m_complete)) return;
    // Its first batch is worth showing and ends soon: while the slider moves, every picture is such a one.
    const auto running = m_jobs.interactive.running(Pace::Urgent);
    if (m_out && !m_answered && running && running->id == m_job) return;
    if (!same) m_complete = m_answered = false;
    m_asked = m_wanted.question;
    submit();
}

void ShiftController::submit() {
    const auto serial = ++m_serial;
    Job<ShiftAnswer> job;
    job.context = this;
    job.traits = {.kind = "shift", .stage = "shifting " + m_scene.images->title, .quiet = true};
    job.work = [bench = m_bench, question = *m_asked](const JobControl& control) {
        return bench->step(question, control.stop);
    };
    job.done = [this, serial](ShiftAnswer& answer) {
        if (serial != m_serial) return;
        m_out = false;
        m_answered = true;
        m_complete = answer.complete;
        // The shifted images are no set of the list, whatever they were.
        auto& reference = answer.histogram.series.front();
        reference.slot = slotMeant(reference.label, m_session.slotsByTitle()).value_or(-1);
        Q_EMIT drawn(answer);
        proceed();
    };
    job.failed = [this, serial](const Failure& failure) {
        if (serial != m_serial) return;
        m_out = false;
        m_complete = true;  // it would fail again
        Q_EMIT nothing(sentenceOf(failure));
    };
    job.cancelled = [this, serial] {
        if (serial == m_serial) m_out = false;
    };
    m_out = true;
    m_job = m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
