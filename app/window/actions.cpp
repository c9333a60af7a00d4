#include "app/window/actions.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "widgets/themed_icon.h"

namespace nescio {
namespace {

constexpr const char* kIconProperty = "nescioIcon";

QString words(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

}  // namespace

Actions::Actions(QObject* parent) {
    makeRunActions(parent);
    makeFileActions(parent);
    makeViewActions(parent);
}

void Actions::makeRunActions(QObject* parent) {
    train = make(parent, {.name = "actionTrain",
                          .text = words("&Train…"),
                          .tip = words("Train a model on a data set"),
                          .keys = Qt::CTRL | Qt::Key_T,
                          .icon = "train"});
    pause = make(parent, {.name = "actionPause",
                          .text = words("&Pause"),
                          .tip = words("Pause the training; go on with a paused or stopped one"),
                          .keys = Qt::CTRL | Qt::Key_P,
                          .icon = "pause"});
    stop = make(parent, {.name = "actionStop",
                         .text = words("&Stop"),
                         .tip = words("Stop the training; the run can be resumed later"),
                         .keys = Qt::CTRL | Qt::Key_Period,
                         .icon = "stop"});
    resumeRun = make(parent, {.name = "actionResumeRun",
                              .text = words("R&esume current run"),
                              .tip = words("Go on training the current run where its file stands"),
                              .keys = Qt::CTRL | Qt::SHIFT | Qt::Key_T,
                              .icon = "resume"});
    trainBackground =
        make(parent, {.name = "actionTrainBackground",
                      .text = words("Train a &background model for this run…"),
                      .tip = words("Train the current run's model again on mutated images, for a likelihood "
                                   "ratio with it")});
    trainLocal = make(parent, {.name = "actionTrainLocal",
                               .text = words("Train a &local model for this run…"),
                               .tip = words("Train a model of the local texture of the current run's images, "
                                            "for a likelihood ratio with it")});
    trainTwin = make(parent, {.name = "actionTrainTwin",
                              .text = words("Train constant-&volume Glow on its images…"),
                              .tip = words("Train a flow without a volume term on what the current run was "
                                           "trained on, to compare the two")});
    score = make(parent, {.name = "actionScore",
                          .text = words("S&core…"),
                          .tip = words("Score data sets under the current run"),
                          .keys = Qt::CTRL | Qt::Key_R,
                          .icon = "score"});
    scoreNamed = make(parent, {.name = "actionScoreNamed",
                               .text = words("Score everything it &names"),
                               .tip = words("Score all sets that the current run names and that are here: "
                                            "trained on, test, watched, scored in part")});
    sample = make(parent, {.name = "actionSample",
                           .text = words("Sa&mple"),
                           .tip = words("Draw images from the current run's model"),
                           .keys = Qt::CTRL | Qt::Key_G,
                           .icon = "sample"});
    split =
        make(parent, {.name = "actionSplit",
                      .text = words("Split &into density and volume"),
                      .tip = words("Every image by the two halves of its likelihood, on the Explore page")});
    paradox =
        make(parent, {.name = "actionParadox",
                      .text = words("Show me the para&dox"),
                      .tip = words("Train a small flow on synthetic images and see the paradox; about a "
                                   "minute")});
}

void Actions::makeFileActions(QObject* parent) {
    addData = make(parent, {.name = "actionAddData",
                            .text = words("&Add data…"),
                            .tip = words("Add a named data set, a file or a folder"),
                            .keys = Qt::CTRL | Qt::Key_D,
                            .icon = "add-data"});
    getData = make(parent, {.name = "actionGetData",
                            .text = words("&Get data…"),
                            .tip = words("Download a named data set from its makers")});
    openRun = make(parent, {.name = "actionOpenRun",
                            .text = words("&Open run…"),
                            .tip = words("Open a run file (.h5)"),
                            .keys = QKeySequence::Open,
                            .icon = "open"});
    paste = make(parent, {.name = "actionPaste",
                          .text = words("&Paste image"),
                          .tip = words("Score the image or the files on the clipboard"),
                          .keys = QKeySequence::Paste,
                          .icon = "paste"});
    clearDropped = make(parent, {.name = "actionClearDropped",
                                 .text = words("&Clear dropped images"),
                                 .tip = words("Forget all dropped and pasted images"),
                                 .icon = "remove"});
    report = make(parent, {.name = "actionReport",
                           .text = words("Write &report…"),
                           .tip = words("Write all that the current run holds as one HTML page and a PDF"),
                           .keys = Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    exportFigure = make(parent, {.name = "actionExportFigure",
                                 .text = words("&Export figure…"),
                                 .tip = words("Write the shown figure as PDF, SVG, PNG, CSV or for LaTeX"),
                                 .keys = Qt::CTRL | Qt::Key_E,
                                 .icon = "export"});
    exportAll = make(parent, {.name = "actionExportAll",
                              .text = words("Export &all figures…"),
                              .tip = words("Write every figure there is, as the last one was exported")});
    copyFigure = make(parent, {.name = "actionCopyFigure",
                               .text = words("C&opy figure"),
                               .tip = words("Put the shown figure on the clipboard"),
                               .keys = Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    quit = make(parent, {.name = "actionQuit",
                         .text = words("&Quit"),
                         .tip = words("Close the window; a training stops and stays resumable"),
                         .keys = QKeySequence::Quit});
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::makeViewActions(QObject* parent) {
    fitFigure = make(parent, {.name = "actionFitFigure",
                              .text = words("&Fit figure"),
                              .tip = words("Show all of the figure again"),
                              .keys = Qt::CTRL | Qt::Key_0,
                              .icon = "fit"});
    theme = make(parent, {.name = "actionTheme",
                          .text = words("&Dark theme"),
                          .tip = words("Switch between the light and the dark theme"),
                          .keys = Qt::CTRL | Qt::SHIFT | Qt::Key_D,
                          .icon = "theme"});
    showLeft = make(parent, {.name = "actionShowLists",
                             .text = words("&Lists"),
                             .tip = words("Show or hide data sets and runs"),
                             .keys = Qt::Key_F9});
    showRight = make(parent, {.name = "actionShowInspector",
                              .text = words("&Inspector"),
                              .tip = words("Show or hide the inspector"),
                              .keys = Qt::Key_F10});
    search = make(parent, {.name = "actionSearch",
                           .text = words("Search &actions"),
                           .tip = words("Find any command by its name"),
                           .keys = Qt::CTRL | Qt::Key_K,
                           .icon = "search"});
    about = make(
        parent, {.name = "actionAbout", .text = words("&About Nescio"), .tip = words("Version and licence")});
    for (QAction* action : {theme, showLeft, showRight}) action->setCheckable(true);
    showLeft->setChecked(true);
    showRight->setChecked(true);
    about->setMenuRole(QAction::AboutRole);
}

QAction* Actions::make(QObject* parent, const Command& command) {
    auto* action = new QAction(command.text, parent);
    const QString keys = command.keys.toString(QKeySequence::NativeText);
    action->setObjectName(QString::fromLatin1(command.name));
    action->setShortcut(command.keys);
    action->setToolTip(keys.isEmpty() ? command.tip : QStringLiteral("%1 (%2)").arg(command.tip, keys));
    action->setWhatsThis(command.tip);
    if (command.icon) action->setProperty(kIconProperty, QString::fromLatin1(command.icon));
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
    pause->setText(paused ? words("&Resume") : words("&Pause"));
    pause->setProperty(kIconProperty, paused ? QStringLiteral("resume") : QStringLiteral("pause"));
    pause->setIcon(themedIcon(pause->property(kIconProperty).toString(), look));
}

void fillMenus(QMenuBar& bar, const Actions& actions, QMenu& recent) {
    auto* file = bar.addMenu(words("&File"));
    file->addActions({actions.openRun});
    recent.setTitle(words("Open &recent"));
    file->addMenu(&recent);
    file->addActions({actions.addData, actions.getData});
    file->addSeparator();
    file->addActions({actions.exportFigure, actions.exportAll, actions.report});
    file->addSeparator();
    file->addActions({actions.quit});
    auto* edit = bar.addMenu(words("&Edit"));
    edit->addActions({actions.paste, actions.copyFigure, actions.clearDropped});
    edit->addSeparator();
    edit->addActions({actions.search});
    auto* run = bar.addMenu(words("&Run"));
    run->addActions({actions.train, actions.pause, actions.stop, actions.resumeRun});
    run->addSeparator();
    run->addActions({actions.trainBackground, actions.trainLocal, actions.trainTwin});
    run->addSeparator();
    run->addActions({actions.score, actions.scoreNamed, actions.sample, actions.split});
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
