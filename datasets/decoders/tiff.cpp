// TIFF by libtiff. Plain greys and colours are read as they are; palettes, inks, single bits, tiles and the
// like as what the library makes of them, 8 bits deep. Of several pages the first.
#include <algorithm>
#include <cstdarg>
#include <cstring>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <tiffio.h>

#include "core/values/failure.h"
#include "datasets/decoder.h"

namespace nescio::decoders::tiff {
namespace {

/// What the library says, for the image that this thread reads: its handlers are the process's.
thread_local std::string failure;
thread_local std::vector<std::string> warnings;

std::string textOf(const char* format, std::va_list values) {
    char text[256] = {};
    std::vsnprintf(text, sizeof text, format, values);
    return text;
}

void onError(const char*, const char* format, std::va_list values) {
    if (failure.empty()) failure = textOf(format, values);
}

void onWarning(const char*, const char* format, std::va_list values) {
    const auto note = "TIFF: " + textOf(format, values);
    if (std::find(warnings.begin(), warnings.end(), note) == warnings.end()) warnings.push_back(note);
}

/// A file in memory, as the library asks for it.
struct Memory {
    std::span<const std::uint8_t> bytes;
    toff_t at = 0;
};

tmsize_t onRead(thandle_t handle, void* to, tmsize_t n) {
    auto& memory = *static_cast<Memory*>(handle);
    const auto left = memory.at < memory.bytes.size() ? memory.bytes.size() - memory.at : 0;
    const auto taken = std::min<std::uint64_t>(left, static_cast<std::uint64_t>(n));
    if (taken > 0) std::memcpy(to, memory.bytes.data() + memory.at, taken);
    memory.at += taken;
    return static_cast<tmsize_t>(taken);
}

toff_t onSeek(thandle_t handle, toff_t by, int from) {
    auto& memory = *static_cast<Memory*>(handle);
    memory.at = by + (from == SEEK_CUR ? memory.at : from == SEEK_END ? memory.bytes.size() : 0);
    return memory.at;
}

tmsize_t onWrite(thandle_t, void*, tmsize_t) {
    return 0;
}

int onClose(thandle_t) {
    return 0;
}

toff_t onSize(thandle_t handle) {
    return static_cast<Memory*>(handle)->bytes.size();
}

using Tiff = std::unique_ptr<TIFF, void (*)(TIFF*)>;

template <class T>
T tag(TIFF* tiff, std::uint32_t name) {
    T value{};
    TIFFGetFieldDefaulted(tiff, name, &value);
    return value;
}

[[noreturn]] void refuse(const ImageFile& file) {
    refuseDamage(file, "data that cannot be decoded" + (failure.empty() ? failure : " (" + failure + ")"));
}

/// How the values of a pixel are to be understood.
struct Layout {
    int bits = 8;
    int samples = 1;
    std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
    std::uint16_t extra = EXTRASAMPLE_UNSPECIFIED;  ///< of the first sample that is no colour
    bool plain = false;                             ///< rows of whole values, all of a pixel together

    [[nodiscard]] int colours() const { return photometric == PHOTOMETRIC_RGB ? 3 : 1; }
    [[nodiscard]] bool alpha() const { return samples > colours() && extra == EXTRASAMPLE_UNASSALPHA; }
};

Layout layoutOf(const ImageFile& file, TIFF* tiff) {
    Layout layout{.bits = tag<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE),
                  .samples = tag<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL)};
    if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &layout.photometric) == 0) failure.clear();
    const auto format = tag<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT);
    const char* kind = format == SAMPLEFORMAT_IEEEFP ? " (floating point)"
                       : format == SAMPLEFORMAT_INT  ? " (signed)"
                                                     : "";
    if (layout.bits > 16 || *kind)
        throw ImageError(fmt::format("{}: expected 8 or 16 bits a channel, found {} bits{}",
                                     file.path.string(), layout.bits, kind));
    std::uint16_t extras = 0;
    std::uint16_t* kinds = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds);
    if (extras > 0 && kinds) layout.extra = kinds[0];
    const bool known = layout.photometric == PHOTOMETRIC_MINISBLACK ||
                       layout.photometric == PHOTOMETRIC_MINISWHITE || layout.photometric == PHOTOMETRIC_RGB;
    layout.plain = known && (layout.bits == 8 || layout.bits == 16) && TIFFIsTiled(tiff) == 0 &&
                   tag<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG &&
                   layout.extra != EXTRASAMPLE_ASSOCALPHA && layout.samples >= layout.colours();
    return layout;
}

