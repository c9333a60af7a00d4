// WebP by libwebp; of an animation the first frame, laid on its canvas.
#include <algorithm>
#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

#include "datasets/decoder.h"

namespace nescio::decoders::webp {
namespace {

bool readStill(std::span<const std::uint8_t> bytes, Pixels& pixels) {
    const auto size = pixels.count();
    const auto stride = static_cast<int>(pixels.stride());
    return (pixels.channels == 4
                ? WebPDecodeRGBAInto(bytes.data(), bytes.size(), pixels.bytes.data(), size, stride)
                : WebPDecodeRGBInto(bytes.data(), bytes.size(), pixels.bytes.data(), size, stride)) !=
           nullptr;
}

bool readFirstFrame(std::span<const std::uint8_t> bytes, Pixels& pixels) {
    const WebPData data{bytes.data(), bytes.size()};
    const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(
        WebPAnimDecoderNew(&data, nullptr), WebPAnimDecoderDelete);
    std::uint8_t* canvas = nullptr;
    int time = 0;
    if (!decoder || !WebPAnimDecoderGetNext(decoder.get(), &canvas, &time)) return false;
    std::copy_n(canvas, pixels.bytes.size(), pixels.bytes.begin());
    return true;
}

Pixels decode(const ImageFile& file) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(file.bytes.data(), file.bytes.size(), &features) != VP8_STATUS_OK)
        refuseDamage(file, "data that cannot be decoded");
    if (features.width != file.header.width || features.height != file.header.height)
        refuseDamage(file, "sides that contradict each other");
    const bool moving = features.has_animation != 0;
    Pixels pixels{.height = features.height,
                  .width = features.width,
                  .channels = moving || features.has_alpha ? 4 : 3,
                  .bytes = {},
                  .notes = {}};
    pixels.allocate();
    if (!(moving ? readFirstFrame(file.bytes, pixels) : readStill(file.bytes, pixels)))
        refuseDamage(file, "data that cannot be decoded");
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "webp", .codecs = {"WebP"}, .decode = decode};
}

}  // namespace nescio::decoders::webp
