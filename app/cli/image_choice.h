// One image as it is named on the command line: a file, or an index into a data set.
#pragma once

#include <optional>
#include <string>

#include "core/values/image.h"

namespace nescio {

class Console;

/// "DATASET#index" or the path of an image; a file whose own name has a '#' is still found. nullopt when
/// Ctrl-C came. `round`: as loadData().   Throws: OptionError, DataError.
std::optional<Image> chooseImage(const std::string& what, Console& console, bool round);

}  // namespace nescio
