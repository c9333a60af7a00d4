// Lossless WebP by libwebp with all the effort it has. The format has no grey: a grey image is written as
// three equal planes, which cost little more, since red and blue are kept as differences to green.
#include <fmt/format.h>
#include <webp/encode.h>

#include "core/values/failure.h"
#include "datasets/code_length.h"

namespace nescio::code_lengths::webp {
namespace {

WebPConfig settings() {
    WebPConfig config;
    if (!WebPConfigInit(&config)) throw Error("a libwebp of another version than its header");
    config.lossless = 1;
    config.exact = 1;
    config.method = 6;     // of 0 to 6
    config.quality = 100;  // where nothing is lost: effort
    return config;
}

std::vector<std::uint8_t> inColour(const Pixels& pixels) {
    if (pixels.channels == 3) return pixels.bytes;
    std::vector<std::uint8_t> colour;
    colour.reserve(3 * pixels.bytes.size());
    for (const auto value : pixels.bytes) colour.insert(colour.end(), 3, value);
    return colour;
}

/// What libwebp wants freed.
struct Writing {
    WebPPicture picture{};
    WebPMemoryWriter memory{};

    Writing() { WebPMemoryWriterInit(&memory); }
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    ~Writing() {
        WebPPictureFree(&picture);
        WebPMemoryWriterClear(&memory);
    }
};

std::vector<std::uint8_t> encode(const Pixels& pixels) {
    const auto config = settings();
    Writing writing;
    if (!WebPPictureInit(&writing.picture)) throw Error("a libwebp of another version than its header");
    writing.picture.use_argb = 1;
    writing.picture.width = pixels.width;
    writing.picture.height = pixels.height;
    writing.picture.writer = WebPMemoryWrite;
    writing.picture.custom_ptr = &writing.memory;
    if (!WebPPictureImportRGB(&writing.picture, inColour(pixels).data(), 3 * pixels.width) ||
        !WebPEncode(&config, &writing.picture))
        throw Error(fmt::format("error {} of libwebp", static_cast<int>(writing.picture.error_code)));
    return {writing.memory.mem, writing.memory.mem + writing.memory.size};
}

}  // namespace

CodeKind kind() {
    const auto version = WebPGetEncoderVersion();
    return {.id = "webp",
            .title = "lossless WebP, method 6",
            .library = fmt::format("libwebp {}.{}.{}", version >> 16, version >> 8 & 0xff, version & 0xff),
            .encode = encode};
}

}  // namespace nescio::code_lengths::webp
