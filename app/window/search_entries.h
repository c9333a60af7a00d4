// What the search line finds: commands that can be given now, tabs and what they hold, data sets and runs.
#pragma once

#include <vector>

#include "app/session/session.h"
#include "app/window/actions.h"
#include "widgets/action_search.h"

namespace nescio {

struct WindowParts;

/// All of them, commands first.   Requires: the arguments outlive the entries.
std::vector<SearchEntry> searchEntries(const Actions& actions, const WindowParts& parts, Session& session);

}  // namespace nescio
