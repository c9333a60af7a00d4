// JPEG XL by libjxl, which turns images upright itself.
#include <memory>

#include <jxl/decode.h>

#include "core/values/failure.h"
#include "datasets/decoder.h"
#include "datasets/limits.h"

namespace nescio::decoders::jpeg_xl {
namespace {

using Codec = std::unique_ptr<JxlDecoder, void (*)(JxlDecoder*)>;

Pixels pixelsFor(const ImageFile& file, JxlDecoder* codec) {
    JxlBasicInfo info;
    if (JxlDecoderGetBasicInfo(codec, &info) != JXL_DEC_SUCCESS)
        refuseDamage(file, "data that cannot be decoded");
    checkSides(file.path, info.ysize, info.xsize);
    Pixels pixels{.height = static_cast<int>(info.ysize),
                  .width = static_cast<int>(info.xsize),
                  .channels = static_cast<int>(info.num_color_channels) + (info.alpha_bits > 0 ? 1 : 0),
                  .deep = info.bits_per_sample > 8,
                  .bytes = {},
                  .notes = {}};
    pixels.allocate();
    if (info.have_animation) pixels.notes.emplace_back("the first frame of an animation");
    return pixels;
}

Pixels decode(const ImageFile& file) {
    const Codec codec(JxlDecoderCreate(nullptr), JxlDecoderDestroy);
    if (!codec) throw std::bad_alloc();
    JxlDecoderSubscribeEvents(codec.get(), JXL_DEC_BASIC_INFO | JXL_DEC_FULL_IMAGE);
    JxlDecoderSetInput(codec.get(), file.bytes.data(), file.bytes.size());
    JxlDecoderCloseInput(codec.get());
    Pixels pixels;
    for (;;) {
        switch (JxlDecoderProcessInput(codec.get())) {
            case JXL_DEC_BASIC_INFO:
                pixels = pixelsFor(file, codec.get());
                break;
            case JXL_DEC_NEED_IMAGE_OUT_BUFFER: {
                const JxlPixelFormat format{static_cast<std::uint32_t>(pixels.channels),
                                            pixels.deep ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN,
                                            0};
                JxlDecoderSetImageOutBuffer(codec.get(), &format, pixels.bytes.data(), pixels.bytes.size());
                break;
            }
            case JXL_DEC_FULL_IMAGE:
            case JXL_DEC_SUCCESS:
                return pixels;
            case JXL_DEC_NEED_MORE_INPUT:
                refuseDamage(file, "a file that was cut short");
            default:
                refuseDamage(file, "data that cannot be decoded");
        }
    }
}

}  // namespace

ImageDecoder kind() {
    return {.id = "jpeg_xl", .codecs = {"JPEG XL"}, .decode = decode};
}

}  // namespace nescio::decoders::jpeg_xl
