// data save: images of a set to files that other programs open.
#pragma once

#include "app/cli/command.h"

namespace nescio {

/// Adds the sub-command's options and gives what runs it.
CommandBody declareDataSave(CLI::App& app);

}  // namespace nescio
