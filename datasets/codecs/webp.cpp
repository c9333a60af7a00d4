// WebP: a RIFF container with one of three kinds of first chunk.
// Source: https://developers.google.com/speed/webp/docs/riff_container
#include <algorithm>

#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

constexpr std::size_t kFirstChunk = 12;

void readSize(Bytes bytes, ImageHeader& header) {
    const std::size_t data = kFirstChunk + 8;
    if (standsAt(bytes, kFirstChunk, "VP8X", 4)) {
        header.width = static_cast<std::int64_t>(littleEndian(bytes, data + 4, 3)) + 1;
        header.height = static_cast<std::int64_t>(littleEndian(bytes, data + 7, 3)) + 1;
    } else if (standsAt(bytes, kFirstChunk, "VP8L", 4)) {
        const auto packed = littleEndian(bytes, data + 1, 4);
        header.width = static_cast<std::int64_t>(packed & 0x3FFF) + 1;
        header.height = static_cast<std::int64_t>(packed >> 14 & 0x3FFF) + 1;
    } else if (standsAt(bytes, kFirstChunk, "VP8 ", 4)) {
        header.width = static_cast<std::int64_t>(littleEndian(bytes, data + 6, 2) & 0x3FFF);
        header.height = static_cast<std::int64_t>(littleEndian(bytes, data + 8, 2) & 0x3FFF);
    }
}

}  // namespace

std::optional<ImageHeader> readWebP(Bytes bytes, bool whole) {
    if (!standsAt(bytes, 0, "RIFF", 4) || !standsAt(bytes, 8, "WEBP", 4)) return std::nullopt;
    ImageHeader header{.codec = "WebP"};
    readSize(bytes, header);
    int frames = 0;
    for (std::size_t at = kFirstChunk; at + 8 <= bytes.size();) {
        const auto length = static_cast<std::size_t>(littleEndian(bytes, at + 4, 4));
        if (standsAt(bytes, at, "EXIF", 4) && bytes.size() - at - 8 >= length) {
            Bytes exif = bytes.subspan(at + 8, length);
            if (standsAt(exif, 0, "Exif\0\0", 6)) exif = exif.subspan(6);
            header.orientation = exifOrientation(exif);
        }
        if (standsAt(bytes, at, "ANMF", 4)) ++frames;
        at += 8 + length + length % 2;
    }
    header.frames = std::max(frames, 1);
    if (whole && littleEndian(bytes, 4, 4) + 8 > bytes.size()) header.damage = "a file that was cut short";
    return header;
}

}  // namespace nescio::codecs
