#include "app/window/recent_menu.h"

#include <QFileInfo>

#include "app/window/window_settings.h"

namespace nescio {

RecentMenu::RecentMenu() {
    setToolTipsVisible(true);
    refill();
}

void RecentMenu::remember(const QString& path) {
    rememberRun(path);
    refill();
}

void RecentMenu::refill() {
    clear();
    for (const QString& path : recentRuns()) {
        auto* action = addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT picked(path); });
    }
    setEnabled(!isEmpty());
}

}  // namespace nescio
