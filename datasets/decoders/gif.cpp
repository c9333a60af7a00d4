// GIF by giflib: the first frame on its canvas; what no frame covers is transparent.
#include <algorithm>
#include <cstring>
#include <memory>

#include <gif_lib.h>

#include "datasets/decoder.h"

namespace nescio::decoders::gif {
namespace {

int onRead(GifFileType* gif, GifByteType* to, int n) {
    auto& rest = *static_cast<std::span<const std::uint8_t>*>(gif->UserData);
    const auto taken = std::min(rest.size(), static_cast<std::size_t>(n));
    if (taken > 0) std::memcpy(to, rest.data(), taken);
    rest = rest.subspan(taken);
    return static_cast<int>(taken);
}

using Gif = std::unique_ptr<GifFileType, void (*)(GifFileType*)>;

[[noreturn]] void refuse(const ImageFile& file, int error) {
    const char* reason = GifErrorString(error);
    refuseDamage(file, "data that cannot be decoded (" + std::string(reason ? reason : "no frame") + ")");
}

/// Up to the first frame; the index of the transparent colour, or -1.
int skipToFrame(const ImageFile& file, GifFileType* gif) {
    int transparent = NO_TRANSPARENT_COLOR;
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    for (;;) {
        if (DGifGetRecordType(gif, &record) == GIF_ERROR) refuse(file, gif->Error);
        if (record == IMAGE_DESC_RECORD_TYPE) return transparent;
        if (record == TERMINATE_RECORD_TYPE) refuseDamage(file, "no frame");
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) refuse(file, gif->Error);
        GraphicsControlBlock control;
        if (block && code == GRAPHICS_EXT_FUNC_CODE &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        while (block)
            if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) refuse(file, gif->Error);
    }
}

/// Rows in the order in which an interlaced frame stores them.
std::vector<int> storedRows(int height, bool interlaced) {
    std::vector<int> rows;
    if (!interlaced)
        for (int y = 0; y < height; ++y) rows.push_back(y);
    else
        for (const auto& [first, step] : {std::pair(0, 8), std::pair(4, 8), std::pair(2, 4), std::pair(1, 2)})
            for (int y = first; y < height; y += step) rows.push_back(y);
    return rows;
}

void readFrame(const ImageFile& file, GifFileType* gif, int transparent, Pixels& pixels) {
    if (DGifGetImageDesc(gif) == GIF_ERROR) refuse(file, gif->Error);
    const auto& frame = gif->Image;
    const auto* colours = frame.ColorMap ? frame.ColorMap : gif->SColorMap;
    if (!colours) refuseDamage(file, "no palette");
    if (frame.Left + frame.Width > pixels.width || frame.Top + frame.Height > pixels.height)
        refuseDamage(file, "a frame that is larger than its canvas");
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const int y : storedRows(frame.Height, frame.Interlace)) {
        if (DGifGetLine(gif, line.data(), frame.Width) == GIF_ERROR) refuse(file, gif->Error);
        std::uint8_t* to = pixels.row(frame.Top + y) + std::ptrdiff_t{4} * frame.Left;
        for (const auto index : line) {
            const bool shown = index != transparent && index < colours->ColorCount;
            if (shown) {
                const auto& colour = colours->Colors[index];
                to[0] = colour.Red;
                to[1] = colour.Green;
                to[2] = colour.Blue;
                to[3] = 255;
            }
            to += 4;
        }
    }
}

Pixels decode(const ImageFile& file) {
    auto rest = file.bytes;
    int error = 0;
    const Gif gif(DGifOpen(&rest, onRead, &error), [](GifFileType* g) { DGifCloseFile(g, nullptr); });
    if (!gif) refuse(file, error);
    Pixels pixels{.height = gif->SHeight, .width = gif->SWidth, .channels = 4, .bytes = {}, .notes = {}};
    if (pixels.height != file.header.height || pixels.width != file.header.width)
        refuseDamage(file, "sides that contradict each other");
    pixels.allocate();
    readFrame(file, gif.get(), skipToFrame(file, gif.get()), pixels);
    return pixels;
}

}  // namespace

ImageDecoder kind() {
    return {.id = "gif", .codecs = {"GIF"}, .decode = decode};
}

}  // namespace nescio::decoders::gif
