// The Experiments tab: which experiment of the paper, with which options, on which sets; and what it found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "core/values/experiment.h"
#include "core/values/option.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class OptionsForm;
class ResultView;

/// An experiment as the page offers it.
struct ExperimentChoice {
    std::string id, title, source, what;
    std::vector<OptionField> options;
    bool needsRun = false;
    bool takesRuns = false;  ///< several of them, side by side
};

/// What the user asks for. Sets: the first plays the in-distribution part, the others are those checked.
struct ExperimentRequest {
    std::string id;
    OptionValues options;
    std::string firstSet;
    std::int64_t limit = 0;  ///< images of each set; 0: all
    bool allRuns = false;    ///< every open run, the current one first
};

/// Choice and options on top, the result below.   Thread: GUI.
class ExperimentsPage : public QWidget {
    Q_OBJECT

  public:
    explicit ExperimentsPage(QWidget* parent = nullptr);

    void setExperiments(const std::vector<ExperimentChoice>& choices);
    /// Ids and titles of the sets that can play the in-distribution part.
    void setSets(const std::vector<std::pair<QString, QString>>& sets);
    /// Whether there is a trained run; without one only experiments that need none can start.
    void setHasRun(bool hasRun);
    /// How many runs are open: with several, some experiments can take them all.
    void setRunCount(int runs);
    void show(const ExperimentResult& result);
    void showSentence(const QString& sentence);
    [[nodiscard]] ResultView* view() const { return m_view; }
    /// Id of the experiment that is chosen; "" where there is none.
    [[nodiscard]] std::string chosenId() const { return chosen() ? chosen()->id : ""; }

  Q_SIGNALS:
    void runRequested(const nescio::ExperimentRequest& request);
    void experimentPicked(const std::string& id);
    void exportRequested();

  private:
    [[nodiscard]] const ExperimentChoice* chosen() const;
    void pick();
    void updateButton();
    void updateAllRuns();
    void request();

    std::vector<ExperimentChoice> m_choices;
    bool m_hasRun = false;
    int m_runCount = 0;
    QComboBox *m_experiment, *m_set;
    QSpinBox* m_limit;
    QCheckBox* m_allRuns;
    QString m_obstacle;  ///< why nothing can be run; empty: it can
    QPushButton *m_run, *m_export;
    QLabel* m_what;
    OptionsForm* m_options;
    ResultView* m_view;
};

}  // namespace nescio
