#include "datasets/codecs/image_header.h"

#include <cstring>

namespace nescio {
namespace codecs {

std::uint64_t littleEndian(Bytes bytes, std::size_t at, int n) {
    if (at > bytes.size() || bytes.size() - at < static_cast<std::size_t>(n)) return 0;
    std::uint64_t value = 0;
    for (int i = n; i-- > 0;) value = value << 8 | bytes[at + static_cast<std::size_t>(i)];
    return value;
}

std::uint64_t bigEndian(Bytes bytes, std::size_t at, int n) {
    if (at > bytes.size() || bytes.size() - at < static_cast<std::size_t>(n)) return 0;
    std::uint64_t value = 0;
    for (int i = 0; i < n; ++i) value = value << 8 | bytes[at + static_cast<std::size_t>(i)];
    return value;
}

bool standsAt(Bytes bytes, std::size_t at, const char* text, std::size_t length) {
    return at <= bytes.size() && bytes.size() - at >= length &&
           std::memcmp(bytes.data() + at, text, length) == 0;
}

bool paletteIsGrey(Bytes bytes, std::size_t at, std::uint64_t entries, std::size_t step) {
    for (std::uint64_t i = 0; i < entries; ++i, at += step)
        if (littleEndian(bytes, at, 1) != littleEndian(bytes, at + 1, 1) ||
            littleEndian(bytes, at, 1) != littleEndian(bytes, at + 2, 1))
            return false;
    return true;
}

}  // namespace codecs

std::optional<ImageHeader> readImageHeader(std::span<const std::uint8_t> bytes, bool whole) {
    for (const auto read : {codecs::readPng, codecs::readJpeg, codecs::readWebP, codecs::readGif,
                            codecs::readTiff, codecs::readBmp, codecs::readAvif, codecs::readJpegXl})
        if (auto header = read(bytes, whole)) return header;
    return std::nullopt;
}

}  // namespace nescio
