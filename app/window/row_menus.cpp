#include "app/window/row_menus.h"

#include <QMenu>

#include "app/window/set_list_model.h"

namespace nescio {

QMenu* newSetMenu(Session& session, const std::string& id, QWidget* parent) {
    const auto* set = session.dataSet(id);
    if (!set) return nullptr;
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto offer = [&](const QString& text, std::optional<SetRole> role) {
        auto* action = menu->addAction(text, &session, [&session, id, role] { session.setRole(id, role); });
        action->setCheckable(true);
        action->setChecked(set->role == role);
    };
    offer(Session::tr("Role: as the run suggests"), std::nullopt);
    for (const SetRole role : {SetRole::Train, SetRole::Test, SetRole::OutOfDistribution, SetRole::Samples})
        offer(Session::tr("Role: %1").arg(roleWords(role)), role);
    menu->addSeparator();
    menu->addAction(Session::tr("Remove from the list"), &session,
                    [&session, id] { session.removeDataSet(id); });
    return menu;
}

QMenu* newRunMenu(Controllers& controllers, DialogOpener& dialogs, const Actions& actions,
                  const std::string& path, QWidget* parent) {
    auto& session = controllers.session();
    const auto* run = session.run(path);
    if (!run) return nullptr;
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("runMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool idle = controllers.training.phase() == TrainingController::Phase::Idle;
    auto* resume = menu->addAction(Session::tr("Resume training"), &controllers,
                                   [&controllers, path] { controllers.training.resumeRun(path); });
    resume->setEnabled(idle && !run->live && run->summary.state != RunState::Finished);
    auto* score = menu->addAction(actions.scoreNamed->text(), &controllers,
                                  [&controllers, path] { controllers.scoring.scoreNamed(path); });
    score->setEnabled(run->model && !run->live);
    menu->addSeparator();
    auto* background = menu->addAction(actions.trainBackground->text(), &dialogs,
                                       [&dialogs, path] { dialogs.trainBackground(path); });
    auto* local =
        menu->addAction(actions.trainLocal->text(), &dialogs, [&dialogs, path] { dialogs.trainLocal(path); });
    for (auto* action : {background, local}) action->setEnabled(idle && !session.engine().models.empty());
    menu->addSeparator();
    auto* remove = menu->addAction(Session::tr("Remove from the list (the file stays)"), &session,
                                   [&session, path] { session.removeRun(path); });
    remove->setEnabled(!run->live);
    return menu;
}

}  // namespace nescio
