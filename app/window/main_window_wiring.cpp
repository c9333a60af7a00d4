// The wires of the main window, by subject: what widgets ask goes to controllers, what the session says comes
// back to widgets.

#include <QMenu>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>

#include "app/dialogs/round_question.h"
#include "app/pages/attack/attack_page.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/page.h"
#include "app/pages/samples/samples_page.h"
#include "app/pages/shifts/shifts_page.h"
#include "app/pages/training/training_page.h"
#include "app/window/figure_clipboard.h"
#include "app/window/main_window.h"
#include "app/window/window_settings.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/drop_area.h"
#include "widgets/image_picker.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/chart_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/result_view.h"
#include "widgets/side_list.h"
#include "widgets/start_page.h"

namespace nescio {

void MainWindow::wireActions() {
    wireRunActions();
    wireFigureActions();
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.addData, [this] { m_dialogs.addData(); });
    on(m_actions.getData, [this] { m_dialogs.getData(); });
    on(m_actions.openRun, [this] { m_dialogs.openRun(); });
    on(m_actions.paste, [this] { paste(); });
    on(m_actions.clearDropped, [this] { m_workbench.dropping.clear(); });
    on(m_actions.theme, [this](bool dark) {
        saveDarkTheme(dark);
        setTheme(dark);
    });
    on(m_actions.search, [this] { m_parts.search->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions.about, [this] { m_dialogs.about(); });
    on(m_actions.quit, [this] { close(); });
    connect(m_actions.showLeft, &QAction::toggled, m_parts.lists, &QSplitter::setVisible);
    connect(m_actions.showRight, &QAction::toggled, m_parts.inspector, &QWidget::setVisible);
    connect(&m_dialogs, &DialogOpener::noticed, this, &MainWindow::notice);
    connect(&m_workbench, &Workbench::noticed, this, &MainWindow::notice);
    connect(&m_workbench.library, &LibraryController::roundingAsked, this,
            [this](const RoundingQuestion& question) { askBeforeRounding(*this, question); });
    connect(m_parts.banner, &Banner::remedyRequested, this, [this] {
        if (const auto remedy = std::exchange(m_remedy, nullptr)) remedy();
    });
}

void MainWindow::wireRunActions() {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.train, [this] { m_dialogs.train(); });
    on(m_actions.pause, [this] {
        if (m_workbench.training.phase() == TrainingController::Phase::Idle)
            m_actions.resumeRun->trigger();
        else
            m_workbench.training.togglePause();
    });
    on(m_actions.stop, [this] { m_workbench.training.stop(); });
    on(m_actions.resumeRun, [this] {
        if (const auto* run = m_workbench.session().currentRun()) m_workbench.training.resumeRun(run->path());
    });
    const auto onRun = [this, on](QAction* action, void (DialogOpener::*open)(const std::string&)) {
        on(action, [this, open] {
            if (const auto* run = m_workbench.session().currentRun()) (m_dialogs.*open)(run->path());
        });
    };
    onRun(m_actions.trainBackground, &DialogOpener::trainBackground);
    onRun(m_actions.trainLocal, &DialogOpener::trainLocal);
    on(m_actions.score, [this] { m_dialogs.score(); });
    on(m_actions.sample, [this] {
        m_parts.tabs->setCurrentWidget(m_parts.samples);
        m_parts.samples->setMode(SheetKind::Samples);
        m_parts.samples->request();
    });
    on(m_actions.paradox, [this] { m_workbench.showParadox(); });
}

void MainWindow::wireFigureActions() {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.exportFigure, [this] {
        if (const auto* plot = m_parts.currentPlot()) m_dialogs.exportFigure(*plot);
    });
    on(m_actions.report, [this] { m_dialogs.writeReport(); });
    on(m_actions.copyFigure, [this] {
        if (const auto* plot = m_parts.currentPlot(); plot && plot->hasData()) copyFigure(*plot);
    });
    on(m_actions.fitFigure, [this] {
        if (auto* plot = qobject_cast<ChartPlot*>(m_parts.currentPlot())) plot->fit();
    });
}

