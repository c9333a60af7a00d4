// The Training tab: the course of the loss, and where the run watched sets, their terms by step and a slider
// through the histograms of all looks.
#pragma once

#include "app/pages/page.h"
#include "core/views/watched_view.h"

class QLabel;

namespace nescio {

class HistogramPlot;
class HistoryPlot;
class ResultPlot;
class TickedSlider;

/// One figure or three.   Thread: GUI.
class TrainingPage : public Page {
    Q_OBJECT

  public:
    explicit TrainingPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Training"); }
    [[nodiscard]] QString tip() const override { return tr("The course of the training"); }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    /// The one that was used last.
    [[nodiscard]] PlotView* figure() const override;

    [[nodiscard]] HistoryPlot* history() const { return m_history; }
    [[nodiscard]] ResultPlot* terms() const { return m_terms; }
    [[nodiscard]] HistogramPlot* histogram() const { return m_histogram; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void layOut();
    void showHistory();
    /// Shows the newest look where the newest was shown before, else the same step.
    void showWatched(const WatchedView& view);
    /// Only the loss: the run watched nothing.
    void hideWatched();
    void showLook();

    Session* m_session = nullptr;
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
