// What can be done at a moment: which actions make sense, and the menus of rows.

#include <QMenu>

#include "app/pages/samples/samples_page.h"
#include "app/window/main_window.h"
#include "widgets/plots/plot_view.h"
#include "widgets/start_page.h"

namespace nescio {

void MainWindow::updateActions() {
    const Session& session = m_workbench.session();
    const auto phase = m_workbench.training.phase();
    using Phase = TrainingController::Phase;
    const bool idle = phase == Phase::Idle;
    const bool engine = !session.engine().models.empty();
    const auto* run = session.currentRun();
    const bool model = run && run->model;
    const auto* plot = m_parts.currentPlot();
    const bool figure = plot && plot->hasData();
    m_actions.train->setEnabled(idle && engine);
    m_actions.paradox->setEnabled(idle && engine);
    m_parts.startPage->setParadoxEnabled(idle && engine);
    // A stopped run goes on with the same button as a paused one.
    const bool resumable = idle && run && !run->live && run->summary.state != RunState::Finished;
    m_actions.setPaused(resumable || phase == Phase::Paused, *m_theme);
    m_actions.pause->setEnabled(resumable || phase == Phase::Training || phase == Phase::Paused);
    m_actions.stop->setEnabled(!idle && phase != Phase::Stopping);
    m_actions.resumeRun->setEnabled(resumable);
    m_actions.trainBackground->setEnabled(idle && engine && run);
    m_actions.trainLocal->setEnabled(idle && engine && run);
    // While it trains, the sets are scored with every few snapshots anyway, all with the same one.
    m_actions.score->setEnabled(model && !run->live && !session.dataSets().empty());
    m_actions.sample->setEnabled(model);
    m_parts.samples->setSamplingEnabled(model);
    m_parts.samples->setNoLatents(run && run->noLatents ? toQt(*run->noLatents) : QString());
    m_actions.addData->setEnabled(engine);
    m_actions.getData->setEnabled(engine);
    m_actions.clearDropped->setEnabled(!session.dropped().empty());
    m_actions.report->setEnabled(run && !run->live);
    m_actions.exportFigure->setEnabled(figure);
    m_actions.copyFigure->setEnabled(figure);
    m_actions.fitFigure->setEnabled(figure);
}

void MainWindow::showDataMenu(const QString& key, const QPoint& at) {
    const std::string id = toStd(key);
    const auto* set = m_workbench.session().dataSet(id);
    if (!set) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* automatic = menu->addAction(tr("Role: as the run suggests"), this,
                                      [this, id] { m_workbench.session().setRole(id, std::nullopt); });
    automatic->setCheckable(true);
    automatic->setChecked(!set->role);
    for (const SetRole role : {SetRole::Train, SetRole::Test, SetRole::OutOfDistribution, SetRole::Samples}) {
        auto* action = menu->addAction(tr("Role: %1").arg(roleWords(role)), this,
                                       [this, id, role] { m_workbench.session().setRole(id, role); });
        action->setCheckable(true);
        action->setChecked(set->role == role);
    }
    menu->addSeparator();
    menu->addAction(tr("Remove from the list"), this,
                    [this, id] { m_workbench.session().removeDataSet(id); });
    menu->popup(at);
}

void MainWindow::showRunMenu(const QString& key, const QPoint& at) {
    const std::string path = toStd(key);
    const auto* run = m_workbench.session().run(path);
    if (!run) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("runMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool idle = m_workbench.training.phase() == TrainingController::Phase::Idle;
    auto* resume =
        menu->addAction(tr("Resume training"), this, [this, path] { m_workbench.training.resumeRun(path); });
    resume->setEnabled(idle && !run->live && run->summary.state != RunState::Finished);
    menu->addSeparator();
    auto* background = menu->addAction(m_actions.trainBackground->text(), this,
                                       [this, path] { m_dialogs.trainBackground(path); });
    auto* local =
        menu->addAction(m_actions.trainLocal->text(), this, [this, path] { m_dialogs.trainLocal(path); });
    for (auto* action : {background, local})
        action->setEnabled(idle && !m_workbench.session().engine().models.empty());
    menu->addSeparator();
    auto* remove = menu->addAction(tr("Remove from the list (the file stays)"), this,
                                   [this, path] { m_workbench.session().removeRun(path); });
    remove->setEnabled(!run->live);
    menu->popup(at);
}

}  // namespace nescio
