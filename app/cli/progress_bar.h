// A progress as one line of a terminal.
#pragma once

#include <string>

#include "core/values/progress.h"

namespace nescio {

/// "training glow·quick ━━━━━━────── 45 % · 182 images/s · 2 min left · epoch 2 of 3", at most `columns`
/// wide.
std::string progressLine(const Progress& progress, int columns);

/// "8 s", "2 min 05 s", "1 h 12 min".
std::string durationText(double seconds);

}  // namespace nescio
