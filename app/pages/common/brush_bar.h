// What the left button does over the plots of a page, how many images it has chosen, and what can be done
// with them.
#pragma once

#include <vector>

#include <QPointer>

#include "app/pages/page.h"
#include "widgets/plots/plot_view.h"

class QActionGroup;
class QLabel;
class QMenu;
class QToolButton;

namespace nescio {

class SelectionController;

/// A row of buttons that pages share. Z and B switch between zooming and brushing while the page has the
/// keyboard.   Thread: GUI.
class BrushBar : public QWidget {
    Q_OBJECT

  public:
    explicit BrushBar(Page* page);
    /// Called once, by the page that it lies in. The controller it makes is for that page to own.
    SelectionController* connectTo(const PageContext& context);
    /// From now on, and as long as it is there, the plot chooses and highlights images with all others.
    void link(PlotView* plot);

  private:
    QAction* mode(QActionGroup* group, const char* name, const QString& text, const QString& tip, int key,
                  DragMode drag);
    void setMode(DragMode mode);
    void fillMenu();
    void fillContrasts(QMenu& menu);
    void showCounts();
    void keepChosen();
    void exportChosen();

    Page* m_page;
    Session* m_session = nullptr;
    SelectionController* m_controller = nullptr;
    std::vector<QPointer<PlotView>> m_plots;
    DragMode m_mode = DragMode::Brush;
    QLabel* m_counts;
    QToolButton* m_chosen;
    QMenu* m_menu;
};

}  // namespace nescio
