#include "datasets/write.h"

#include <algorithm>
#include <span>
#include <string>

#include <fmt/format.h>
#include <zlib.h>

#include "core/files/whole_file.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

std::string bigEndian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

/// Length, type, data, checksum.
std::string chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body +
           bigEndian(static_cast<std::uint32_t>(sum));
}

/// Rows of interleaved pixels, each after a byte that says "not filtered".
std::string scanLines(const Image& image) {
    const auto [channels, height, width] = image.shape;
    std::string lines;
    for (int y = 0; y < height; ++y) {
        lines += '\0';
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < channels; ++c)
                lines += static_cast<char>(
                    image.bytes[static_cast<std::size_t>((std::int64_t{c} * height + y) * width + x)]);
    }
    return lines;
}

std::string deflated(const std::string& data) {
    std::string packed(compressBound(static_cast<uLong>(data.size())), '\0');
    auto size = static_cast<uLongf>(packed.size());
    const int code =
        compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(data.data()),
                  static_cast<uLong>(data.size()), 9);
    if (code != Z_OK) throw Error("expected memory to compress an image, found too little");
    packed.resize(size);
    return packed;
}

}  // namespace

Image gridOf(const ImageSet& set, int columns, int gap) {
    const auto [channels, height, width] = set.shape;
    const auto rows = static_cast<int>((set.count + columns - 1) / columns);
    Image grid{.shape = {channels, rows * (height + gap) + gap, columns * (width + gap) + gap},
               .bytes = {},
               .source = set.title,
               .changes = {}};
    grid.bytes.assign(static_cast<std::size_t>(grid.shape.dims()), 255);
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto image = set.image(i);
        const auto top = gap + (i / columns) * (height + gap);
        const auto left = gap + (i % columns) * (width + gap);
        for (std::int64_t row = 0; row < std::int64_t{channels} * height; ++row) {
            const auto to =
                ((row / height) * grid.shape.height + top + row % height) * grid.shape.width + left;
            std::copy_n(image.begin() + row * width, width, grid.bytes.begin() + to);
        }
    }
    return grid;
}

void writePng(const std::filesystem::path& path, const Image& image) {
    std::string header = bigEndian(static_cast<std::uint32_t>(image.shape.width)) +
                         bigEndian(static_cast<std::uint32_t>(image.shape.height));
    header += {8, static_cast<char>(image.shape.channels == 1 ? 0 : 2), 0, 0, 0};  // depth, grey or RGB
    writeWholeFile(path, "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) +
                             chunk("IDAT", deflated(scanLines(image))) + chunk("IEND", ""));
}

void writeNpy(const std::filesystem::path& path, const ImageSet& set) {
    std::string header =
        fmt::format("{{'descr': '|u1', 'fortran_order': False, 'shape': ({}, {}, {}, {}), }}", set.count,
                    set.shape.channels, set.shape.height, set.shape.width);
    constexpr std::size_t kAlign = 64, kBefore = 10;
    header.append((kAlign - (kBefore + header.size() + 1) % kAlign) % kAlign, ' ');
    header += '\n';
    const std::string size{static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)};
    writeWholeFile(path, std::string("\x93NUMPY\x01\0", 8) + size + header +
                             std::string(set.bytes.begin(), set.bytes.end()));
}

}  // namespace nescio