void MainWindow::wireLists() {
    m_parts.dataList->setModel(&m_dataRows);
    m_parts.runList->setModel(&m_runRows);
    m_parts.dataList->button()->setDefaultAction(m_actions.addData);
    m_parts.runList->button()->setDefaultAction(m_actions.openRun);
    m_parts.dataList->button()->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_parts.runList->button()->setToolButtonStyle(Qt::ToolButtonIconOnly);
    connect(m_parts.dataList, &SideList::keyPicked, m_parts.likelihoods, &LikelihoodsPage::pickStripSet);
    connect(m_parts.dataList, &SideList::menuRequested, this, &MainWindow::showDataMenu);
    connect(m_parts.runList, &SideList::menuRequested, this, &MainWindow::showRunMenu);
    connect(m_parts.runList, &SideList::keyPicked, this,
            [this](const QString& key) { m_workbench.session().setCurrentRun(toStd(key)); });
    const Session& session = m_workbench.session();
    connect(&session, &Session::currentRunChanged, this, [this] {
        const auto* run = m_workbench.session().currentRun();
        m_parts.runList->setCurrentKey(run ? toQt(run->path()) : QString());
        showRun();
    });
    connect(&session, &Session::dataSetsChanged, this, &MainWindow::showChoices);
    connect(&session, &Session::runsChanged, this, [this] {
        showChoices();
        updateActions();
    });
    connect(&m_workbench.library, &LibraryController::runOpened, this, [this](const QString& path) {
        rememberRun(path);
        refillRecent();
    });
}

void MainWindow::wirePages() {
    auto* page = m_parts.likelihoods;
    connect(page, &LikelihoodsPage::quantityPicked, this,
            [this](int at) { m_workbench.figure.setQuantity(static_cast<Quantity>(at)); });
    connect(page, &LikelihoodsPage::stripSetPicked, this,
            [this](const QString& id) { m_workbench.strip.setSet(toStd(id)); });
    connect(page, &LikelihoodsPage::stripOrderPicked, this,
            [this](int at) { m_workbench.strip.setOrder(static_cast<StripOrder>(at)); });
    connect(page->strip(), &ImageStrip::imagePicked, this,
            [this](std::int64_t index) { selectImage(toQt(m_workbench.strip.setId()), index); });
    connect(&m_workbench.strip, &StripController::filled, this, [this](const ImageStrip::Content& content) {
        m_parts.likelihoods->strip()->show(content);
        const auto& [setId, index] = m_workbench.session().selection();
        if (setId == m_workbench.strip.setId()) m_parts.likelihoods->strip()->mark(index);
    });
    connect(&m_workbench.figure, &FigureController::drawn, this, [page, this](const HistogramData& drawn) {
        page->plot()->show(drawn);
        updateActions();
    });
    connect(&m_workbench.figure, &FigureController::empty, this, [page, this](const QString& sentence) {
        page->plot()->show(HistogramData{});
        page->plot()->showSentence(sentence);
        updateActions();
    });
    connect(m_parts.samples, &SamplesPage::samplesRequested, this,
            [this](int count, double temperature, int seed) {
                m_workbench.sampling.sample(count, temperature, static_cast<std::uint64_t>(seed));
            });
    wireSheets();
    wireShifts();
    wireExperiments();
    wireAttack();
    for (auto* own : m_parts.pages) {
        connect(own, &Page::noticed, this, &MainWindow::notice);
        connect(own, &Page::figureChanged, this, &MainWindow::updateActions);
        connect(own, &Page::actionWanted, this, [this](const QString& name) {
            if (auto* action = findChild<QAction*>(name)) action->trigger();
        });
        connect(own, &Page::wanted, this, [this, own] { m_parts.tabs->setCurrentWidget(own); });
        own->connectTo(
            {m_workbench.session(), m_workbench.jobs(), m_workbench.library, m_workbench.dropping});
    }
    connect(m_parts.tabs, &QTabWidget::currentChanged, this, &MainWindow::updateActions);
    connect(m_parts.startPage, &StartPage::paradoxRequested, m_actions.paradox, &QAction::trigger);
    connect(m_parts.startPage, &StartPage::openRunRequested, m_actions.openRun, &QAction::trigger);
    connect(m_parts.startPage, &StartPage::addDataRequested, m_actions.addData, &QAction::trigger);
}

