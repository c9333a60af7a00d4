// One image file to bytes: header first, then the codec, then upright, without alpha, 8 bits deep. Whatever
// was done to the pixels on the way is recorded.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "core/values/image.h"
#include "datasets/codecs/image_header.h"

namespace nescio {

/// The kinds of images, for messages.
inline constexpr const char* kImageKinds = "a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or JPEG XL image";

/// The header of an image file; nullopt when it is not an image of a known kind. Reads only the beginning
/// of the file, except where a TIFF keeps its directory elsewhere.
/// Throws: ImageError when it is one but its sides are zero or too large, or no file can be read there.
std::optional<ImageHeader> peekImage(const std::filesystem::path& path);

/// The image, 1 channel for grey and 3 for colour. Values of 16 bits are scaled by `bits`, those of its set,
/// so that no image of a set becomes brighter than another; where they are 0, by those that it itself shows
/// to be used (depth.h). Throws: ImageError: not an image, too large, damaged, an unusual depth, or a build
/// without its codec.
Image decodeImage(const std::filesystem::path& path, int bits = 0);

/// The same of a file in memory; `name` is where a message points.   Throws: as above.
Image decodeImage(std::span<const std::uint8_t> bytes, const std::string& name);

/// The bits that a 16-bit image shows to be used; 0 where it shows nothing, and for others.
/// Throws: as decodeImage().
int bitsOf(const std::filesystem::path& path);

}  // namespace nescio
