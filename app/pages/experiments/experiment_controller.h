// Runs experiments on the interactive lane, one after the other as they are asked for, keeps their results
// with the run and writes their tables.
#pragma once

#include <map>
#include <memory>
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
    /// Reads what the current run keeps of an experiment.
    void look(const std::string& id);
    /// Shows another of the results that there are of the experiment looked at, by its place in kept().
    void choose(int at);
    /// What runs, or waits to, in the order in which it was asked for.
    [[nodiscard]] std::vector<UnderWay> underWay() const;
    /// Writes every table of the result shown last, as PATH-<table>.csv, .tex and .md.
    void write(const QString& base);
    /// What write() would write.
    [[nodiscard]] QStringList filesOf(const QString& base) const;

  Q_SIGNALS:
    /// An experiment with no result to show meanwhile.
    void started(const QString& title);
    void found(const nescio::ExperimentResult& result);
    void nothing(const QString& sentence);
    /// The results that there are of the experiment looked at, and the place of the one shown; -1: none.
    void kept(const QStringList& titles, int shown);
    void underWayChanged();

  private:
    /// Path of the run, "" for none, and id of the experiment.
    using Key = std::pair<std::string, std::string>;
    using Results = std::vector<ExperimentResult>;
    struct Asked {
        Key key;
        UnderWay what;
    };

    void submit(const Key& key, const ExperimentRequest& request, const std::vector<std::string>& ids);
    void take(const Key& key, ExperimentResult& result, const QString& run);
    void endWithout(const Key& key, const QString& sentence);
    void endOne(const Key& key);
    [[nodiscard]] bool runs(const Key& key) const;
    /// Shows what there is of the experiment looked at: the result that is newest where one just came, else
    /// the first whole one; or says that there is none.
    void tellKept(Results results, const std::string& wanted = {});
    /// Shows a result in the colours of the list of sets, and of which step it is where that has to be said.
    void tell(ExperimentResult result);
    void tellStarted(const std::string& id);
    void tellNothing(const QString& sentence);
    void tellTitles(int shown);
    [[nodiscard]] std::string currentPath() const;

    LibraryController& m_library;
    ExperimentResult m_last;
    Results m_kept;                       ///< of the experiment looked at
    std::map<Key, Results> m_withoutRun;  ///< which no file keeps
    std::vector<Asked> m_onTheWay;        ///< asked for and not answered yet
    Key m_looked;                         ///< what the page is about
    int m_answers = 0;                    ///< results that came: what was read before is of no use then
    bool m_waits = false;                 ///< the page says that something is running
};

}  // namespace nescio
