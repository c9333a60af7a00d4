// Every command of the window as an action: one name, one tooltip, one shortcut, wherever it is reached from.
#pragma once

#include <vector>

#include <QAction>

#include "widgets/theme.h"

class QMenu;
class QMenuBar;
class QToolBar;

namespace nescio {

/// The window's commands. They are children of `parent` and do nothing by themselves.   Thread: GUI.
struct Actions {
    explicit Actions(QObject* parent);

    QAction* train;
    QAction* pause;
    QAction* stop;
    QAction* resumeRun;
    QAction* trainBackground;
    QAction* trainLocal;
    QAction* trainTwin;
    QAction* score;
    QAction* scoreNamed;
    QAction* sample;
    QAction* split;
    QAction* paradox;
    QAction* addData;
    QAction* getData;
    QAction* openRun;
    QAction* paste;
    QAction* clearDropped;
    QAction* report;
    QAction* exportFigure;
    QAction* exportAll;
    QAction* copyFigure;
    QAction* fitFigure;
    QAction* theme;
    QAction* showLeft;
    QAction* showRight;
    QAction* search;
    QAction* about;
    QAction* quit;

    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    void setTheme(const Theme& look);
    /// Pause says "Resume" while paused or stopped.
    void setPaused(bool paused, const Theme& look);

  private:
    /// What makes up one command.
    struct Command {
        const char* name;
        QString text;
        QString tip;
        QKeySequence keys = {};
        const char* icon = nullptr;
    };

    void makeRunActions(QObject* parent);
    void makeFileActions(QObject* parent);
    void makeViewActions(QObject* parent);
    QAction* make(QObject* parent, const Command& command);

    std::vector<QAction*> m_all;
};

/// Fills the menus; `recent` is the menu of recent runs.
void fillMenus(QMenuBar& bar, const Actions& actions, QMenu& recent);
/// Fills the toolbar.
void fillToolbar(QToolBar& bar, const Actions& actions, QWidget* search);

}  // namespace nescio
