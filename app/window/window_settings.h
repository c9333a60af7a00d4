// What the window remembers between two starts: its shape, its theme, and the runs opened last.
#pragma once

#include <QStringList>

class QMainWindow;

namespace nescio {

struct WindowParts;

/// Size, place and splitters.   Thread: GUI.
void saveLayout(const QMainWindow& window, const WindowParts& parts);
/// Also the size of a first start, 1280 × 800 or what the screen has.
void restoreLayout(QMainWindow& window, const WindowParts& parts);

/// True when the user chose the dark theme, or chose nothing and the desktop is dark.
bool savedDarkTheme();
void saveDarkTheme(bool dark);

/// Paths of the runs opened last, newest first.
QStringList recentRuns();
void rememberRun(const QString& path);

}  // namespace nescio
