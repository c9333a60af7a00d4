// PNG: a signature, then chunks of length, type, data and checksum, up to IEND.
// Source: W3C Portable Network Graphics, third edition, section 5.
#include <fmt/format.h>
#include <zlib.h>

#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kColourType = 25;  // behind the bits a sample
constexpr std::size_t kAround = 12;      // length, type and checksum of a chunk

constexpr int kGrey = 0, kPalette = 3, kGreyWithAlpha = 4;  // colour types

/// Walks the chunks; fills what they tell and, for a whole file, what is wrong.
void walkChunks(Bytes bytes, bool whole, ImageHeader& header) {
    for (std::size_t at = kSignature; at + kAround <= bytes.size();) {
        const auto length = static_cast<std::size_t>(bigEndian(bytes, at, 4));
        if (bytes.size() - at - kAround < length) break;
        if (standsAt(bytes, at + 4, "eXIf", 4))
            header.orientation = exifOrientation(bytes.subspan(at + 8, length));
        if (standsAt(bytes, at + 4, "PLTE", 4) && bigEndian(bytes, kColourType, 1) == kPalette)
            header.channels = paletteIsGrey(bytes, at + 8, length / 3, 3) ? 1 : 3;
        if (standsAt(bytes, at + 4, "acTL", 4)) header.frames = static_cast<int>(bigEndian(bytes, at + 8, 4));
        const auto sum = crc32(0, bytes.data() + at + 4, static_cast<unsigned>(length + 4));
        if (whole && sum != bigEndian(bytes, at + 8 + length, 4)) {
            header.damage = fmt::format("a checksum that does not fit its data at byte {}", at);
            return;
        }
        if (standsAt(bytes, at + 4, "IEND", 4)) return;
        at += kAround + length;
    }
    if (whole) header.damage = "a file that was cut short (no end mark)";
}

}  // namespace

std::optional<ImageHeader> readPng(Bytes bytes, bool whole) {
    if (!standsAt(bytes, 0, "\x89PNG\r\n\x1A\n", kSignature)) return std::nullopt;
    ImageHeader header{.codec = "PNG"};
    if (standsAt(bytes, 12, "IHDR", 4)) {
        header.width = static_cast<std::int64_t>(bigEndian(bytes, 16, 4));
        header.height = static_cast<std::int64_t>(bigEndian(bytes, 20, 4));
        const auto colour = bigEndian(bytes, kColourType, 1);
        header.channels = colour == kGrey || colour == kGreyWithAlpha ? 1 : 3;
        header.deep = bigEndian(bytes, kColourType - 1, 1) == 16;
    }
    walkChunks(bytes, whole, header);
    return header;
}

}  // namespace nescio::codecs
