// AVIF: boxes, some of which tell of the image's sides, planes, and how it is turned.
// Source: ISO/IEC 23008-12 (HEIF), section 6.5; https://aomediacodec.github.io/av1-avif
#include <algorithm>
#include <string_view>

#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

/// The body of the box "meta", which holds what is told of the image.
Bytes metaOf(Bytes bytes) {
    for (std::size_t at = 0; at + 8 <= bytes.size();) {
        const auto size = static_cast<std::size_t>(bigEndian(bytes, at, 4));
        if (size < 8) break;
        if (standsAt(bytes, at + 4, "meta", 4)) return bytes.subspan(at, std::min(size, bytes.size() - at));
        at += size;
    }
    return {};
}

/// Calls visit(place behind the name) for each box of this name.
template <class Visit>
void eachBox(Bytes meta, const char* name, Visit visit) {
    for (std::size_t at = 0; at + 4 <= meta.size(); ++at)
        if (standsAt(meta, at, name, 4)) visit(at + 4);
}

/// A turn by quarters, anticlockwise, and then a mirror as EXIF counts them.
int orientationOf(Bytes meta) {
    constexpr int kTurned[] = {1, 8, 3, 6};
    constexpr int kMirrored[2][4] = {{4, 5, 2, 7}, {2, 7, 4, 5}};  // top to bottom; left to right
    std::size_t quarters = 0;
    int mirror = -1;
    eachBox(meta, "irot", [&](std::size_t at) { quarters = bigEndian(meta, at, 1) & 3; });
    eachBox(meta, "imir", [&](std::size_t at) { mirror = static_cast<int>(bigEndian(meta, at, 1) & 1); });
    return mirror < 0 ? kTurned[quarters] : kMirrored[mirror][quarters];
}

bool isAvif(Bytes bytes) {
    if (!standsAt(bytes, 4, "ftyp", 4)) return false;
    const auto brands = static_cast<std::size_t>(bigEndian(bytes, 0, 4));
    const auto head = std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return head.substr(0, brands).find("avif") != head.npos ||
           head.substr(0, brands).find("avis") != head.npos;
}

}  // namespace

std::optional<ImageHeader> readAvif(Bytes bytes, bool) {
    if (!isAvif(bytes)) return std::nullopt;
    const auto meta = metaOf(bytes);
    ImageHeader header{.codec = "AVIF", .channels = 1, .orientation = orientationOf(meta)};
    eachBox(meta, "ispe", [&](std::size_t at) {  // of tiles and thumbnails, too
        header.width = std::max(header.width, static_cast<std::int64_t>(bigEndian(meta, at + 4, 4)));
        header.height = std::max(header.height, static_cast<std::int64_t>(bigEndian(meta, at + 8, 4)));
    });
    constexpr std::uint64_t kMonochrome = 0x10;  // as alpha is, too
    eachBox(meta, "av1C", [&](std::size_t at) {
        if ((bigEndian(meta, at + 2, 1) & kMonochrome) == 0) header.channels = 3;
    });
    return header;
}

}  // namespace nescio::codecs
