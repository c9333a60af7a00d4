#include "app/window/main_window.h"

#include <QCloseEvent>
#include <QMenuBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

#include "app/dialogs/round_question.h"
#include "app/pages/page.h"
#include "app/session/kept_slots.h"
#include "app/session/set_choices.h"
#include "app/window/appearance.h"
#include "app/window/row_menus.h"
#include "app/window/search_entries.h"
#include "app/window/window_settings.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/drop_area.h"
#include "widgets/image_picker.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/side_list.h"
#include "widgets/themed_icon.h"

namespace nescio {

MainWindow::MainWindow(const std::vector<MakePage>& makers, QWidget* parent)
    : QMainWindow(parent),
      m_theme(dressed(savedDarkTheme())),
      m_actions(this),
      m_parts(*this, makers),
      m_setRows(m_controllers.session(), this),
      m_runRows(m_controllers.session(), this),
      m_dialogs(m_controllers, *this),
      m_desk(m_controllers.session(), *this, [this] { return m_parts.figures(); }),
      m_commands(m_controllers, m_dialogs, m_desk, m_actions, m_parts, this),
      m_monitor(m_controllers.session(), m_controllers.jobs(), this),
      m_warnings([this](const std::string& sentence) {
          QMetaObject::invokeMethod(
              this,
              [this, sentence] {
                  notice({toQt(sentence), {}, {}});
              },
              Qt::QueuedConnection);
      }) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setContextMenuPolicy(Qt::NoContextMenu);
    fillMenus(*menuBar(), m_actions, m_recent);
    auto* toolbar = addToolBar(tr("Toolbar"));
    fillToolbar(*toolbar, m_actions, m_parts.search);
    m_parts.search->setSource([this] { return searchEntries(m_actions, m_parts, m_controllers.session()); });

    keepSlots(m_controllers.session());
    connectSession();
    connectLists();
    connectPages();
    connectInspector();
    connectJobs();
    connectDrops();
    connectNotices();
    setTheme(m_theme->dark);
    restoreLayout(*this, m_parts);
    updateTitle();
    m_controllers.library.askEngine();
}

void MainWindow::connectSession() {
    const Session& session = m_controllers.session();
    connect(&session, &Session::currentRunChanged, this, &MainWindow::updateTitle);
    for (const auto signal : {&Session::currentRunChanged, &Session::runsChanged, &Session::dataSetsChanged,
                              &Session::droppedChanged, &Session::engineChanged})
        connect(&session, signal, this, &MainWindow::updateCommands);
    connect(&session, &Session::tablesChanged, this, &MainWindow::updateCommands);
    for (const auto signal : {&Session::dataSetsChanged, &Session::runsChanged, &Session::droppedChanged})
        connect(&session, signal, this, &MainWindow::offerSets);
    connect(&session, &Session::engineChanged, this, [this] {
        const EngineFacts& engine = m_controllers.session().engine();
        m_parts.strip->showDevice(toQt(engine.device), toQt(engine.reason));
    });
    connect(&m_recent, &RecentMenu::picked, &m_controllers.library, &LibraryController::openRun);
    connect(&m_controllers.library, &LibraryController::runOpened, &m_recent, &RecentMenu::remember);
    connect(&m_controllers.training, &TrainingController::ended, &m_recent,
            [this](const std::string& path) { m_recent.remember(toQt(path)); });
}

void MainWindow::connectLists() {
    auto& session = m_controllers.session();
    m_parts.dataList->setModel(&m_setRows);
    m_parts.runList->setModel(&m_runRows);
    m_parts.dataList->button()->setDefaultAction(m_actions.addData);
    m_parts.runList->button()->setDefaultAction(m_actions.openRun);
    for (auto* list : {m_parts.dataList, m_parts.runList})
        list->button()->setToolButtonStyle(Qt::ToolButtonIconOnly);
    connect(m_parts.dataList, &SideList::keyPicked, &session,
            [&session](const QString& key) { session.pickSet(toStd(key)); });
    connect(m_parts.runList, &SideList::keyPicked, &session,
            [&session](const QString& key) { session.setCurrentRun(toStd(key)); });
    connect(m_parts.dataList, &SideList::menuRequested, this, [this](const QString& key, const QPoint& at) {
        if (auto* menu = newSetMenu(m_controllers.session(), toStd(key), this)) menu->popup(at);
    });
    connect(m_parts.runList, &SideList::menuRequested, this, [this](const QString& key, const QPoint& at) {
        if (auto* menu = newRunMenu(m_controllers, m_dialogs, m_actions, toStd(key), this)) menu->popup(at);
    });
    connect(&session, &Session::currentRunChanged, this, [this] {
        const auto* run = m_controllers.session().currentRun();
        m_parts.runList->setCurrentKey(run ? toQt(run->path()) : QString());
    });
}

