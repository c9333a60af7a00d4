// What the window's actions do, and which of them make sense at a moment.
#pragma once

#include "app/dialogs/dialog_opener.h"
#include "app/dialogs/figure_desk.h"
#include "app/session/controllers.h"
#include "app/window/actions.h"

namespace nescio {

struct WindowParts;

/// Hands actions to controllers, dialogs and pages.   Thread: GUI.
class Commands : public QObject {
    Q_OBJECT

  public:
    /// All of them outlive it.
    Commands(Controllers& controllers, DialogOpener& dialogs, FigureDesk& desk, Actions& actions,
             WindowParts& parts, QObject* parent);

    /// Enables what can be done now.
    void update(const Theme& theme);

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  private:
    void connectFiles();
    void connectRuns();
    void connectFigures();
    void updateRuns(const Theme& theme);
    void paste();
    /// Has the page perform an action that is its own, and shows it.
    void askPages(const QAction& action);

    Controllers& m_controllers;
    DialogOpener& m_dialogs;
    FigureDesk& m_desk;
    Actions& m_actions;
    WindowParts& m_parts;
};

}  // namespace nescio
