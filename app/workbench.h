// Everything of the workbench that is not a widget: the session, the lanes, the controllers, and what one of
// them asks of another. The window is drawn from it, and tests drive it through the window.
#pragma once

#include "app/controllers/attack_controller.h"
#include "app/controllers/drop_controller.h"
#include "app/controllers/experiment_controller.h"
#include "app/controllers/figure_controller.h"
#include "app/controllers/get_controller.h"
#include "app/controllers/inspect_controller.h"
#include "app/controllers/job_monitor.h"
#include "app/controllers/library_controller.h"
#include "app/controllers/report_controller.h"
#include "app/controllers/sampling_controller.h"
#include "app/controllers/scoring_controller.h"
#include "app/controllers/sheet_controller.h"
#include "app/controllers/shift_controller.h"
#include "app/controllers/strip_controller.h"
#include "app/controllers/training_controller.h"
#include "app/controllers/watch_controller.h"

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
