#include "app/actions.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "widgets/themed_icon.h"

namespace nescio {
namespace {

constexpr const char* kIconProperty = "nescioIcon";

QString words(const char* text) { return QCoreApplication::translate("Actions", text); }

}  // namespace

Actions::Actions(QObject* parent) : m_parent(parent) {
    using Keys = QKeySequence;
    train = make("actionTrain", words("&Train…"), words("Train a model on a data set"), Keys(Qt::CTRL | Qt::Key_T), "train");
    pause = make("actionPause", words("&Pause"), words("Pause the training, or go on with it"), Keys(Qt::CTRL | Qt::Key_P), "pause");
    stop = make("actionStop", words("&Stop"), words("Stop the training; the run can be resumed later"), Keys(Qt::CTRL | Qt::Key_Period), "stop");
    resumeRun = make("actionResumeRun", words("&Resume training"), words("Go on training the current run where its file stands"), Keys(Qt::CTRL | Qt::SHIFT | Qt::Key_T), "resume");
    score = make("actionScore", words("S&core…"), words("Score data sets under the current run"), Keys(Qt::CTRL | Qt::Key_R), "score");
    sample = make("actionSample", words("Sa&mple…"), words("Draw images from the current run's model"), Keys(Qt::CTRL | Qt::Key_G), "sample");
    paradox = make("actionParadox", words("Show me the para&dox"), words("Train a small flow on synthetic images and see the paradox; about a minute"), {}, nullptr);
    addData = make("actionAddData", words("&Add data…"), words("Add a named data set, a file or a folder"), Keys(Qt::CTRL | Qt::Key_D), "add-data");
    openRun = make("actionOpenRun", words("&Open run…"), words("Open a run file (.h5)"), Keys::Open, "open");
    paste = make("actionPaste", words("&Paste image"), words("Score the image or the files on the clipboard"), Keys::Paste, "paste");
    clearDropped = make("actionClearDropped", words("&Clear dropped images"), words("Forget all dropped and pasted images"), {}, "remove");
    exportFigure = make("actionExportFigure", words("&Export figure…"), words("Write the shown figure as PDF, SVG, PNG or CSV"), Keys(Qt::CTRL | Qt::Key_E), "export");
    copyFigure = make("actionCopyFigure", words("C&opy figure"), words("Put the shown figure on the clipboard"), Keys(Qt::CTRL | Qt::SHIFT | Qt::Key_C), nullptr);
    fitFigure = make("actionFitFigure", words("&Fit figure"), words("Show all of the figure again"), Keys(Qt::CTRL | Qt::Key_0), "fit");
    theme = make("actionTheme", words("&Dark theme"), words("Switch between the light and the dark theme"), Keys(Qt::CTRL | Qt::SHIFT | Qt::Key_D), "theme");
    showLeft = make("actionShowLists", words("&Lists"), words("Show or hide data sets and runs"), Keys(Qt::Key_F9), nullptr);
    showRight = make("actionShowInspector", words("&Inspector"), words("Show or hide the inspector"), Keys(Qt::Key_F10), nullptr);
    search = make("actionSearch", words("Search &actions"), words("Find any command by its name"), Keys(Qt::CTRL | Qt::Key_K), "search");
    about = make("actionAbout", words("&About Nescio"), words("Version and licence"), {}, nullptr);
    quit = make("actionQuit", words("&Quit"), words("Close the window; a training stops and stays resumable"), Keys::Quit, nullptr);
    for (QAction* action : {theme, showLeft, showRight}) action->setCheckable(true);
    showLeft->setChecked(true);
    showRight->setChecked(true);
    about->setMenuRole(QAction::AboutRole);
    quit->setMenuRole(QAction::QuitRole);
}

QAction* Actions::make(const char* name, const QString& text, const QString& tip, const QKeySequence& keys,
                       const char* icon) {
    auto* action = new QAction(text, m_parent);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    const QString hint = keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText));
    action->setToolTip(hint);
    action->setStatusTip(tip);
    action->setWhatsThis(tip);
    if (icon) action->setProperty(kIconProperty, QString::fromLatin1(icon));
    m_all.push_back(action);
    return action;
}

void Actions::setTheme(const Theme& look) {
    for (QAction* action : m_all)
        if (const QString icon = action->property(kIconProperty).toString(); !icon.isEmpty())
            action->setIcon(themedIcon(icon, look));
    theme->setChecked(look.dark);
}

void Actions::setPaused(bool paused, const Theme& look) {
    pause->setText(paused ? words("&Continue") : words("&Pause"));
    pause->setProperty(kIconProperty, paused ? QStringLiteral("resume") : QStringLiteral("pause"));
    pause->setIcon(themedIcon(pause->property(kIconProperty).toString(), look));
}

void fillMenus(QMenuBar& bar, const Actions& actions, QMenu& recent) {
    auto* file = bar.addMenu(words("&File"));
    file->addActions({actions.openRun});
    recent.setTitle(words("Open &recent"));
    file->addMenu(&recent);
    file->addActions({actions.addData});
    file->addSeparator();
    file->addActions({actions.exportFigure});
    file->addSeparator();
    file->addActions({actions.quit});
    auto* edit = bar.addMenu(words("&Edit"));
    edit->addActions({actions.paste, actions.copyFigure, actions.clearDropped});
    edit->addSeparator();
    edit->addActions({actions.search});
    auto* run = bar.addMenu(words("&Run"));
    run->addActions({actions.train, actions.pause, actions.stop, actions.resumeRun});
    run->addSeparator();
    run->addActions({actions.score, actions.sample});
    run->addSeparator();
    run->addActions({actions.paradox});
    auto* view = bar.addMenu(words("&View"));
    view->addActions({actions.fitFigure});
    view->addSeparator();
    view->addActions({actions.showLeft, actions.showRight, actions.theme});
    bar.addMenu(words("&Help"))->addActions({actions.about});
}

void fillToolbar(QToolBar& bar, const Actions& actions, QWidget* search) {
    bar.setObjectName(QStringLiteral("toolbar"));
    bar.setWindowTitle(words("Toolbar"));
    bar.setMovable(false);
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar.setIconSize({18, 18});
    bar.addWidget(search);
    auto* gap = new QWidget(&bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar.addWidget(gap);
    bar.addActions({actions.train, actions.pause, actions.stop});
    bar.addSeparator();
    bar.addActions({actions.score, actions.sample, actions.exportFigure});
    bar.addSeparator();
    bar.addActions({actions.theme});
    // Their icons say enough; the words would crowd out the rest at 1024 pixels.
    for (QAction* action : {actions.stop, actions.theme})
        if (auto* button = qobject_cast<QToolButton*>(bar.widgetForAction(action)))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

}  // namespace nescio
