// One image file to bytes: header first, then the codec, then upright, without alpha, 8 bits deep. Whatever
// was done to the pixels on the way is recorded.
#pragma once

#include <filesystem>
#include <optional>

#include "core/values/image.h"
#include "datasets/codecs/image_header.h"

namespace nescio {

/// The header of an image file; nullopt when it is not an image of a known kind. Reads only the beginning
/// of the file, except where a TIFF keeps its directory elsewhere.
/// Throws: ImageError when it is one but its sides are zero or too large.
std::optional<ImageHeader> peekImage(const std::filesystem::path& path);

/// The image, 1 channel for grey and 3 for colour.
/// Throws: ImageError: not an image, too large, damaged, an unusual depth, or a build without codecs.
Image decodeImage(const std::filesystem::path& path);

}  // namespace nescio
