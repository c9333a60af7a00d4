// Trains, pauses, resumes and stops, one training at a time. The live training belongs to the training lane;
// this pulls its progress ten times a second and hands plain values to the session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QTimer>

#include "app/session/controller.h"

namespace nescio {

class LibraryController;

/// What a training needs beside its data.
struct TrainRequest {
    RunSpec spec;
    std::string out;          ///< run file to write
    std::string companion;    ///< path of the run that this is a second model of; empty: of none
    bool mayReplace = false;  ///< the user agreed to replace an existing file
    bool resume = false;      ///< go on where `out` stands
};

/// Owns the one training in progress.   Thread: GUI.
class TrainingController : public Controller {
    Q_OBJECT

  public:
    enum class Phase { Idle, Starting, Training, Paused, Stopping };
    Q_ENUM(Phase)

    TrainingController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// The run being trained; empty when idle.
    [[nodiscard]] const std::string& runPath() const { return m_request.out; }

    /// Loads the training set where needed and trains. Ignored while another training runs.
    void start(const TrainRequest& request);
    /// Goes on with a listed run. Ignored while another training runs.
    void resumeRun(const std::string& path);
    void togglePause();
    /// Stops after the current batch; the run stays resumable.
    void stop();

  Q_SIGNALS:
    void phaseChanged(nescio::TrainingController::Phase phase);
    /// A newer frozen model of the live run is in the session.
    void snapshotTaken(const std::string& runPath);
    /// The training is over and its run file is complete.
    void ended(const std::string& runPath, bool finished);

  private:
    struct End;
    struct Found;
    /// What the list of runs said.
    struct Listed {
        std::optional<RunEntry> run;  ///< under the path that is trained to
        std::string current;
    };

    /// Fetches the sets that are to be watched, one after the other, then begins.
    void fetchWatched(const std::string& setId, std::size_t next);
    void begin(const std::string& setId);
    void listRun(const DataEntry& data);
    /// Undoes listRun(), for a training that left the file alone.
    void unlistRun();
    void submit(const std::shared_ptr<const ImageSet>& data);
    void pull();
    /// What the training waits for, once.
    void tellTrouble();
    void finish(const End& end);
    void fail(const Failure& failure, const Found& found);
    void setPhase(Phase phase);

    LibraryController& m_library;
    TrainRequest m_request;
    Listed m_before;                     ///< what listRun() replaced
    std::vector<std::string> m_watched;  ///< ids of the sets to watch that are at hand
    Phase m_phase = Phase::Idle;
    std::shared_ptr<LiveTraining> m_live;
    std::shared_ptr<const FrozenModel> m_snapshot;
    std::size_t m_rowsSeen = 0;
    std::string m_trouble;  ///< told last; empty while it goes on
    JobId m_job = 0;
    QTimer m_clock;
};

}  // namespace nescio
