// Nescio's desktop program: sets up Qt, shows the window, and leaves the rest to it.

#include <clocale>

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include "app/window/main_window.h"
#include "core/values/standard_streams.h"
#include "core/values/version.h"

int main(int argc, char** argv) {
    nescio::secureStandardStreams();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("nescio"));
    QApplication::setApplicationDisplayName(QStringLiteral("Nescio"));
    QApplication::setOrganizationName(QStringLiteral("nescio"));
    QApplication::setApplicationVersion(QString::fromLatin1(nescio::version()));
    QApplication::setDesktopFileName(QStringLiteral("nescio"));
    // QApplication takes over the user's locale; number parsers of the engine's libraries need the C one.
    std::setlocale(LC_NUMERIC, "C");

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Why deep generative models find unseen images likely."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("paths"),
        QApplication::translate("main", "Run files, data sets, folders or images to open."),
        QStringLiteral("[paths…]"));
    parser.process(application);

    nescio::MainWindow window;
    window.show();
    window.openPaths(parser.positionalArguments());
    // The smoke test: once the window is up and the event loop runs, everything was loaded and found.
    if (qEnvironmentVariableIsSet("NESCIO_QUIT_WHEN_SHOWN")) QTimer::singleShot(0, &window, &QWidget::close);
    return QApplication::exec();
}
