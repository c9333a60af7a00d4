// Images as PNG. No codec library is needed.
#pragma once

#include <filesystem>
#include <string>

#include "core/values/image.h"

namespace nescio {

/// Images side by side with a margin of `gap` pixels, row by row; white between them.
/// Requires: set.count >= 1, columns >= 1.
Image gridOf(const ImageSet& set, int columns, int gap = 2);

/// An 8-bit PNG, grey or RGB.   Requires: 1 or 3 channels.
std::string pngOf(const Image& image);
/// The same as a file.   Throws: Error when it cannot be written.
void writePng(const std::filesystem::path& path, const Image& image);

}  // namespace nescio
