// Lossless JPEG XL by libjxl at effort 7, the library's default: a bare stream without a container.
#include <memory>

#include <fmt/format.h>
#include <jxl/encode.h>

#include "core/values/failure.h"
#include "datasets/code_length.h"

namespace nescio::code_lengths::jpeg_xl {
namespace {

using Encoder = std::unique_ptr<JxlEncoder, void (*)(JxlEncoder*)>;

constexpr int kEffort = 7;
constexpr std::size_t kChunk = 1 << 12;

void expect(JxlEncoderStatus status, const char* what) {
    if (status != JXL_ENC_SUCCESS) throw Error(fmt::format("libjxl refuses {}", what));
}

void describe(JxlEncoder* encoder, const Pixels& pixels) {
    JxlBasicInfo info;
    JxlEncoderInitBasicInfo(&info);
    info.xsize = static_cast<std::uint32_t>(pixels.width);
    info.ysize = static_cast<std::uint32_t>(pixels.height);
    info.bits_per_sample = 8;
    info.num_color_channels = static_cast<std::uint32_t>(pixels.channels);
    info.uses_original_profile = JXL_TRUE;  // no conversion of colours, which would lose
    expect(JxlEncoderSetBasicInfo(encoder, &info), "the shape");
    JxlColorEncoding colours;
    JxlColorEncodingSetToSRGB(&colours, pixels.channels == 1 ? JXL_TRUE : JXL_FALSE);
    expect(JxlEncoderSetColorEncoding(encoder, &colours), "the colour space");
}

void addFrame(JxlEncoder* encoder, const Pixels& pixels) {
    auto* settings = JxlEncoderFrameSettingsCreate(encoder, nullptr);
    expect(JxlEncoderSetFrameLossless(settings, JXL_TRUE), "to lose nothing");
    expect(JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, kEffort), "the effort");
    const JxlPixelFormat format{static_cast<std::uint32_t>(pixels.channels), JXL_TYPE_UINT8,
                                JXL_NATIVE_ENDIAN, 0};
    expect(JxlEncoderAddImageFrame(settings, &format, pixels.bytes.data(), pixels.bytes.size()),
           "the pixels");
    JxlEncoderCloseInput(encoder);
}

std::vector<std::uint8_t> collected(JxlEncoder* encoder) {
    std::vector<std::uint8_t> code;
    for (auto status = JXL_ENC_NEED_MORE_OUTPUT; status == JXL_ENC_NEED_MORE_OUTPUT;) {
        const auto filled = code.size();
        code.resize(filled + kChunk);
        auto* next = code.data() + filled;
        auto room = kChunk;
        status = JxlEncoderProcessOutput(encoder, &next, &room);
        if (status == JXL_ENC_ERROR) throw Error("libjxl fails while it encodes");
        code.resize(code.size() - room);
    }
    return code;
}

std::vector<std::uint8_t> encode(const Pixels& pixels) {
    const Encoder encoder(JxlEncoderCreate(nullptr), JxlEncoderDestroy);
    if (!encoder) throw std::bad_alloc();
    describe(encoder.get(), pixels);
    addFrame(encoder.get(), pixels);
    return collected(encoder.get());
}

}  // namespace

CodeKind kind() {
    const auto version = JxlEncoderVersion();
    return {.id = "jpeg_xl",
            .title = "lossless JPEG XL, effort 7",
            .library =
                fmt::format("libjxl {}.{}.{}", version / 1'000'000, version / 1'000 % 1'000, version % 1'000),
            .encode = encode};
}

}  // namespace nescio::code_lengths::jpeg_xl
