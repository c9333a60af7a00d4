// Draws the result of any experiment: its sentences, then its tables as tabs.
#pragma once

#include <QWidget>

#include "core/values/experiment.h"

class QLabel;
class QTabWidget;

namespace nescio {

/// Sentences over tables, or one sentence where there is nothing to show.   Thread: GUI.
class ResultView : public QWidget {
    Q_OBJECT

  public:
    explicit ResultView(QWidget* parent = nullptr);

    void show(const ExperimentResult& result);
    /// Nothing to show, and why.
    void showSentence(const QString& sentence);

    [[nodiscard]] bool hasData() const { return m_hasData; }
    [[nodiscard]] QTabWidget* tables() const { return m_tables; }

  private:
    QLabel* m_title;
    QLabel* m_findings;
    QTabWidget* m_tables;
    bool m_hasData = false;
};

}  // namespace nescio
