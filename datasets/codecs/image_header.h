// The header of an image file, read by hand before any codec sees it: what it is, how large it says it is,
// which way up it lies, and whether its container is whole. So a 100-megapixel image is refused at once, and
// a file that was cut short is told from one that is merely dark at the bottom.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace nescio {

/// What the beginning of an image file tells.
struct ImageHeader {
    std::string codec;       ///< "PNG", "JPEG", "WebP", "BMP", "TIFF", "GIF", "AVIF", "JPEG XL"
    std::int64_t width = 0;  ///< pixels as stored; 0 while not found in the bytes seen
    std::int64_t height = 0;
    int channels = 3;         ///< 1 for grey images, 3 for others; alpha is not counted
    bool deep = false;        ///< 16 bits a channel
    int frames = 1;           ///< frames of an animation, pages of a TIFF; counted in whole files
    int orientation = 1;      ///< EXIF 1..8; 1 is upright
    bool codecTurns = false;  ///< the decoder applies the orientation itself (JPEG XL)
    std::string damage;       ///< empty when the container is whole
};

/// nullopt when the bytes are none of the known kinds. With `whole` unset the bytes are only the beginning of
/// a file, and the end is not checked.
std::optional<ImageHeader> readImageHeader(std::span<const std::uint8_t> bytes, bool whole);

namespace codecs {

using Bytes = std::span<const std::uint8_t>;

/// n bytes at `at` as a number; 0 when they lie outside.
std::uint64_t littleEndian(Bytes bytes, std::size_t at, int n);
std::uint64_t bigEndian(Bytes bytes, std::size_t at, int n);
/// True when `text` stands at `at`.
bool standsAt(Bytes bytes, std::size_t at, const char* text, std::size_t length);

std::optional<ImageHeader> readPng(Bytes bytes, bool whole);
std::optional<ImageHeader> readJpeg(Bytes bytes, bool whole);
std::optional<ImageHeader> readWebP(Bytes bytes, bool whole);
std::optional<ImageHeader> readBmp(Bytes bytes, bool whole);
std::optional<ImageHeader> readTiff(Bytes bytes, bool whole);
std::optional<ImageHeader> readGif(Bytes bytes, bool whole);
std::optional<ImageHeader> readAvif(Bytes bytes, bool whole);
std::optional<ImageHeader> readJpegXl(Bytes bytes, bool whole);

/// Whether a palette of `entries` colours at `at`, each `step` bytes apart, holds greys alone.
bool paletteIsGrey(Bytes bytes, std::size_t at, std::uint64_t entries, std::size_t step);

/// Orientation (1..8) in an EXIF block, which is a small TIFF file; 1 when it has none.
int exifOrientation(Bytes tiff);

}  // namespace codecs
}  // namespace nescio
