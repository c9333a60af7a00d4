#include "datasets/decode.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/decoder.h"
#include "datasets/depth.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/orientation.h"
#include "datasets/pixels.h"

namespace nescio {
namespace {

constexpr std::uint64_t kPeek = 1 << 15;           // photographs may keep more before their size
constexpr std::uint64_t kMostFileBytes = 1 << 29;  // 64 megapixels of 16-bit colour with alpha, stored raw

std::vector<std::uint8_t> readBytes(const std::filesystem::path& path, std::uint64_t most) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))  // opening a pipe would hang
        throw ImageError(fmt::format("{}: expected an image file, found none", path.string()));
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file)
        throw ImageError(fmt::format("{}: expected a readable image file, found none", path.string()));
    if (most > kPeek && size > kMostFileBytes)
        throw ImageError(fmt::format("{}: expected an image file of at most {} MiB, found {} MiB",
                                     path.string(), kMostFileBytes >> 20, size >> 20));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(std::min<std::uint64_t>(size, most)));
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(file.gcount()) != bytes.size())
        throw ImageError(
            fmt::format("{}: expected {} bytes, read {}", path.string(), bytes.size(), file.gcount()));
    return bytes;
}

[[noreturn]] void refuseContent(const std::filesystem::path& path) {
    throw ImageError(fmt::format("{}: expected {}, found {}", path.string(), kImageKinds,
                                 describeContent(readHead(path))));
}

/// A file in memory with its header.
struct Opened {
    std::vector<std::uint8_t> bytes;
    ImageHeader header;
};

Opened open(const std::filesystem::path& path) {
    if (!peekImage(path)) refuseContent(path);
    Opened opened{.bytes = readBytes(path, kMostFileBytes), .header = {}};
    const auto header = readImageHeader(opened.bytes, true);
    if (!header) refuseContent(path);  // changed on disk since the peek
    if (header->damage.empty()) checkSides(path, header->height, header->width);
    opened.header = *header;
    return opened;
}

Pixels decode(const ImageFile& file) {
    if (!file.header.damage.empty()) refuseDamage(file, file.header.damage);
    for (const auto& decoder : imageDecoders())
        if (std::count(decoder.codecs.begin(), decoder.codecs.end(), file.header.codec) > 0)
            return decoder.decode(file);
    throw ImageError(fmt::format("{}: expected a build with the codec of {} images, found one without",
                                 file.path.string(), file.header.codec));
}

Pixels asMeant(const ImageFile& file) {
    const auto& header = file.header;
    Pixels pixels = decode(file);
    if (header.channels == 1 && pixels.channels >= 3) pixels = greyOf(pixels);
    if (header.frames > 1)
        pixels.notes.push_back(fmt::format("the first of {} {}", header.frames,
                                           header.codec == "TIFF" ? "pages" : "frames (an animation)"));
    return pixels;
}

Image uprightImage(const ImageFile& file, int bits) {
    Image image = imageOf(asMeant(file), bits);
    const auto orientation = file.header.orientation;
    if (!file.header.codecTurns)
        image = upright(image, orientation);
    else if (orientation != 1)
        image.changes.push_back(orientationText(orientation));
    image.source = file.path.string();
    return image;
}

}  // namespace

void refuseDamage(const ImageFile& file, const std::string& found) {
    throw ImageError(fmt::format("{}: expected a complete {} image, found {}", file.path.string(),
                                 file.header.codec, found));
}

std::optional<ImageHeader> peekImage(const std::filesystem::path& path) {
    auto bytes = readBytes(path, kPeek);
    auto header = readImageHeader(bytes, false);
    if (header && (header->width == 0 || header->height == 0) && bytes.size() == kPeek) {
        bytes = readBytes(path, kMostFileBytes);
        header = readImageHeader(bytes, false);
    }
    if (header && (header->width == 0 || header->height == 0))
        throw ImageError(fmt::format("{}: expected a complete {} image, found sides of {}×{}", path.string(),
                                     header->codec, header->width, header->height));
    if (header) checkSides(path, header->height, header->width);
    return header;
}

Image decodeImage(const std::filesystem::path& path, int bits) {
    const auto opened = open(path);
    return uprightImage({path, opened.bytes, opened.header}, bits);
}

Image decodeImage(std::span<const std::uint8_t> bytes, const std::string& name) {
    const auto header = readImageHeader(bytes, true);
    if (!header) throw ImageError(fmt::format("{}: expected {}, found none", name, kImageKinds));
    if (header->damage.empty()) checkSides(name, header->height, header->width);
    const std::filesystem::path path(name);
    return uprightImage({path, bytes, *header}, 0);
}

int bitsOf(const std::filesystem::path& path) {
    const auto opened = open(path);
    const auto pixels = decode({path, opened.bytes, opened.header});
    const auto used = pixels.deep ? usedDepth(pixels) : UsedDepth{};
    return used.evident ? used.bits : 0;
}

}  // namespace nescio
