// One image as it is named on the command line: a file, or an index into a data set.
#pragma once

#include <optional>
#include <string>

#include "core/values/image.h"

namespace nescio {

class Console;

/// An image with its place.
struct ImageChoice {
    Image image;
    std::int64_t index = 0;  ///< within its set; keys the noise
};

/// "DATASET#index" or the path of an image; a file whose own name has a '#' is still found. nullopt when
/// Ctrl-C came.   Throws: OptionError, DataError.
std::optional<ImageChoice> chooseImage(const std::string& what, Console& console);

}  // namespace nescio
