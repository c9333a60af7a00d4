#include "app/window/window_parts.h"

#include <QMainWindow>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include "app/pages/page.h"
#include "app/window/tab_menu.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/drop_area.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/side_list.h"
#include "widgets/start_page.h"

namespace nescio {

WindowParts::WindowParts(QMainWindow& window, const std::vector<MakePage>& makers)
    : search(new ActionSearch(&window)),
      panes(new QSplitter(Qt::Horizontal, &window)),
      lists(new QSplitter(Qt::Vertical, panes)),
      dataList(new SideList(QMainWindow::tr("DATA"),
                            QMainWindow::tr("No data sets yet. Add one or drop a file or a folder."), lists)),
      runList(new SideList(QMainWindow::tr("RUNS"),
                           QMainWindow::tr("No runs yet. Train a model or drop a run file."), lists)),
      middle(new QStackedWidget(panes)),
      startPage(new StartPage(middle)),
      tabs(new QTabWidget(middle)),
      banner(new Banner(middle)),
      inspector(new Inspector(panes)),
      strip(new JobStrip(&window)),
      dropArea(new DropArea(&window)) {
    dataList->setObjectName(QStringLiteral("dataList"));
    runList->setObjectName(QStringLiteral("runList"));
    inspector->setObjectName(QStringLiteral("inspector"));
    middle->setObjectName(QStringLiteral("middle"));
    fillTabs(makers);
    layOut(window);
}

void WindowParts::fillTabs(const std::vector<MakePage>& makers) {
    tabs->setObjectName(QStringLiteral("tabs"));
    tabs->setDocumentMode(true);
    for (const auto make : makers) {
        auto* page = pages.emplace_back(make(tabs));
        tabs->setTabToolTip(tabs->addTab(page, page->title()), page->tip());
    }
    new TabMenu(tabs);
    middle->addWidget(startPage);
    middle->addWidget(tabs);
}

void WindowParts::layOut(QMainWindow& window) {
    lists->addWidget(dataList);
    lists->addWidget(runList);
    lists->setChildrenCollapsible(false);
    panes->addWidget(lists);
    panes->addWidget(middle);
    panes->addWidget(inspector);
    panes->setStretchFactor(0, 0);
    panes->setStretchFactor(1, 1);
    panes->setStretchFactor(2, 0);
    panes->setCollapsible(1, false);
    panes->setHandleWidth(1);
    lists->setHandleWidth(1);
    lists->setMinimumWidth(160);
    lists->setMaximumWidth(340);
    inspector->setMinimumWidth(200);
    inspector->setMaximumWidth(340);
    middle->setMinimumWidth(480);
    panes->setSizes({232, 792, 256});

    auto* whole = new QWidget(&window);
    auto* column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(panes, 1);
    window.setCentralWidget(whole);
    window.statusBar()->setSizeGripEnabled(false);
    window.statusBar()->addWidget(strip, 1);
    dropArea->raise();
}

PlotView* WindowParts::currentPlot() const {
    const auto* page = started() ? qobject_cast<const Page*>(tabs->currentWidget()) : nullptr;
    return page ? page->figure() : nullptr;
}

std::vector<ShownFigure> WindowParts::figures() const {
    std::vector<ShownFigure> figures;
    for (const Page* page : pages) {
        QString title = page->title();
        title.remove(QLatin1Char('&'));
        for (PlotView* plot : page->findChildren<PlotView*>()) figures.push_back({title, plot});
    }
    return figures;
}

bool WindowParts::started() const {
    return middle->currentWidget() == tabs;
}

void WindowParts::start() const {
    middle->setCurrentWidget(tabs);
}

}  // namespace nescio
