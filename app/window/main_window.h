// The window: it lays out its parts and lists the pages, and hands on what they and the session say.
#pragma once

#include <functional>

#include <QMainWindow>

#include "app/dialogs/dialog_opener.h"
#include "app/pages/pages.h"
#include "app/session/controllers.h"
#include "app/window/actions.h"
#include "app/window/commands.h"
#include "app/window/job_monitor.h"
#include "app/window/recent_menu.h"
#include "app/window/run_list_model.h"
#include "app/window/set_list_model.h"
#include "app/window/window_parts.h"
#include "core/values/warning.h"

namespace nescio {

/// Nescio's main window.   Thread: GUI.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    /// With tabs in the order of their makers.
    explicit MainWindow(const std::vector<MakePage>& makers = pages(), QWidget* parent = nullptr);

    [[nodiscard]] Controllers& controllers() { return m_controllers; }
    [[nodiscard]] const WindowParts& parts() const { return m_parts; }
    [[nodiscard]] const Actions& actions() const { return m_actions; }

    /// Opens what was named on the command line, by content.
    void openPaths(const QStringList& paths);
    void setTheme(bool dark);

  Q_SIGNALS:
    /// An inspection of the selected image is on the screen.
    void inspectionShown();

  protected:
    void closeEvent(QCloseEvent* event) override;

  private:
    void connectSession();
    void connectLists();
    void connectPages();
    void connectInspector();
    void connectJobs();
    void connectDrops();
    void connectNotices();

    static const Theme* dressed(bool dark);
    void notice(const Notice& notice);
    void offerSets();
    void updateCommands();
    void updateTitle();

    const Theme* m_theme;  ///< first: widgets take their font from the application when they are made
    Controllers m_controllers;
    Actions m_actions;
    WindowParts m_parts;
    SetListModel m_setRows;
    RunListModel m_runRows;
    DialogOpener m_dialogs;
    FigureDesk m_desk;
    Commands m_commands;
    JobMonitor m_monitor;
    RecentMenu m_recent;
    std::function<void()> m_remedy;
    WarningListener m_warnings;
};

}  // namespace nescio
