// Brings data sets and runs into the session: reads files and generates synthetic sets on the interactive
// lane, never here.
#pragma once

#include <set>

#include "app/session/controller.h"

namespace nescio {

/// Numbers of a file that are no bytes exactly: only the user can say that they may be rounded.
struct RoundingQuestion {
    QString found;                ///< "x.npy: found float32 from 0 to 0.97, off by up to 0.4 of a grey level"
    std::function<void()> agree;  ///< reads it again
    std::function<void()> decline;
};

/// Adds, fetches and opens.   Thread: GUI.
class LibraryController : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;

    /// Asks the engine what it offers, and what data is here; the session then says engineChanged().
    void askEngine();

    /// Loads a set and adds it. `what` is a path, a catalogue id or a synthetic id.
    void addDataSet(const std::string& what);

    /// Adds a set that was made here.
    void adopt(DataEntry made);

    /// Calls `then` with the id of a set whose images are at hand, loading it first where needed; `otherwise`
    /// when it cannot be loaded, after the reason was shown. `request`: as in JobTraits.
    void withImages(
        const std::string& what, QObject* context, std::function<void(const std::string& id)> then,
        const std::function<void()>& otherwise = [] {}, JobId request = 0);
    /// The same for several sets of the session, one after the other; `then` when all are at hand, never
    /// where one cannot be had.
    void withAllImages(const std::vector<std::string>& ids, QObject* context,
                       const std::function<void()>& then);

    /// Reads a run file with its scores and makes it the current run.
    void openRun(const QString& path);
    /// Reads settings, history and state of a listed run again, e.g. after its training ended badly.
    void refreshRun(const std::string& path);

  Q_SIGNALS:
    void dataSetAdded(const std::string& id);
    void runOpened(const QString& path);
    /// An opened run names these sets, which are listed now.
    void setsNamed(const std::string& path, const std::vector<nescio::DataEntry>& sets);
    /// One of the answers is called, once.
    void roundingAsked(const nescio::RoundingQuestion& question);

  private:
    void askToRound(const std::string& what, const Failure& failure, QObject* context,
                    const std::function<void(const std::string& id)>& then,
                    const std::function<void()>& otherwise);
    void load(const std::string& what, QObject* context, std::function<void(const std::string& id)> then,
              const std::function<void()>& otherwise, JobId request);

    std::set<std::string> m_mayRound;  ///< sources that the user was asked about and agreed to
};

}  // namespace nescio
