#include "app/window/window_parts.h"

#include <QMainWindow>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/pages/attack/attack_page.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/page.h"
#include "app/pages/pages.h"
#include "app/pages/samples/samples_page.h"
#include "app/pages/shifts/shifts_page.h"
#include "app/pages/training/training_page.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/drop_area.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/result_view.h"
#include "widgets/side_list.h"
#include "widgets/start_page.h"

namespace nescio {

WindowParts::WindowParts(QMainWindow& window)
    : search(new ActionSearch(&window)),
      banner(new Banner(&window)),
      panes(new QSplitter(Qt::Horizontal, &window)),
      lists(new QSplitter(Qt::Vertical, panes)),
      dataList(new SideList(QMainWindow::tr("DATA"),
                            QMainWindow::tr("No data sets yet. Add one or drop a file or a folder."), lists)),
      runList(new SideList(QMainWindow::tr("RUNS"),
                           QMainWindow::tr("No runs yet. Train a model or drop a run file."), lists)),
      middle(new QStackedWidget(panes)),
      startPage(new StartPage(middle)),
      tabs(new QTabWidget(middle)),
      likelihoods(new LikelihoodsPage(tabs)),
      breakdown(new BreakdownPage(tabs)),
      samples(new SamplesPage(tabs)),
      training(new TrainingPage(tabs)),
      shifts(new ShiftsPage(tabs)),
      experiments(new ExperimentsPage(tabs)),
      attack(new AttackPage(tabs)),
      pages(makePages(tabs)),
      inspector(new Inspector(panes)),
      strip(new JobStrip(&window)),
      dropArea(new DropArea(&window)) {
    dataList->setObjectName(QStringLiteral("dataList"));
    runList->setObjectName(QStringLiteral("runList"));
    inspector->setObjectName(QStringLiteral("inspector"));
    middle->setObjectName(QStringLiteral("middle"));
    fillTabs();
    layOut(window);
}

void WindowParts::fillTabs() {
    tabs->setObjectName(QStringLiteral("tabs"));
    tabs->setDocumentMode(true);
    tabs->addTab(likelihoods, QMainWindow::tr("&Likelihoods"));
    tabs->addTab(breakdown, QMainWindow::tr("&Breakdown"));
    tabs->addTab(samples, QMainWindow::tr("Sa&mples"));
    tabs->addTab(training, QMainWindow::tr("&Training"));
    tabs->addTab(shifts, QMainWindow::tr("Sh&ifts"));
    tabs->addTab(experiments, QMainWindow::tr("E&xperiments"));
    tabs->addTab(attack, QMainWindow::tr("Attac&k"));
    tabs->setTabToolTip(0, QMainWindow::tr("How likely the model finds the images of each set"));
    tabs->setTabToolTip(1, QMainWindow::tr("Where the likelihood of the selected image comes from"));
    tabs->setTabToolTip(2, QMainWindow::tr("Images drawn from the model"));
    tabs->setTabToolTip(3, QMainWindow::tr("The course of the training"));
    tabs->setTabToolTip(tabs->indexOf(shifts),
                        QMainWindow::tr("Shift a set and watch its likelihoods follow"));
    tabs->setTabToolTip(
        tabs->indexOf(experiments),
        QMainWindow::tr("The experiments of the paper, on the current run and the checked sets"));
    tabs->setTabToolTip(tabs->indexOf(attack),
                        QMainWindow::tr("How far small changes move the likelihood of the selected image"));
    for (auto* page : pages) tabs->setTabToolTip(tabs->addTab(page, page->title()), page->tip());
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
    column->addWidget(banner);
    column->addWidget(panes, 1);
    window.setCentralWidget(whole);
    window.statusBar()->setSizeGripEnabled(false);
    window.statusBar()->addWidget(strip, 1);
    dropArea->raise();
}

PlotView* WindowParts::currentPlot() const {
    if (!started()) return nullptr;
    const QWidget* page = tabs->currentWidget();
    if (const auto* own = qobject_cast<const Page*>(page)) return own->figure();
    if (page == likelihoods) return likelihoods->plot();
    if (page == breakdown) return breakdown->figure();
    if (page == samples) return samples->plot();
    if (page == shifts) return shifts->plot();
    if (page == experiments) return experiments->view()->currentPlot();
    return page == training ? training->figure() : nullptr;
}

bool WindowParts::started() const {
    return middle->currentWidget() == tabs;
}

void WindowParts::start() const {
    middle->setCurrentWidget(tabs);
}

}  // namespace nescio
