// The widgets of the window and how they lie: three panes with splitters, a banner over the middle one, a
// strip below. It connects nothing.
#pragma once

#include <vector>

#include <QTabWidget>

#include "app/dialogs/figure_desk.h"
#include "app/pages/pages.h"

class QMainWindow;
class QSplitter;
class QStackedWidget;

namespace nescio {

class ActionSearch;
class Banner;
class DropArea;
class Inspector;
class JobStrip;
class PlotView;
class SideList;
class StartPage;

/// All of them owned by the window.   Thread: GUI.
struct WindowParts {
    WindowParts(QMainWindow& window, const std::vector<MakePage>& makers);

    ActionSearch* search;
    QSplitter* panes;  ///< left | middle | right
    QSplitter* lists;  ///< data over runs
    SideList* dataList;
    SideList* runList;
    QStackedWidget* middle;  ///< start page or tabs
    StartPage* startPage;
    QTabWidget* tabs;
    Banner* banner;            ///< over the bottom of the middle
    std::vector<Page*> pages;  ///< the tabs, in order
    Inspector* inspector;
    JobStrip* strip;
    DropArea* dropArea;

    /// The figure of the shown tab; nullptr where it has none.
    [[nodiscard]] PlotView* currentPlot() const;
    /// All plots of the pages.
    [[nodiscard]] std::vector<ShownFigure> figures() const;
    /// The page of a kind; null where it is not among the tabs.
    template <class P>
    [[nodiscard]] P* page() const {
        return tabs->findChild<P*>();
    }
    [[nodiscard]] bool started() const;
    /// Leaves the start page for the tabs.
    void start() const;

  private:
    void fillTabs(const std::vector<MakePage>& makers);
    void layOut(QMainWindow& window);
};

}  // namespace nescio
