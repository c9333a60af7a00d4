// What runs are called where several stand side by side.
#pragma once

#include <string>
#include <vector>

#include "app/session/session_values.h"

namespace nescio {

/// The title of a run; with the name of its file where another one has the same title.
std::string titleAmong(const std::vector<RunEntry>& runs, const RunEntry& run);

}  // namespace nescio
