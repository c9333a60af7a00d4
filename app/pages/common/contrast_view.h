// A contrast in a window of its own, beside the one in which its images were chosen.
#pragma once

#include <QDialog>

#include "core/values/experiment.h"

namespace nescio {

class PlotView;
class ResultView;

/// Deletes itself when it is closed; the main window stays usable.   Thread: GUI.
class ContrastView : public QDialog {
    Q_OBJECT

  public:
    ContrastView(ExperimentResult result, QWidget* parent);

    [[nodiscard]] const ExperimentResult& shown() const { return m_result; }

  Q_SIGNALS:
    void exportWanted(nescio::PlotView* figure);
    /// Every table, as PATH-<table>.csv, .tex and .md.
    void tablesWanted(const nescio::ExperimentResult& result, const QString& base);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void exportTables();

    ExperimentResult m_result;
    ResultView* m_view;
};

}  // namespace nescio
