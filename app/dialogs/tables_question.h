// The question where the tables of a result go, the same wherever the window writes some.
#pragma once

#include <functional>

#include <QStringList>

class QWidget;

namespace nescio {

/// Calls `write` with a name, without an ending, once the user chose it and agreed to replace what `filesOf`
/// such a name is there already. `name`: the dialog's object name.   Thread: GUI.
void askForTables(QWidget& parent, const QString& name,
                  const std::function<QStringList(const QString&)>& filesOf,
                  const std::function<void(const QString&)>& write);

}  // namespace nescio
