#include "datasets/pixels.h"

#include <algorithm>

#include <fmt/format.h>

#include "datasets/depth.h"

namespace nescio {
namespace {

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
            image.bytes[at] =
                static_cast<std::uint8_t>((image.bytes[at] * alpha + 255 * (255 - alpha) + 127) / 255);
    });
    return changed;
}

/// The bits to scale by: of a set its own, unless the image needs more; else what the image shows.
int scaleOf(const UsedDepth& used, int ofSet) {
    if (ofSet > 0) return std::max(ofSet, used.bits);
    return used.evident ? used.bits : 16;
}

std::string depthText(int bits) {
    if (bits == 16) return "depth: 16 bits to 8 (divided by 257, rounded)";
    return fmt::format(
        "depth: only {} of 16 bits are used: {}", bits,
        bits == 8 ? "kept as they are"
                  : fmt::format("these to 8 (divided by {:.4g}, rounded)", ((1 << bits) - 1) / 255.0));
}

}  // namespace

Pixels greyOf(const Pixels& pixels) {
    const auto channels = static_cast<std::size_t>(pixels.channels);
    const std::size_t kept = pixels.channels - 2, size = pixels.deep ? 2 : 1;
    Pixels grey = pixels;
    grey.channels = static_cast<int>(kept);
    grey.bytes.clear();
    for (std::size_t i = 0; i < pixels.count(); ++i)
        if (i % channels == 0 || (kept == 2 && i % channels == 3))
            for (std::size_t k = 0; k < size; ++k) grey.bytes.push_back(pixels.bytes[i * size + k]);
    return grey;
}

Image imageOf(const Pixels& pixels, int bits) {
    Image image{.shape = {pixels.channels >= 3 ? 3 : 1, pixels.height, pixels.width},
                .bytes = {},
                .source = {},
                .changes = pixels.notes};
    image.bytes.resize(static_cast<std::size_t>(image.shape.dims()));
    const auto plane = static_cast<std::size_t>(pixels.height) * pixels.width;
    const auto colours = static_cast<std::size_t>(image.shape.channels);
    if (pixels.deep) bits = scaleOf(usedDepth(pixels), bits);
    visitValues(pixels, [&](std::size_t channel, std::size_t pixel, int value) {
        if (channel >= colours) return;  // alpha
        image.bytes[channel * plane + pixel] =
            pixels.deep ? toByte(value, bits) : static_cast<std::uint8_t>(value);
    });
    if (pixels.deep) image.changes.push_back(depthText(bits));
    if (pixels.channels % 2 == 0 && layOverWhite(pixels, image))
        image.changes.emplace_back("alpha: laid over white");
    return image;
}

Pixels pixelsOf(const ImageShape& shape, std::span<const std::uint8_t> bytes) {
    Pixels pixels{
        .height = shape.height, .width = shape.width, .channels = shape.channels, .bytes = {}, .notes = {}};
    pixels.allocate();
    const auto channels = static_cast<std::size_t>(shape.channels);
    const auto plane = static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
    for (std::size_t i = 0; i < pixels.count(); ++i)
        pixels.bytes[i] = bytes[i % channels * plane + i / channels];
    return pixels;
}

}  // namespace nescio
