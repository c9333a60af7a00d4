#include "app/window/window_settings.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

#include "app/pages/page.h"
#include "app/window/window_parts.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kLayoutVersion = 1;
constexpr int kMostRecent = 8;
const auto kGeometry = QStringLiteral("window/geometry");
const auto kPanes = QStringLiteral("window/panes");
const auto kLists = QStringLiteral("window/lists");
const auto kVersion = QStringLiteral("window/version");
const auto kDark = QStringLiteral("look/dark");
const auto kRecent = QStringLiteral("runs/recent");

QString keyOf(const QSplitter& splitter) {
    return QStringLiteral("window/") + splitter.objectName();
}

}  // namespace

void saveLayout(const QMainWindow& window, const WindowParts& parts) {
    QSettings settings;
    settings.setValue(kVersion, kLayoutVersion);
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kPanes, parts.panes->saveState());
    settings.setValue(kLists, parts.lists->saveState());
    for (const auto* page : parts.pages)
        if (const auto* splitter = page->splitter())
            settings.setValue(keyOf(*splitter), splitter->saveState());
}

void restoreLayout(QMainWindow& window, const WindowParts& parts) {
    const QSettings settings;
    const QSize screen = window.screen() ? window.screen()->availableSize() : QSize(1280, 800);
    window.resize(QSize(1280, 800).boundedTo(screen));
    if (settings.value(kVersion).toInt() != kLayoutVersion) return;
    window.restoreGeometry(settings.value(kGeometry).toByteArray());
    parts.panes->restoreState(settings.value(kPanes).toByteArray());
    parts.lists->restoreState(settings.value(kLists).toByteArray());
    for (const auto* page : parts.pages)
        if (auto* splitter = page->splitter())
            splitter->restoreState(settings.value(keyOf(*splitter)).toByteArray());
}

bool savedDarkTheme() {
    return QSettings().value(kDark, Theme::fitting(QGuiApplication::palette()).dark).toBool();
}

void saveDarkTheme(bool dark) {
    QSettings().setValue(kDark, dark);
}

QStringList recentRuns() {
    return QSettings().value(kRecent).toStringList();
}

void rememberRun(const QString& path) {
    QStringList paths = recentRuns();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(kRecent, QStringList(paths.mid(0, kMostRecent)));
}

}  // namespace nescio
