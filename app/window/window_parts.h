// The widgets of the window and how they lie: three panes with splitters, a banner above, a strip below.
// It connects nothing.
#pragma once

#include <vector>

class QMainWindow;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace nescio {

class ActionSearch;
class AttackPage;
class Banner;
class BreakdownPage;
class DropArea;
class ExperimentsPage;
class Inspector;
class JobStrip;
class LikelihoodsPage;
class Page;
class PlotView;
class SamplesPage;
class ShiftsPage;
class SideList;
class StartPage;
class TrainingPage;

/// All of them owned by the window.   Thread: GUI.
struct WindowParts {
    explicit WindowParts(QMainWindow& window);

    ActionSearch* search;
    Banner* banner;
    QSplitter* panes;  ///< left | middle | right
    QSplitter* lists;  ///< data over runs
    SideList* dataList;
    SideList* runList;
    QStackedWidget* middle;  ///< start page or tabs
    StartPage* startPage;
    QTabWidget* tabs;
    LikelihoodsPage* likelihoods;
    BreakdownPage* breakdown;
    SamplesPage* samples;
    TrainingPage* training;
    ShiftsPage* shifts;
    ExperimentsPage* experiments;
    AttackPage* attack;
    std::vector<Page*> pages;  ///< those that connect themselves
    Inspector* inspector;
    JobStrip* strip;
    DropArea* dropArea;

    /// The figure of the shown tab; nullptr where it has none.
    [[nodiscard]] PlotView* currentPlot() const;
    [[nodiscard]] bool started() const;
    /// Leaves the start page for the tabs.
    void start() const;

  private:
    void fillTabs();
    void layOut(QMainWindow& window);
};

}  // namespace nescio
