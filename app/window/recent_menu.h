// The menu of the runs that were opened last.
#pragma once

#include <QMenu>

namespace nescio {

/// Remembers across starts.   Thread: GUI.
class RecentMenu : public QMenu {
    Q_OBJECT

  public:
    RecentMenu();
    /// A run was opened or made: it comes first.
    void remember(const QString& path);

  Q_SIGNALS:
    void picked(const QString& path);

  private:
    void refill();
};

}  // namespace nescio
