// The Training tab: the course of the loss, and where the run watched sets, their terms by step and a slider
// through the histograms of all looks.
#pragma once

#include <QWidget>

#include "app/watched_view.h"
#include "widgets/theme.h"

class QLabel;
class QSplitter;

namespace nescio {

class HistogramPlot;
class HistoryPlot;
class PlotView;
class ResultPlot;
class TickedSlider;

/// One figure or three.   Thread: GUI.
class TrainingPage : public QWidget {
    Q_OBJECT

  public:
    explicit TrainingPage(QWidget* parent = nullptr);

    /// Shows the newest look where the newest was shown before, else the same step.
    void showWatched(const WatchedView& view);
    /// Only the loss: the run watched nothing.
    void hideWatched();
    void setTheme(const Theme& theme);
    [[nodiscard]] HistoryPlot* history() const { return m_history; }
    [[nodiscard]] ResultPlot* terms() const { return m_terms; }
    [[nodiscard]] HistogramPlot* histogram() const { return m_histogram; }
    /// The figure that an export is about: the one that was used last.
    [[nodiscard]] PlotView* figure() const;

  Q_SIGNALS:
    void figureChanged();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void layOut();
    void showLook();

    HistoryPlot* m_history;
    ResultPlot* m_terms;
    HistogramPlot* m_histogram;
    TickedSlider* m_slider;
    QLabel* m_words;
    QWidget* m_looksPane;
    QSplitter* m_splitter;
    WatchedView m_view;
    PlotView* m_used;
};

}  // namespace nescio
