// The controllers that every part of the window uses, with the session and the lanes that they work on, and
// what one of them asks of another. Pages bring their own.
#pragma once

#include "app/session/drop_controller.h"
#include "app/session/get_controller.h"
#include "app/session/inspect_controller.h"
#include "app/session/library_controller.h"
#include "app/session/report_controller.h"
#include "app/session/scoring_controller.h"
#include "app/session/training_controller.h"

namespace nescio {

/// Owns and connects.   Thread: GUI. Its destructor cancels all jobs and waits for them.
class Controllers : public QObject {
    Q_OBJECT

  private:
    Session m_session;
    JobRunner m_jobs;

  public:
    explicit Controllers(QObject* parent = nullptr);

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] JobRunner& jobs() { return m_jobs; }

    LibraryController library;
    GetController getting;
    TrainingController training;
    ScoringController scoring;
    InspectController inspecting;
    DropController dropping;
    ReportController reporting;

    /// Trains the quick flow on synthetic garments for about a minute and scores strokes with it.
    void showParadox();
    /// Asks training to stop and forgets waiting jobs; used when the window closes.
    void windDown();

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  private:
    void connectControllers();
    void welcomeDataSet(const std::string& id);
    /// Offers to score what an opened run names and has not scored.
    void offerScoring(const std::string& path, const std::vector<DataEntry>& sets);

    bool m_paradoxLoading = false;
    std::string m_paradoxRun;  ///< the last that was begun to show it
};

}  // namespace nescio
