// The Breakdown tab: the waterfall of one image, and under it the map of its pixels where the model has one.
#pragma once

#include <QWidget>

class QLabel;
class QSplitter;
class QToolButton;

namespace nescio {

class BreakdownPlot;
class PerPixelPlot;
class PlotView;

/// Two figures of the same image.   Thread: GUI.
class BreakdownPage : public QWidget {
    Q_OBJECT

  public:
    explicit BreakdownPage(QWidget* parent = nullptr);

    [[nodiscard]] BreakdownPlot* plot() const { return m_plot; }
    [[nodiscard]] PerPixelPlot* map() const { return m_map; }
    /// The figure that an export is about: the map while it has the focus, else the waterfall.
    [[nodiscard]] PlotView* figure() const;
    /// Gives the map half of the room when it has something to show, else a line that says why not.
    void makeRoom();

  Q_SIGNALS:
    /// The map is to be exported.
    void exportRequested();

  private:
    BreakdownPlot* m_plot;
    PerPixelPlot* m_map;
    QToolButton* m_export;
    QSplitter* m_splitter;
    QWidget* m_mapPane;
    QLabel* m_none;  ///< why there is no map
};

}  // namespace nescio
