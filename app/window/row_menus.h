// The menus of rows in the lists of data sets and of runs.
#pragma once

#include <string>

#include "app/dialogs/dialog_opener.h"
#include "app/session/controllers.h"
#include "app/window/actions.h"

class QMenu;

namespace nescio {

/// What can be done with a set; null where it is gone. Deletes itself when it closes.   Thread: GUI.
QMenu* newSetMenu(Session& session, const std::string& id, QWidget* parent);

/// The same for a run.
QMenu* newRunMenu(Controllers& controllers, DialogOpener& dialogs, const Actions& actions,
                  const std::string& path, QWidget* parent);

}  // namespace nescio
