// Runs experiments on the interactive lane, one after the other as they are asked for, keeps their results
// with the run and writes their tables.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/pages/experiments/experiment_choice.h"
#include "app/session/controller.h"
#include "core/values/experiment.h"

namespace nescio {

class LibraryController;

/// Experiments on the current run and the checked sets.   Thread: GUI.
class ExperimentController : public Controller {
    Q_OBJECT

  public:
    ExperimentController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// What can be run, for the page, in the order of the paper.
    static std::vector<ExperimentChoice> choices();

    void run(const ExperimentRequest& request);
    /// Reads what the current run keeps of an experiment, unless it is on its way.
    void look(const std::string& id);
    /// Writes every table of the result shown last, as PATH-<table>.csv, .tex and .md.
    void write(const QString& base);
    /// What write() would write.
    [[nodiscard]] QStringList filesOf(const QString& base) const;

  Q_SIGNALS:
    void started(const QString& title);
    void found(const nescio::ExperimentResult& result);
    void nothing(const QString& sentence);

  private:
    /// Path of the run, "" for none, and id of the experiment.
    using Key = std::pair<std::string, std::string>;

    void submit(const Key& key, const ExperimentRequest& request, const std::vector<std::string>& ids);
    void take(const Key& key, ExperimentResult& result, const QString& run);
    void endWithout(const Key& key, const QString& sentence);
    /// Shows a result in the colours of the list of sets, and of which step it is where that has to be said.
    void tell(ExperimentResult result);
    void tellStarted(const std::string& id);
    void tellNothing(const QString& sentence);
    [[nodiscard]] std::string currentPath() const;

    LibraryController& m_library;
    ExperimentResult m_last;
    std::multiset<Key> m_onTheWay;  ///< asked for and not answered yet
    Key m_looked;                   ///< what the page is about
    bool m_waits = false;           ///< the page says that something is running
};

}  // namespace nescio
