#include "app/window/commands.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSplitter>
#include <QTabWidget>

#include "app/pages/page.h"
#include "app/window/figure_clipboard.h"
#include "app/window/window_parts.h"
#include "widgets/action_search.h"
#include "widgets/drop_area.h"
#include "widgets/inspector.h"
#include "widgets/plots/chart_plot.h"
#include "widgets/start_page.h"

namespace nescio {

Commands::Commands(Controllers& controllers, DialogOpener& dialogs, FigureDesk& desk, Actions& actions,
                   WindowParts& parts, QObject* parent)
    : QObject(parent),
      m_controllers(controllers),
      m_dialogs(dialogs),
      m_desk(desk),
      m_actions(actions),
      m_parts(parts) {
    connectFiles();
    connectRuns();
    connectFigures();
    connect(m_parts.startPage, &StartPage::paradoxRequested, m_actions.paradox, &QAction::trigger);
    connect(m_parts.startPage, &StartPage::openRunRequested, m_actions.openRun, &QAction::trigger);
    connect(m_parts.startPage, &StartPage::addDataRequested, m_actions.addData, &QAction::trigger);
    connect(m_actions.search, &QAction::triggered, m_parts.search,
            [this] { m_parts.search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions.showLeft, &QAction::toggled, m_parts.lists, &QWidget::setVisible);
    connect(m_actions.showRight, &QAction::toggled, m_parts.inspector, &QWidget::setVisible);
}

void Commands::connectFiles() {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.addData, [this] { m_dialogs.addData(); });
    on(m_actions.getData, [this] { m_dialogs.getData(); });
    on(m_actions.openRun, [this] { m_dialogs.openRun(); });
    on(m_actions.paste, [this] { paste(); });
    on(m_actions.clearDropped, [this] { m_controllers.dropping.clear(); });
    on(m_actions.about, [this] { m_dialogs.about(); });
}

void Commands::connectRuns() {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    const auto onRun = [this, on](QAction* action, auto what) {
        on(action, [this, what] {
            if (const auto* run = m_controllers.session().currentRun()) what(run->path());
        });
    };
    on(m_actions.train, [this] { m_dialogs.train(); });
    on(m_actions.pause, [this] {
        if (m_controllers.training.phase() == TrainingController::Phase::Idle)
            m_actions.resumeRun->trigger();
        else
            m_controllers.training.togglePause();
    });
    on(m_actions.stop, [this] { m_controllers.training.stop(); });
    onRun(m_actions.resumeRun, [this](const std::string& run) { m_controllers.training.resumeRun(run); });
    onRun(m_actions.trainBackground, [this](const std::string& run) { m_dialogs.trainBackground(run); });
    onRun(m_actions.trainLocal, [this](const std::string& run) { m_dialogs.trainLocal(run); });
    onRun(m_actions.trainTwin, [this](const std::string& run) { m_dialogs.trainTwin(run); });
    on(m_actions.score, [this] { m_dialogs.score(); });
    onRun(m_actions.scoreNamed, [this](const std::string& run) { m_controllers.scoring.scoreNamed(run); });
    on(m_actions.sample, [this] { askPages(*m_actions.sample); });
    on(m_actions.split, [this] { askPages(*m_actions.split); });
    on(m_actions.paradox, [this] { m_controllers.showParadox(); });
}

void Commands::connectFigures() {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(m_actions.exportFigure, [this] {
        if (const auto* plot = m_parts.currentPlot()) m_desk.exportFigure(*plot);
    });
    on(m_actions.exportAll, [this] { m_desk.exportAll(); });
    on(m_actions.report, [this] { m_dialogs.writeReport(); });
    on(m_actions.copyFigure, [this] {
        if (const auto* plot = m_parts.currentPlot(); plot && plot->hasData())
            copyFigure(m_desk.ready(*plot));
    });
    on(m_actions.fitFigure, [this] {
        if (auto* plot = qobject_cast<ChartPlot*>(m_parts.currentPlot())) plot->fit();
    });
}

void Commands::askPages(const QAction& action) {
    for (auto* page : m_parts.pages)
        if (page->perform(action.objectName())) return m_parts.tabs->setCurrentWidget(page);
}

void Commands::paste() {
    const QMimeData* carried = QGuiApplication::clipboard()->mimeData();
    if (!carried) return;
    const auto found = carriedBy(*carried);
    if (!found.paths.isEmpty()) m_controllers.dropping.dropPaths(found.paths);
    if (found.picture) m_controllers.dropping.dropPicture(qvariant_cast<QImage>(carried->imageData()));
    if (found.elsewhere > 0) return Q_EMIT noticed({leftOutSentence(found.elsewhere), {}, {}});
    if (found.paths.isEmpty() && !found.picture)
        Q_EMIT noticed({tr("Expected an image or files on the clipboard, found neither."), {}, {}});
}

void Commands::update(const Theme& theme) {
    updateRuns(theme);
    const Session& session = m_controllers.session();
    const auto* run = session.currentRun();
    const bool model = run && run->model;
    const bool engine = !session.engine().models.empty();
    const auto* plot = m_parts.currentPlot();
    const bool figure = plot && plot->hasData();
    // While it trains, the sets are scored with every few snapshots anyway, all with the same one.
    m_actions.score->setEnabled(model && !run->live && !session.dataSets().empty());
    m_actions.scoreNamed->setEnabled(model && !run->live);
    m_actions.sample->setEnabled(model);
    m_actions.addData->setEnabled(engine);
    m_actions.getData->setEnabled(engine);
    m_actions.clearDropped->setEnabled(!session.dropped().empty());
    m_actions.report->setEnabled(run && !run->live);
    m_actions.exportFigure->setEnabled(figure);
    m_actions.exportAll->setEnabled(figure);
    m_actions.copyFigure->setEnabled(figure);
    m_actions.fitFigure->setEnabled(figure);
}

void Commands::updateRuns(const Theme& theme) {
    using Phase = TrainingController::Phase;
    const Session& session = m_controllers.session();
    const auto phase = m_controllers.training.phase();
    const bool idle = phase == Phase::Idle;
    const bool trains = idle && !session.engine().models.empty();
    const auto* run = session.currentRun();
    m_actions.train->setEnabled(trains);
    m_actions.paradox->setEnabled(trains);
    m_parts.startPage->setParadoxEnabled(trains);
    // A stopped run goes on with the same button as a paused one.
    const bool resumable = idle && run && !run->live && run->summary.state != RunState::Finished;
    m_actions.setPaused(resumable || phase == Phase::Paused, theme);
    m_actions.pause->setEnabled(resumable || phase == Phase::Training || phase == Phase::Paused);
    m_actions.stop->setEnabled(!idle && phase != Phase::Stopping);
    m_actions.resumeRun->setEnabled(resumable);
    m_actions.trainBackground->setEnabled(trains && run);
    m_actions.trainLocal->setEnabled(trains && run);
    m_actions.trainTwin->setEnabled(trains && run);
    m_actions.split->setEnabled(run && !run->tables.empty());
}

}  // namespace nescio
