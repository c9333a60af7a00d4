// Images to files that other programs open: PNG for people, .npy for programs. No codec library is needed.
#pragma once

#include <filesystem>

#include "core/values/image.h"

namespace nescio {

/// Images side by side with a margin of `gap` pixels, row by row; white between them.
/// Requires: set.count >= 1, columns >= 1.
Image gridOf(const ImageSet& set, int columns, int gap = 2);

/// An 8-bit PNG, grey or RGB.   Requires: 1 or 3 channels.   Throws: Error when it cannot be written.
void writePng(const std::filesystem::path& path, const Image& image);

/// A .npy array of bytes [N,C,H,W].   Throws: Error when it cannot be written.
void writeNpy(const std::filesystem::path& path, const ImageSet& set);

}  // namespace nescio
