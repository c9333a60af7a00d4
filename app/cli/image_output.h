// Images to a file whose ending says how: a grid for people (.png) or an array for programs (.npy).
#pragma once

#include <string>

#include "core/values/image.h"

namespace nescio {

/// Throws: OptionError when the ending is neither; asked before the work, not after it.
void checkImageOutput(const std::string& path);

/// The columns of a grid; 0: as many as make it square.   Throws: Error when the file cannot be written.
void writeImages(const std::string& path, const ImageSet& images, int columns = 0);

}  // namespace nescio
