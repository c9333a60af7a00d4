// One line that says what experiment runs and how far it is, beside the results that there are.
#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "app/pages/experiments/experiment_choice.h"

class QProgressBar;

namespace nescio {

class ElidedLabel;

/// Hidden while nothing runs; looks at the first board ten times a second while it is seen.   Thread: GUI.
class RunningLine : public QWidget {
    Q_OBJECT

  public:
    explicit RunningLine(QWidget* parent = nullptr);

    using QWidget::show;
    void show(std::vector<UnderWay> experiments);

  private:
    void look();

    std::vector<UnderWay> m_experiments;
    ElidedLabel* m_words;
    QProgressBar* m_bar;
    QTimer m_clock;
};

}  // namespace nescio
