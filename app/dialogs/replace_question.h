// The question before files are written over, the same wherever the window writes.
#pragma once

#include <functional>

#include <QStringList>

class QWidget;

namespace nescio {

/// Calls `go` when none of the files is there, or else when the user agrees to replace those that are. File
/// dialogs ask about one name only, and a name that is typed or gets another ending is none of theirs.
/// Thread: GUI.
void askBeforeReplacing(QWidget& parent, const QStringList& files, const std::function<void()>& go);

}  // namespace nescio
