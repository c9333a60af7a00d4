// Images to a file whose ending says how: a grid for people (.png) or an array for programs (.npy).
#pragma once

#include <string>
#include <vector>

#include "core/values/image.h"

namespace nescio {

/// Asked before the work, not after it; `inputs`: what the command reads.
/// Throws: OptionError when the ending is neither, and as requireOutput().
void checkImageOutput(const std::string& path, const std::vector<std::string>& inputs);

/// The columns of a grid; 0: as many as make it square.   Throws: Error when the file cannot be written.
void writeImages(const std::string& path, const ImageSet& images, int columns = 0);

}  // namespace nescio
