#include "datasets/decode.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "core/values/alpha.h"
#include "core/values/failure.h"
#include "datasets/decoder.h"
#include "datasets/depth.h"
#include "datasets/format.h"
#include "datasets/limits.h"
#include "datasets/orientation.h"

namespace nescio {
namespace {

constexpr std::uint64_t kPeek = 1 << 20;           // photographs keep up to some 100 KiB before their size
constexpr std::uint64_t kMostFileBytes = 1 << 29;  // 64 megapixels of 16-bit colour with alpha, stored raw

std::vector<std::uint8_t> readBytes(const std::filesystem::path& path, std::uint64_t most) {
    std::error_code error;
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

/// Calls visit(channel, place within a plane, value) for each value.
template <class Visit>
void visitValues(const Pixels& pixels, Visit visit) {
    const auto channels = static_cast<std::size_t>(pixels.channels);
    for (std::size_t i = 0; i < pixels.count(); ++i) visit(i % channels, i / channels, pixels.value(i));
}

/// Returns: whether any pixel changed.
bool layOverWhite(const Pixels& pixels, Image& image) {
    const auto plane = static_cast<std::size_t>(image.shape.height) * image.shape.width;
    const auto alphaAt = static_cast<std::size_t>(pixels.channels - 1);
    bool changed = false;
    visitValues(pixels, [&](std::size_t channel, std::size_t pixel, int value) {
        if (channel != alphaAt) return;
        const int alpha = pixels.deep ? toByte(value, 16) : value;
        if (alpha == 255) return;
        changed = true;
        for (std::size_t at = pixel; at < image.bytes.size(); at += plane)
            image.bytes[at] = overWhite(image.bytes[at], alpha);
    });
    return changed;
}

std::string depthText(int bits) {
    if (bits == 16) return "depth: 16 bits to 8 (divided by 257, rounded)";
    return fmt::format(
        "depth: only {} of 16 bits are used: {}", bits,
        bits == 8 ? "kept as they are"
                  : fmt::format("these to 8 (divided by {:.4g}, rounded)", ((1 << bits) - 1) / 255.0));
}

/// Interleaved values to planes of bytes, without alpha.
Image toPlanes(const ImageFile& file, const Pixels& pixels, int bits) {
    const bool colour = pixels.channels >= 3 && file.header.channels != 1;
    Image image{.shape = {colour ? 3 : 1, pixels.height, pixels.width},
                .bytes = {},
                .source = {},
                .changes = pixels.notes};
    if (file.header.frames > 1)
        image.changes.push_back(fmt::format("the first of {} {}", file.header.frames,
                                            file.header.codec == "TIFF" ? "pages" : "frames (an animation)"));
    image.bytes.resize(static_cast<std::size_t>(image.shape.dims()));
    const auto plane = static_cast<std::size_t>(pixels.height) * pixels.width;
    const auto kept = static_cast<std::size_t>(image.shape.channels);
    if (pixels.deep) bits = std::max(bits, usedBits(pixels));
    visitValues(pixels, [&](std::size_t channel, std::size_t pixel, int value) {
        if (channel >= kept) return;  // alpha, or the copies of a grey plane
        image.bytes[channel * plane + pixel] =
            pixels.deep ? toByte(value, bits) : static_cast<std::uint8_t>(value);
    });
    if (pixels.deep) image.changes.push_back(depthText(bits));
    if (pixels.channels % 2 == 0 && layOverWhite(pixels, image)) image.changes.emplace_back(kOverWhite);
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
    if (header && header->width > 0 && header->height > 0) checkSides(path, header->height, header->width);
    return header;
}

Image decodeImage(const std::filesystem::path& path, int bits) {
    const auto opened = open(path);
    const ImageFile file{path, opened.bytes, opened.header};
    Image image = toPlanes(file, decode(file), bits);
    const auto orientation = opened.header.orientation;
    if (!opened.header.codecTurns)
        image = upright(image, orientation);
    else if (orientation != 1)
        image.changes.push_back(orientationText(orientation));
    image.source = path.string();
    return image;
}

int bitsOf(const std::filesystem::path& path) {
    const auto opened = open(path);
    const auto pixels = decode({path, opened.bytes, opened.header});
    return pixels.deep ? usedBits(pixels) : 8;
}

}  // namespace nescio
