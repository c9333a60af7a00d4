// AVIF by libavif.
#include <memory>

#include <avif/avif.h>
#include <fmt/format.h>

#include "datasets/decoder.h"
#include "datasets/limits.h"

namespace nescio::decoders::avif {
namespace {

void check(const ImageFile& file, avifResult result) {
    if (result != AVIF_RESULT_OK)
        refuseDamage(file, fmt::format("data that cannot be decoded ({})", avifResultToString(result)));
}

Pixels decode(const ImageFile& file) {
    const std::unique_ptr<avifDecoder, void (*)(avifDecoder*)> decoder(avifDecoderCreate(),
                                                                       avifDecoderDestroy);
    if (!decoder) throw std::bad_alloc();
    decoder->imageSizeLimit = static_cast<std::uint32_t>(kMostPixels);
    check(file, avifDecoderSetIOMemory(decoder.get(), file.bytes.data(), file.bytes.size()));
    check(file, avifDecoderParse(decoder.get()));
    check(file, avifDecoderNextImage(decoder.get()));
    const avifImage& image = *decoder->image;
    Pixels pixels{.height = static_cast<int>(image.height),
                  .width = static_cast<int>(image.width),
                  .channels = image.alphaPlane ? 4 : 3,
                  .deep = image.depth > 8,
                  .bytes = {},
                  .notes = {}};
    pixels.allocate();
    avifRGBImage rgb;
    avifRGBImageSetDefaults(&rgb, &image);
    rgb.format = image.alphaPlane ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
    rgb.depth = pixels.deep ? 16 : 8;
    rgb.pixels = pixels.bytes.data();
    rgb.rowBytes = static_cast<std::uint32_t>(pixels.stride() * (pixels.deep ? 2 : 1));
    check(file, avifImageYUVToRGB(&image, &rgb));
    if (decoder->imageCount > 1)
        pixels.notes.push_back(fmt::format("the first of {} frames (an animation)", decoder->imageCount));
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "avif", .codecs = {"AVIF"}, .decode = decode};
}

}  // namespace nescio::decoders::avif
