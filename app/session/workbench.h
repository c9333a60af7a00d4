// Everything of the workbench that is not a widget: the session, the lanes, the controllers, and what one of
// them asks of another. The window is drawn from it, and tests drive it through the window.
#pragma once

#include "app/pages/attack/attack_controller.h"
#include "app/pages/experiments/experiment_controller.h"
#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/strip_controller.h"
#include "app/pages/samples/sampling_controller.h"
#include "app/pages/samples/sheet_controller.h"
#include "app/pages/shifts/shift_controller.h"
#include "app/pages/training/watch_controller.h"
#include "app/session/drop_controller.h"
#include "app/session/get_controller.h"
#include "app/session/inspect_controller.h"
#include "app/session/library_controller.h"
#include "app/session/report_controller.h"
#include "app/session/scoring_controller.h"
#include "app/session/training_controller.h"
#include "app/window/job_monitor.h"

namespace nescio {

/// Owns and connects.   Thread: GUI. Its destructor cancels all jobs and waits for them.
class Workbench : public QObject {
    Q_OBJECT

  private:
    Session m_session;
    JobRunner m_jobs;

  public:
    explicit Workbench(QObject* parent = nullptr);

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] JobRunner& jobs() { return m_jobs; }

    LibraryController library;
    GetController getting;
    TrainingController training;
    ScoringController scoring;
    InspectController inspecting;
    DropController dropping;
    FigureController figure;
    StripController strip;
    SamplingController sampling;
    SheetController sheets;
    ShiftController shifting;
    WatchController watching;
    ExperimentController experiments;
    AttackController attacking;
    ReportController reporting;
    JobMonitor monitor;

    /// Trains the quick flow on synthetic garments for about a minute and scores strokes with it.
    void showParadox();
    /// Cancels what runs in a lane, as numbered in JobFacts.
    void cancelLane(int lane);
    /// Asks training to stop and forgets waiting jobs; used when the window closes.
    void windDown();

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  private:
    void connectControllers();
    void welcomeDataSet(const std::string& id);

    bool m_paradoxLoading = false;
};

}  // namespace nescio
