// JPEG by libjpeg, called directly because it tells what it met on the way: a file that lost its middle is
// decoded without an error, grey from there on, and only a warning says so.
#include <algorithm>
#include <csetjmp>
#include <cstdio>

#include <fmt/format.h>
#include <jpeglib.h>

#include <jerror.h>

#include "datasets/decoder.h"

namespace nescio::decoders::jpeg {
namespace {

/// The library reports through C functions and ends by a jump; all state lies here, outside of its frames.
struct Reading {
    jpeg_decompress_struct codec{};
    jpeg_error_mgr errors{};
    std::jmp_buf end;
    std::string failure;  ///< what ended the reading
    std::string lost;     ///< the first warning that costs pixels
    bool noEnd = false;   ///< the data ended without the end mark
    std::vector<std::string> notes;

    ~Reading() { jpeg_destroy_decompress(&codec); }
};

Reading& readingOf(j_common_ptr codec) {
    return *static_cast<Reading*>(codec->client_data);
}

std::string messageOf(j_common_ptr codec) {
    char text[JMSG_LENGTH_MAX] = {};
    codec->err->format_message(codec, text);
    return text;
}

[[noreturn]] void onError(j_common_ptr codec) {
    auto& reading = readingOf(codec);
    reading.failure = messageOf(codec);
    std::longjmp(reading.end, 1);
}

void noteOnce(Reading& reading, const std::string& note) {
    auto& notes = reading.notes;
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

void onMessage(j_common_ptr codec, int level) {
    if (level >= 0) return;  // a trace; warnings are negative
    auto& reading = readingOf(codec);
    switch (codec->err->msg_code) {
        case JWRN_JPEG_EOF:
            reading.noEnd = true;
            break;
        case JWRN_EXTRANEOUS_DATA:
            noteOnce(reading, "JPEG: passed over bytes that belong to no part of it");
            break;
        case JWRN_ADOBE_XFORM:
        case JWRN_JFIF_MAJOR:
            noteOnce(reading, "JPEG: " + messageOf(codec));
            break;
        default:
            if (reading.lost.empty()) reading.lost = messageOf(codec);
    }
}

/// Grey stays grey and inks stay inks; all else becomes RGB.
J_COLOR_SPACE spaceOf(const jpeg_decompress_struct& codec) {
    if (codec.num_components == 4) return JCS_CMYK;
    return codec.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
}

/// false when the library gave up.
bool readPixels(Reading& reading, std::span<const std::uint8_t> bytes, Pixels& pixels) {
    auto& codec = reading.codec;
    if (setjmp(reading.end) != 0) return false;
    jpeg_create_decompress(&codec);
    jpeg_mem_src(&codec, bytes.data(), bytes.size());
    jpeg_read_header(&codec, TRUE);
    codec.out_color_space = spaceOf(codec);
    jpeg_start_decompress(&codec);
    pixels.height = static_cast<int>(codec.output_height);
    pixels.width = static_cast<int>(codec.output_width);
    pixels.channels = codec.output_components;
    pixels.allocate();
    while (codec.output_scanline < codec.output_height) {
        JSAMPROW row = pixels.row(static_cast<int>(codec.output_scanline));
        jpeg_read_scanlines(&codec, &row, 1);
    }
    return true;
}

/// What stands behind the pixels: nothing there costs any.
void readEnd(Reading& reading) {
    if (setjmp(reading.end) == 0)
        jpeg_finish_decompress(&reading.codec);
    else
        reading.noEnd = true;
}

/// Without an end mark, whether all that belongs to the pixels came before it.
bool isWhole(const jpeg_decompress_struct& codec) {
    if (!jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&codec))) return true;
    if (!codec.progressive_mode || !codec.coef_bits) return false;
    return std::all_of(&codec.coef_bits[0][0], &codec.coef_bits[codec.num_components - 1][DCTSIZE2],
                       [](int missing) { return missing == 0; });
}

/// Inks are stored inverted, as Adobe does and every reader expects: 255 is no ink.
Pixels fromInks(const Pixels& inks) {
    Pixels pixels{.height = inks.height, .width = inks.width, .channels = 3, .bytes = {}, .notes = {}};
    pixels.allocate();
    for (std::size_t i = 0; i < inks.count() / 4; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            pixels.bytes[3 * i + c] =
                static_cast<std::uint8_t>((inks.bytes[4 * i + c] * inks.bytes[4 * i + 3] + 127) / 255);
    pixels.notes.emplace_back("colour: CMYK to RGB (without a colour profile)");
    return pixels;
}

Pixels decode(const ImageFile& file) {
    Reading reading;
    auto& codec = reading.codec;
    codec.err = jpeg_std_error(&reading.errors);
    codec.client_data = &reading;
    reading.errors.error_exit = onError;
    reading.errors.emit_message = onMessage;
    Pixels pixels;
    if (!readPixels(reading, file.bytes, pixels))
        refuseDamage(file, "data that cannot be decoded (" + reading.failure + ")");
    const bool whole = isWhole(codec);
    readEnd(reading);
    if (!reading.lost.empty() || (reading.noEnd && !whole))
        refuseDamage(file, reading.noEnd ? "a file that was cut short"
                                         : "one that lost a part (" + reading.lost + ")");
    if (pixels.channels == 4) pixels = fromInks(pixels);
    if (reading.noEnd) reading.notes = {"JPEG: no end mark, but all pixels are there"};
    pixels.notes.insert(pixels.notes.end(), reading.notes.begin(), reading.notes.end());
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "jpeg", .codecs = {"JPEG"}, .decode = decode};
}

}  // namespace nescio::decoders::jpeg
