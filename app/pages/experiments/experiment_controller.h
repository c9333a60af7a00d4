// Runs experiments on the interactive lane, keeps their results with the run and writes their tables.
#pragma once

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
    /// Writes every table of the result shown last, as PATH-<table>.csv, .tex and .md.
    void write(const QString& base);
    /// What write() would write.
    [[nodiscard]] QStringList filesOf(const QString& base) const;

  Q_SIGNALS:
    void started(const QString& title);
    void found(const nescio::ExperimentResult& result);
    void nothing(const QString& sentence);

  private:
    /// Shows a result in the colours of the list of sets, and of which step it is where that has to be said.
    void tell(ExperimentResult result);
    void submit(const ExperimentRequest& request, const std::vector<std::string>& ids);

    LibraryController& m_library;
    ExperimentResult m_last;
    bool m_running = false;  ///< what is kept must not be shown over what is on its way
};

}  // namespace nescio
