// GIF: a screen with a palette, then blocks: frames, each perhaps with a palette of its own, and extensions.
// Source: CompuServe, Graphics Interchange Format, version 89a, 1990.
#include <algorithm>

#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

constexpr std::uint8_t kExtension = 0x21, kFrame = 0x2C;
constexpr std::uint8_t kHasPalette = 0x80;
constexpr std::size_t kScreen = 13, kFrameHeader = 10;

std::size_t paletteEntries(std::uint64_t flags) {
    return flags & kHasPalette ? std::size_t{2} << (flags & 7) : 0;
}

/// Behind the sub-blocks at `at`, which end with an empty one.
std::size_t behindBlocks(Bytes bytes, std::size_t at) {
    while (at < bytes.size() && bytes[at] != 0) at += 1 + std::size_t{bytes[at]};
    return at + 1;
}

/// Walks the blocks: counts frames and learns whether any palette has a colour.
void walkBlocks(Bytes bytes, std::size_t at, bool grey, ImageHeader& header) {
    int frames = 0;
    while (at < bytes.size()) {
        if (bytes[at] == kExtension) {
            at = behindBlocks(bytes, at + 2);
        } else if (bytes[at] == kFrame) {
            const auto entries = paletteEntries(littleEndian(bytes, at + 9, 1));
            if (frames++ == 0 && entries > 0) grey = paletteIsGrey(bytes, at + kFrameHeader, entries, 3);
            at = behindBlocks(bytes, at + kFrameHeader + 3 * entries + 1);
        } else {
            break;  // the end mark, or no GIF from here on
        }
    }
    header.frames = std::max(frames, 1);
    header.channels = grey ? 1 : 3;
}

}  // namespace

std::optional<ImageHeader> readGif(Bytes bytes, bool) {
    if (!standsAt(bytes, 0, "GIF87a", 6) && !standsAt(bytes, 0, "GIF89a", 6)) return std::nullopt;
    ImageHeader header{.codec = "GIF"};
    header.width = static_cast<std::int64_t>(littleEndian(bytes, 6, 2));
    header.height = static_cast<std::int64_t>(littleEndian(bytes, 8, 2));
    const auto entries = paletteEntries(littleEndian(bytes, 10, 1));
    const bool grey = entries > 0 && paletteIsGrey(bytes, kScreen, entries, 3);
    walkBlocks(bytes, kScreen + 3 * entries, grey, header);
    return header;
}

}  // namespace nescio::codecs
