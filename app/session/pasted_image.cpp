#include "app/session/pasted_image.h"

#include <algorithm>

#include "datasets/pixels.h"

namespace nescio {
namespace {

/// Told by how it is kept, as of a file: a colour picture may look grey.
bool isGrey(const QImage& picture) {
    if (picture.format() == QImage::Format_Grayscale8 || picture.format() == QImage::Format_Grayscale16)
        return true;
    const auto palette = picture.colorTable();
    return !palette.isEmpty() &&
           std::all_of(palette.begin(), palette.end(), [](QRgb colour) { return qIsGray(colour); });
}

QImage::Format formatFor(bool grey, bool deep) {
    if (grey) return deep ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8;
    return deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888;
}

}  // namespace

Image pastedImage(const QImage& picture) {
    const bool deep = picture.depth() > 32 || picture.format() == QImage::Format_Grayscale16;
    const bool grey = isGrey(picture) && !picture.hasAlphaChannel();
    const QImage values = picture.convertToFormat(formatFor(grey, deep));
    Pixels pixels{.height = values.height(),
                  .width = values.width(),
                  .channels = grey ? 1 : 4,
                  .deep = deep,
                  .bytes = {},
                  .notes = {}};
    pixels.allocate();
    const auto rowBytes = static_cast<std::ptrdiff_t>(pixels.stride()) * (deep ? 2 : 1);
    for (int y = 0; y < pixels.height; ++y) std::copy_n(values.constScanLine(y), rowBytes, pixels.row(y));
    Image image = imageOf(isGrey(picture) && !grey ? greyOf(pixels) : pixels);
    image.source = "clipboard";
    return image;
}

}  // namespace nescio
