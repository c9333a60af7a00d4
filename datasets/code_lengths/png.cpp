// PNG by libpng at zlib's level 9: for each row the filter of the five whose bytes, taken as signed, have the
// smallest sum of absolute values (what libpng does where no filter is set), then zlib with its default
// strategy rather than libpng's choice of Z_FILTERED. So does OpenCV 4 with IMWRITE_PNG_COMPRESSION 9, which
// the code of Serrà et al. 2020 and its re-runs use. Grey or RGB, 8 bits, not interlaced, IHDR, IDAT and IEND
// alone.
#include <csetjmp>

#include <fmt/format.h>
#include <png.h>
#include <zlib.h>

#include "core/values/failure.h"
#include "datasets/code_length.h"

namespace nescio::code_lengths::png {
namespace {

struct Writing {
    png_structp codec = nullptr;
    png_infop info = nullptr;
    std::string failure;
    std::vector<std::uint8_t> code;

    ~Writing() { png_destroy_write_struct(&codec, &info); }
};

[[noreturn]] void onError(png_structp codec, png_const_charp text) {
    static_cast<Writing*>(png_get_error_ptr(codec))->failure = text;
    png_longjmp(codec, 1);
}

void onWarning(png_structp, png_const_charp) {}  // the round trip is the judge

void onWrite(png_structp codec, png_bytep bytes, std::size_t n) {
    auto& code = static_cast<Writing*>(png_get_io_ptr(codec))->code;
    code.insert(code.end(), bytes, bytes + n);
}

/// false when the library gave up.
bool writePixels(Writing& writing, const Pixels& pixels) {
    const auto codec = writing.codec;
    if (setjmp(png_jmpbuf(codec)) != 0) return false;
    png_set_write_fn(codec, &writing, onWrite, nullptr);
    png_set_compression_level(codec, 9);
    png_set_compression_strategy(codec, Z_DEFAULT_STRATEGY);
    png_set_IHDR(codec, writing.info, static_cast<png_uint_32>(pixels.width),
                 static_cast<png_uint_32>(pixels.height), 8,
                 pixels.channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(codec, writing.info);
    for (std::size_t at = 0; at < pixels.count(); at += pixels.stride())
        png_write_row(codec, pixels.bytes.data() + at);
    png_write_end(codec, writing.info);
    return true;
}

std::vector<std::uint8_t> encode(const Pixels& pixels) {
    Writing writing;
    writing.codec = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writing, onError, onWarning);
    if (writing.codec) writing.info = png_create_info_struct(writing.codec);
    if (!writing.info) throw std::bad_alloc();
    if (!writePixels(writing, pixels)) throw Error(writing.failure);
    return std::move(writing.code);
}

}  // namespace

CodeKind kind() {
    return {.id = "png",
            .title = "PNG, level 9",
            .library = fmt::format("libpng {}, zlib {}", png_get_libpng_ver(nullptr), zlibVersion()),
            .encode = encode};
}

}  // namespace nescio::code_lengths::png