/// The first `channels` values of each pixel; whites that are zero become the highest.
template <class Value>
void takeRow(const std::vector<std::uint8_t>& row, const Layout& layout, int y, Pixels& pixels) {
    const auto* from = reinterpret_cast<const Value*>(row.data());
    auto* to = reinterpret_cast<Value*>(pixels.row(y));
    const bool inverted = layout.photometric == PHOTOMETRIC_MINISWHITE;
    for (int x = 0; x < pixels.width; ++x, from += layout.samples)
        for (int c = 0; c < pixels.channels; ++c)
            *to++ = inverted && c == 0 ? static_cast<Value>(~from[c]) : from[c];
}

void readPlain(const ImageFile& file, TIFF* tiff, const Layout& layout, Pixels& pixels) {
    std::vector<std::uint8_t> row(static_cast<std::size_t>(TIFFScanlineSize(tiff)));
    const auto needed = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(layout.samples) *
                        static_cast<std::size_t>(layout.bits / 8);
    if (row.size() < needed) refuse(file);
    for (int y = 0; y < pixels.height; ++y) {
        if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y)) != 1) refuse(file);
        if (pixels.deep)
            takeRow<std::uint16_t>(row, layout, y, pixels);
        else
            takeRow<std::uint8_t>(row, layout, y, pixels);
    }
}

/// The library multiplies colours by their alpha.
std::uint8_t undone(std::uint32_t value, std::uint32_t alpha) {
    return alpha == 0 ? 0 : static_cast<std::uint8_t>(std::min((value * 255 + alpha / 2) / alpha, 255U));
}

void readOther(const ImageFile& file, TIFF* tiff, int orientation, Pixels& pixels) {
    std::vector<std::uint32_t> raster(pixels.count() / 4);
    if (TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(pixels.width),
                                  static_cast<std::uint32_t>(pixels.height), raster.data(), orientation,
                                  1) != 1)
        refuse(file);
    auto* to = pixels.bytes.data();
    for (const auto pixel : raster) {
        const auto alpha = TIFFGetA(pixel);
        for (const auto value : {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)})
            *to++ = undone(value, alpha);
        *to++ = static_cast<std::uint8_t>(alpha);
    }
}

Pixels decode(const ImageFile& file) {
    static std::once_flag once;
    std::call_once(once, [] {
        TIFFSetErrorHandler(onError);
        TIFFSetWarningHandler(onWarning);
    });
    failure.clear();
    warnings.clear();
    Memory memory{file.bytes};
    const Tiff tiff(
        TIFFClientOpen("image", "rm", &memory, onRead, onWrite, onSeek, onClose, onSize, nullptr, nullptr),
        TIFFClose);
    if (!tiff) refuse(file);
    const auto layout = layoutOf(file, tiff.get());
    Pixels pixels{.height = static_cast<int>(tag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGELENGTH)),
                  .width = static_cast<int>(tag<std::uint32_t>(tiff.get(), TIFFTAG_IMAGEWIDTH)),
                  .channels = layout.plain ? layout.colours() + (layout.alpha() ? 1 : 0) : 4,
                  .deep = layout.plain && layout.bits == 16,
                  .bytes = {},
                  .notes = {}};
    if (pixels.height != file.header.height || pixels.width != file.header.width)
        refuseDamage(file, "sides that contradict each other");
    pixels.allocate();
    if (layout.plain)
        readPlain(file, tiff.get(), layout, pixels);
    else
        readOther(file, tiff.get(), file.header.orientation, pixels);
    pixels.notes = warnings;
    if (!layout.plain && layout.bits == 16) pixels.notes.emplace_back("depth: 16 bits to 8 (by libtiff)");
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "tiff", .codecs = {"TIFF"}, .decode = decode};
}

}  // namespace nescio::decoders::tiff
