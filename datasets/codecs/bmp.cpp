// BMP: a file header, one of several information headers, perhaps a palette, then rows padded to 4 bytes.
// Source: https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
#include <cstdlib>

#include "datasets/codecs/image_header.h"

namespace nescio::codecs {
namespace {

bool isInfoSize(std::uint64_t size) {
    return size == 12 || size == 40 || size == 52 || size == 56 || size == 108 || size == 124;
}

constexpr std::uint64_t kRows = 0, kRuns8 = 1, kRuns4 = 2, kMasks = 3;  // how pixels are packed

bool isDepth(std::uint64_t bits) {
    return bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
}

std::int64_t signed32(Bytes bytes, std::size_t at) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(littleEndian(bytes, at, 4)));
}

}  // namespace

std::optional<ImageHeader> readBmp(Bytes bytes, bool whole) {
    const auto infoSize = littleEndian(bytes, 14, 4);
    if (!standsAt(bytes, 0, "BM", 2) || !isInfoSize(infoSize)) return std::nullopt;
    ImageHeader header{.codec = "BMP"};
    const bool old = infoSize == 12;
    header.width = old ? static_cast<std::int64_t>(littleEndian(bytes, 18, 2)) : signed32(bytes, 18);
    header.height =
        old ? static_cast<std::int64_t>(littleEndian(bytes, 20, 2)) : std::abs(signed32(bytes, 22));
    const auto bits = littleEndian(bytes, old ? 24 : 28, 2);
    const auto used = old ? 0 : littleEndian(bytes, 46, 4);
    const auto entries = used > 0 && used <= 256 ? used : std::uint64_t{1} << bits % 9;
    header.channels = !old && bits <= 8 && paletteIsGrey(bytes, 14 + infoSize, entries, 4) ? 1 : 3;
    const auto packing = old ? kRows : littleEndian(bytes, 30, 4);
    const bool packed = packing == kRuns8 || packing == kRuns4;
    const auto rowBytes = (static_cast<std::uint64_t>(header.width) * bits + 31) / 32 * 4;
    const auto needed =
        littleEndian(bytes, 10, 4) + (packed ? 1 : rowBytes * static_cast<std::uint64_t>(header.height));
    if (!whole) return header;
    if (needed > bytes.size())
        header.damage = "a file that was cut short";
    else if (packing > kMasks || !isDepth(bits))
        header.damage = "an unusual kind of it";
    return header;
}

}  // namespace nescio::codecs
