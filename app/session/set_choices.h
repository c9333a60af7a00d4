// The sets of the session as boxes offer them.
#pragma once

#include <string>
#include <vector>

#include "app/session/session.h"
#include "widgets/set_box.h"

namespace nescio {

/// All sets, those known by their scores alone too, and the dropped images where there are any.
std::vector<SetChoice> knownSets(const Session& session);

/// Those whose images are at hand or can be read.
std::vector<SetChoice> readableSets(const Session& session);

/// The readable set that stands for the images trained on: the test part of their family, else another part
/// of it that was not trained on, else the training set; "" where none is listed.
std::string ownSet(const Session& session);

}  // namespace nescio
