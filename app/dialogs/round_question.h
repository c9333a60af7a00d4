// The question before numbers that are no bytes are rounded to them: what --round agrees to on the command
// line.
#pragma once

#include "app/session/library_controller.h"

class QWidget;

namespace nescio {

/// Thread: GUI.
void askBeforeRounding(QWidget& parent, const RoundingQuestion& question);

}  // namespace nescio