void MainWindow::wireSheets() {
    auto* page = m_parts.samples;
    connect(page, &SamplesPage::reconstructionsRequested, this,
            [this](const QString& setId, int count) { m_workbench.sheets.reconstruct(toStd(setId), count); });
    connect(page, &SamplesPage::interpolationRequested, this,
            [this](const QString& setId, int from, int to, int steps) {
                m_workbench.sheets.interpolate(toStd(setId), from, to, steps);
            });
    connect(page, &SamplesPage::nearestRequested, this, [this](int count, double temperature, int seed) {
        m_workbench.sheets.findNearest(
            {.count = count, .temperature = temperature, .seed = static_cast<std::uint64_t>(seed)});
    });
    connect(page, &SamplesPage::modePicked, this, &MainWindow::showSamples);
    connect(page->plot(), &SamplesPlot::imageActivated, this, [this, page](int index) {
        if (page->mode() == SheetKind::Samples) return selectImage(QString::fromLatin1(kSamplesSet), index);
        const auto* sheet = m_workbench.session().sheet(page->mode());
        if (!sheet || index >= static_cast<int>(sheet->origins.size())) return;
        const Selection& origin = sheet->origins[static_cast<std::size_t>(index)];
        if (!origin.setId.empty()) m_workbench.session().select(origin);
    });
}

void MainWindow::wireShifts() {
    auto* page = m_parts.shifts;
    auto& shifting = m_workbench.shifting;
    connect(page, &ShiftsPage::asked, &shifting, &ShiftController::ask);
    connect(&shifting, &ShiftController::drawn, this, [this, page](const ShiftAnswer& answer) {
        page->show(answer);
        updateActions();
    });
    connect(&shifting, &ShiftController::nothing, this, [this, page](const QString& sentence) {
        page->showSentence(sentence);
        updateActions();
    });
    connect(m_parts.tabs, &QTabWidget::currentChanged, &shifting,
            [this, page, &shifting] { shifting.setActive(m_parts.tabs->currentWidget() == page); });
    shifting.ask(page->request());
}

void MainWindow::wireExperiments() {
    auto* page = m_parts.experiments;
    auto& experiments = m_workbench.experiments;
    page->setExperiments(ExperimentController::choices());
    const auto look = [this, page] {
        const auto* run = m_workbench.session().currentRun();
        page->setHasRun(run && run->model);
        page->setRunCount(static_cast<int>(m_workbench.session().runs().size()));
        if (m_parts.tabs->currentWidget() == page) m_workbench.experiments.look(page->chosenId());
    };
    connect(page, &ExperimentsPage::runRequested, &experiments, &ExperimentController::run);
    connect(page, &ExperimentsPage::experimentPicked, &experiments, &ExperimentController::look);
    connect(page, &ExperimentsPage::exportRequested, this, [this] { m_dialogs.exportTables(); });
    connect(page->view(), &ResultView::currentPlotChanged, this, &MainWindow::updateActions);
    connect(&experiments, &ExperimentController::found, page, &ExperimentsPage::show);
    connect(&experiments, &ExperimentController::nothing, page, &ExperimentsPage::showSentence);
    connect(&experiments, &ExperimentController::started, page,
            [page](const QString& title) { page->showSentence(tr("%1 is running…").arg(title)); });
    connect(&m_workbench.session(), &Session::currentRunChanged, this, look);
    connect(&m_workbench.session(), &Session::runsChanged, this, look);
    connect(m_parts.tabs, &QTabWidget::currentChanged, this, look);
}

void MainWindow::wireAttack() {
    auto* page = m_parts.attack;
    auto& attacking = m_workbench.attacking;
    // Only while it is looked at: an attack is forty gradients.
    const auto attack = [this, page] {
        if (m_parts.tabs->currentWidget() == page) m_workbench.attacking.attackSelected(page->options());
    };
    connect(page, &AttackPage::imageRequested, this, attack);
    connect(m_parts.tabs, &QTabWidget::currentChanged, this, attack);
    connect(&m_workbench.session(), &Session::selectionChanged, this, attack);
    connect(&m_workbench.session(), &Session::currentRunChanged, this, attack);
    // A run that trains has newer models all the time; only what waits for one asks again.
    connect(&m_workbench.session(), &Session::runsChanged, this, [page, attack] {
        if (!page->hasData()) attack();
    });
    connect(page, &AttackPage::setRequested, &attacking,
            [&attacking](const QString& setId, int images, const AttackOptions& options) {
                attacking.attackSet(toStd(setId), images, options);
            });
    connect(&attacking, &AttackController::started, page, &AttackPage::showBusy);
    connect(&attacking, &AttackController::attacked, page,
            qOverload<const AttackedImage&>(&AttackPage::show));
    connect(&attacking, &AttackController::nothing, page, &AttackPage::showSentence);
}

