// Draws the result of any experiment: its sentences, then its figures, images and tables as tabs.
#pragma once

#include <QWidget>

#include "core/values/experiment.h"
#include "widgets/theme.h"

class QLabel;
class QScrollArea;
class QTabWidget;

namespace nescio {

class PlotView;

/// Sentences over tabs, or one sentence where there is nothing to show.   Thread: GUI.
class ResultView : public QWidget {
    Q_OBJECT

  public:
    explicit ResultView(QWidget* parent = nullptr);

    /// Shows a result. The same one again, or another of its experiment, keeps the tab.
    void show(const ExperimentResult& result);
    /// Nothing to show, and why.
    void showSentence(const QString& sentence);
    void setTheme(const Theme& theme);
    /// Turns to the tab of a figure; nothing happens where there is none with this id.
    void showFigure(const QString& figureId);

    [[nodiscard]] bool hasData() const { return m_hasData; }
    [[nodiscard]] QTabWidget* tabs() const { return m_tabs; }
    /// The figure or the images of the shown tab; nullptr for a table and where there is no result.
    [[nodiscard]] PlotView* currentPlot() const;

    /// Whether any figure or sheet can be asked for its images.
    [[nodiscard]] bool hasImages() const { return m_hasImages; }

  Q_SIGNALS:
    void currentPlotChanged();
    /// A figure was made that can be asked for its images; it goes with the result.
    void imagePlotAdded(nescio::PlotView* plot);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void addPlot(PlotView* plot, const std::string& id, const std::string& title, bool hasImages);
    void addTab(QWidget* widget, const std::string& id, const std::string& title);
    void fillTabs(const ExperimentResult& result);
    void setFindings(const QString& text);
    void fitFindings();

    const Theme* m_theme;
    QLabel* m_title;
    QScrollArea* m_findingsArea;
    QLabel* m_findings;
    QTabWidget* m_tabs;
    bool m_hasData = false;
    bool m_hasImages = false;
};

}  // namespace nescio
