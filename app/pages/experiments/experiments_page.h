// The Experiments tab: which experiment of the paper, with which options, on which sets; and what it found.
#pragma once

#include <string>
#include <vector>

#include "app/pages/experiments/experiment_choice.h"
#include "app/pages/page.h"
#include "core/values/experiment.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class ExperimentController;
class OptionsForm;
class LinkedResult;
class ResultView;
class RunningLine;
class SetBox;

/// Choice and options on top, the result below.   Thread: GUI.
class ExperimentsPage : public Page {
    Q_OBJECT

  public:
    explicit ExperimentsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("E&xperiments"); }
    [[nodiscard]] QString tip() const override {
        return tr("The experiments of the paper, on the current run and the checked sets");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] PlotView* figure() const override;
    [[nodiscard]] std::vector<SearchEntry> places() override;

    [[nodiscard]] ResultView* view() const;
    void showResult(const ExperimentResult& result);
    void showSentence(const QString& sentence);
    /// Id of the experiment that is chosen; "" where there is none.
    [[nodiscard]] std::string chosenId() const { return chosen() ? chosen()->id : ""; }

  protected:
    /// What the run keeps is read when somebody looks.
    void showEvent(QShowEvent* event) override;

  private:
    [[nodiscard]] const ExperimentChoice* chosen() const;
    void setExperiments(const std::vector<ExperimentChoice>& choices);
    void look();
    /// Asks where to write the tables of what is shown.
    void exportTables();
    void pick();
    void updateButton();
    void updateAllRuns();
    void offerKept(const QStringList& titles, int shown);
    void request();

    Session* m_session = nullptr;
    ExperimentController* m_controller = nullptr;
    std::vector<ExperimentChoice> m_choices;
    QComboBox* m_experiment;
    SetBox* m_set;
    std::string m_seen;        ///< the run that was looked at, and its weights
    bool m_setPicked = false;  ///< by the user, who is not overruled
    QSpinBox* m_limit;
    QCheckBox* m_allRuns;
    QString m_obstacle;  ///< why nothing can be run; empty: it can
    QPushButton *m_run, *m_export;
    QComboBox* m_kept;  ///< the results that there are, where they are several
    QLabel* m_keptWords;
    RunningLine* m_running;
    QLabel* m_what;
    OptionsForm* m_options;
    LinkedResult* m_result;
    ResultView* m_view;  ///< its
};

}  // namespace nescio
