// "Score data sets": which sets, how many images of each, how many noise draws.
#pragma once

#include <QDialog>

#include "app/session/scoring_controller.h"

class QListWidget;
class QSpinBox;

namespace nescio {

/// The form of a scoring.   Thread: GUI.
class ScoreDialog : public QDialog {
    Q_OBJECT

  public:
    ScoreDialog(const std::vector<DataEntry>& sets, const RunSummary& run, QWidget* parent = nullptr);

    [[nodiscard]] ScoreRequest request() const;

  Q_SIGNALS:
    void scoreRequested(const nescio::ScoreRequest& request);

  private:
    void listSets(const std::vector<DataEntry>& sets, const ImageShape& shape);

    std::string m_runPath;
    QListWidget* m_sets;
    QSpinBox* m_limit;
    QSpinBox* m_draws;
    QSpinBox* m_seed;
};

}  // namespace nescio