void MainWindow::connectPages() {
    for (auto* page : m_parts.pages) {
        connect(page, &Page::noticed, this, &MainWindow::notice);
        connect(page, &Page::figureChanged, this, &MainWindow::updateCommands);
        connect(page, &Page::wanted, this, [this, page] { m_parts.tabs->setCurrentWidget(page); });
        connect(page, &Page::exportWanted, this, [this](PlotView* plot) { m_desk.exportFigure(*plot); });
        connect(page, &Page::actionWanted, this, [this](const QString& name) {
            if (auto* action = findChild<QAction*>(name)) action->trigger();
        });
        page->connectTo({m_controllers.session(), m_controllers.jobs(), m_controllers.library,
                         m_controllers.dropping, m_controllers.inspecting});
    }
    connect(m_parts.tabs, &QTabWidget::currentChanged, this, &MainWindow::updateCommands);
}

void MainWindow::connectInspector() {
    auto& session = m_controllers.session();
    auto& inspecting = m_controllers.inspecting;
    auto* picker = m_parts.inspector->picker();
    connect(&inspecting, &InspectController::asked, m_parts.inspector, &Inspector::showBusy);
    connect(&inspecting, &InspectController::nothingSelected, m_parts.inspector, &Inspector::showEmpty);
    connect(&inspecting, &InspectController::answered, this, [this](const Inspection& inspection) {
        m_parts.inspector->show(inspection.facts);
        Q_EMIT inspectionShown();
    });
    connect(picker, &ImagePicker::picked, &session, [&session](const QString& setId, std::int64_t index) {
        session.select({toStd(setId), index});
    });
    connect(&session, &Session::selectionChanged, picker, [&session, picker] {
        picker->setPicked(toQt(session.selection().setId), session.selection().index);
    });
}

void MainWindow::connectJobs() {
    connect(&m_monitor, &JobMonitor::changed, m_parts.strip,
            qOverload<const std::vector<JobFacts>&>(&JobStrip::show));
    connect(m_parts.strip, &JobStrip::cancelRequested, this,
            [this](int lane) { lane == 0 ? m_controllers.training.stop() : m_monitor.cancel(lane); });
    connect(&m_controllers.training, &TrainingController::phaseChanged, this, &MainWindow::updateCommands);
}

void MainWindow::connectDrops() {
    auto& dropping = m_controllers.dropping;
    connect(m_parts.dropArea, &DropArea::pathsDropped, &dropping, &DropController::dropPaths);
    connect(m_parts.dropArea, &DropArea::imageDropped, &dropping, &DropController::dropPicture);
    connect(m_parts.dropArea, &DropArea::addressesLeftOut, this, [this](const QString& sentence) {
        notice({sentence, {}, {}});
    });
    connect(&dropping, &DropController::accepted, this, [this] { m_parts.start(); });
    connect(&dropping, &DropController::asked, this,
            [this](const QString& what) { m_parts.inspector->showBusy(tr("%1…").arg(what)); });
    connect(&dropping, &DropController::figureFound, &m_desk, &FigureDesk::open);
    connect(&dropping, &DropController::unanswered, &m_controllers.inspecting, &InspectController::ask);
}

void MainWindow::connectNotices() {
    connect(&m_dialogs, &DialogOpener::noticed, this, &MainWindow::notice);
    connect(&m_desk, &FigureDesk::noticed, this, &MainWindow::notice);
    connect(&m_commands, &Commands::noticed, this, &MainWindow::notice);
    connect(&m_controllers, &Controllers::noticed, this, &MainWindow::notice);
    connect(&m_controllers.library, &LibraryController::roundingAsked, this,
            [this](const RoundingQuestion& question) { askBeforeRounding(*this, question); });
    connect(m_parts.banner, &Banner::remedyRequested, this, [this] {
        if (const auto remedy = std::exchange(m_remedy, nullptr)) remedy();
    });
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.theme, &QAction::triggered, this, [this](bool dark) {
        saveDarkTheme(dark);
        setTheme(dark);
    });
}

void MainWindow::openPaths(const QStringList& paths) {
    if (!paths.isEmpty()) m_controllers.dropping.dropPaths(paths);
}

const Theme* MainWindow::dressed(bool dark) {
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    applyAppearance(theme);
    return &theme;
}

void MainWindow::setTheme(bool dark) {
    if (dark != m_theme->dark) m_theme = dressed(dark);
    m_actions.setTheme(*m_theme);
    m_setRows.setTheme(*m_theme);
    m_runRows.setTheme(*m_theme);
    for (auto* page : m_parts.pages) page->setTheme(*m_theme);
    updateCommands();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    // The window goes at once; the destructor of the lanes waits for the last batch and its checkpoint.
    saveLayout(*this, m_parts);
    m_controllers.windDown();
    event->accept();
}

void MainWindow::notice(const Notice& notice) {
    m_remedy = notice.action;
    m_parts.banner->showSentence(notice.sentence, notice.remedy,
                                 notice.done ? Banner::Look::Done : Banner::Look::Trouble);
}

void MainWindow::offerSets() {
    const auto sets = knownSets(m_controllers.session());
    m_parts.inspector->picker()->setChoices(sets);
    if (!sets.empty() || !m_controllers.session().runs().empty()) m_parts.start();
}

void MainWindow::updateCommands() {
    m_commands.update(*m_theme);
}

void MainWindow::updateTitle() {
    const auto* run = m_controllers.session().currentRun();
    setWindowTitle(run ? tr("Nescio — %1").arg(toQt(run->summary.title)) : tr("Nescio"));
}

}  // namespace nescio
