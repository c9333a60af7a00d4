// PNG by libpng, called directly: transparency is kept in every form that a PNG has for it, and warnings are
// noted. Of an animation it reads the image that programs without animations show, mostly its first frame.
#include <bit>
#include <csetjmp>
#include <cstring>

#include <png.h>

#include "datasets/decoder.h"

namespace nescio::decoders::png {
namespace {

struct Reading {
    png_structp codec = nullptr;
    png_infop info = nullptr;
    std::span<const std::uint8_t> rest;  ///< not yet read
    std::string failure;
    std::vector<std::string> notes;
    std::vector<png_bytep> rows;

    ~Reading() { png_destroy_read_struct(&codec, &info, nullptr); }
};

[[noreturn]] void onError(png_structp codec, png_const_charp text) {
    static_cast<Reading*>(png_get_error_ptr(codec))->failure = text;
    png_longjmp(codec, 1);
}

void onWarning(png_structp codec, png_const_charp text) {
    static_cast<Reading*>(png_get_error_ptr(codec))->notes.push_back(std::string("PNG: ") + text);
}

void onRead(png_structp codec, png_bytep to, std::size_t n) {
    auto& rest = static_cast<Reading*>(png_get_io_ptr(codec))->rest;
    if (n > rest.size()) png_error(codec, "the file ends early");
    std::memcpy(to, rest.data(), n);
    rest = rest.subspan(n);
}

/// Palettes become RGB, small depths 8 bits, colours that stand for transparency alpha.
void setUp(png_structp codec, png_infop info) {
    png_set_expand(codec);
    if (std::endian::native == std::endian::little) png_set_swap(codec);
    png_set_interlace_handling(codec);
    png_read_update_info(codec, info);
}

/// false when the library gave up.
bool readPixels(Reading& reading, Pixels& pixels) {
    const auto codec = reading.codec;
    const auto info = reading.info;
    if (setjmp(png_jmpbuf(codec)) != 0) return false;
    png_set_read_fn(codec, &reading, onRead);
    png_read_info(codec, info);
    setUp(codec, info);
    pixels.height = static_cast<int>(png_get_image_height(codec, info));
    pixels.width = static_cast<int>(png_get_image_width(codec, info));
    pixels.channels = png_get_channels(codec, info);
    pixels.deep = png_get_bit_depth(codec, info) == 16;
    pixels.allocate();
    for (int y = 0; y < pixels.height; ++y) reading.rows.push_back(pixels.row(y));
    png_read_image(codec, reading.rows.data());
    png_read_end(codec, nullptr);
    return true;
}

Pixels decode(const ImageFile& file) {
    Reading reading;
    reading.rest = file.bytes;
    reading.codec = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, onError, onWarning);
    if (reading.codec) reading.info = png_create_info_struct(reading.codec);
    if (!reading.info) throw std::bad_alloc();
    Pixels pixels;
    if (!readPixels(reading, pixels))
        refuseDamage(file, "data that cannot be decoded (" + reading.failure + ")");
    pixels.notes = std::move(reading.notes);
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "png", .codecs = {"PNG"}, .decode = decode};
}

}  // namespace nescio::decoders::png
