// The window: it wires widgets to controllers and the session to widgets, and does nothing else.
#pragma once

#include <functional>

#include <QMainWindow>
#include <QMenu>

#include "app/dialogs/dialog_opener.h"
#include "app/session/workbench.h"
#include "app/window/actions.h"
#include "app/window/data_list_model.h"
#include "app/window/run_list_model.h"
#include "app/window/window_parts.h"
#include "core/values/warning.h"

namespace nescio {

/// Nescio's main window.   Thread: GUI.
class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Workbench& workbench() { return m_workbench; }
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
    // Wires, by subject; main_window_wiring.cpp
    void wireActions();
    void wireRunActions();
    void wireFigureActions();
    void wireLists();
    void wirePages();
    void wireSheets();
    void wireShifts();
    void wireExperiments();
    void wireAttack();
    void wireInspection();
    void wireRunning();
    void wireDrops();

    static const Theme* dressed(bool dark);
    void notice(const Notice& notice);
    void showInspection(const Inspection& inspection);
    void showRun();
    void showHistory();
    void showSamples();
    static QString noSheetWords(SheetKind kind);
    void showChoices();
    void updateActions();
    void updateTitle();
    void refillRecent();
    void showDataMenu(const QString& key, const QPoint& at);
    void showRunMenu(const QString& key, const QPoint& at);
    void paste();
    void selectImage(const QString& setId, std::int64_t index);

    const Theme* m_theme;  ///< first: widgets take their font from the application when they are made
    Workbench m_workbench;
    Actions m_actions;
    WindowParts m_parts;
    DataListModel m_dataRows;
    RunListModel m_runRows;
    DialogOpener m_dialogs;
    QMenu m_recent;
    std::function<void()> m_remedy;
    WarningListener m_warnings;
};

}  // namespace nescio