void MainWindow::wireInspection() {
    connect(m_parts.breakdown, &BreakdownPage::exportRequested, this,
            [this] { m_dialogs.exportFigure(*m_parts.breakdown->map()); });
    m_parts.breakdown->plot()->showSentence(
        tr("Pick an image, or drop one, to see where its likelihood comes from."));
    auto& inspecting = m_workbench.inspecting;
    auto* breakdown = m_parts.breakdown;
    connect(breakdown, &BreakdownPage::accountWanted, &inspecting, &InspectController::setAccountWanted);
    connect(breakdown, &BreakdownPage::holdRequested, &inspecting, &InspectController::hold);
    connect(&inspecting, &InspectController::released, breakdown, &BreakdownPage::release);
    connect(breakdown, &BreakdownPage::figureChanged, this, &MainWindow::updateActions);
    connect(&inspecting, &InspectController::accounted, breakdown->account(), &ResultView::show);
    connect(&inspecting, &InspectController::noAccount, breakdown->account(), &ResultView::showSentence);
    connect(&inspecting, &InspectController::asked, m_parts.inspector, &Inspector::showBusy);
    connect(&inspecting, &InspectController::answered, this, &MainWindow::showInspection);
    connect(&inspecting, &InspectController::nothingSelected, m_parts.inspector, &Inspector::showEmpty);
    connect(m_parts.inspector->picker(), &ImagePicker::picked, this, &MainWindow::selectImage);
    connect(&m_workbench.session(), &Session::selectionChanged, this, [this] {
        const auto& [setId, index] = m_workbench.session().selection();
        m_parts.inspector->picker()->setPicked(toQt(setId), index);
        if (setId == m_workbench.strip.setId()) m_parts.likelihoods->strip()->mark(index);
    });
}

void MainWindow::wireRunning() {
    connect(&m_workbench.monitor, &JobMonitor::changed, m_parts.strip,
            qOverload<const std::vector<JobFacts>&>(&JobStrip::show));
    connect(m_parts.strip, &JobStrip::cancelRequested, &m_workbench, &Workbench::cancelLane);
    connect(&m_workbench.training, &TrainingController::phaseChanged, this, &MainWindow::updateActions);
    connect(&m_workbench.training, &TrainingController::ended, this, [this](const std::string& path, bool) {
        rememberRun(toQt(path));
        refillRecent();
    });
    const Session& session = m_workbench.session();
    connect(&session, &Session::historyChanged, this, [this](const std::string& path) {
        const auto* run = m_workbench.session().currentRun();
        if (run && run->path() == path) showHistory();
    });
    auto* page = m_parts.training;
    connect(&m_workbench.watching, &WatchController::changed, page, &TrainingPage::showWatched);
    connect(&m_workbench.watching, &WatchController::nothing, page, &TrainingPage::hideWatched);
    connect(page, &TrainingPage::figureChanged, this, &MainWindow::updateActions);
    connect(&session, &Session::samplesChanged, this, &MainWindow::showSamples);
    connect(&session, &Session::tablesChanged, this, &MainWindow::updateActions);
    connect(&session, &Session::engineChanged, this, [this] {
        const EngineFacts& engine = m_workbench.session().engine();
        m_parts.strip->showDevice(toQt(engine.device), toQt(engine.reason));
        updateActions();
    });
}

void MainWindow::wireDrops() {
    connect(m_parts.dropArea, &DropArea::pathsDropped, &m_workbench.dropping, &DropController::dropPaths);
    connect(m_parts.dropArea, &DropArea::imageDropped, &m_workbench.dropping, &DropController::dropPicture);
    connect(m_parts.dropArea, &DropArea::addressesLeftOut, this, [this](const QString& sentence) {
        notice({sentence, {}, {}});
    });
    connect(&m_workbench.dropping, &DropController::accepted, this, [this] { m_parts.start(); });
    connect(&m_workbench.dropping, &DropController::asked, this,
            [this](const QString& what) { m_parts.inspector->showBusy(tr("%1…").arg(what)); });
    connect(&m_workbench.dropping, &DropController::unanswered, &m_workbench.inspecting,
            &InspectController::ask);
    connect(&m_workbench.session(), &Session::droppedChanged, this, [this] {
        showChoices();
        updateActions();
    });
    connect(&m_workbench.dropping, &DropController::answered, this,
            [this] { m_parts.likelihoods->pickStripSet(QString::fromLatin1(kDroppedSet)); });
}

}  // namespace nescio
