// The sets of the session as boxes offer them.
#pragma once

#include <vector>

#include "app/session/session.h"
#include "widgets/set_box.h"

namespace nescio {

/// All sets, those known by their scores alone too, and the dropped images where there are any.
std::vector<SetChoice> knownSets(const Session& session);

/// Those whose images are at hand or can be read.
std::vector<SetChoice> readableSets(const Session& session);

}  // namespace nescio
