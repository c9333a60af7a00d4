#include "datasets/orientation.h"

#include <fmt/format.h>

namespace nescio {
namespace {

/// An orientation as a transposition followed by mirrors of the result.
struct Turn {
    bool transpose, mirrorX, mirrorY;
    const char* text;
};

constexpr Turn kTurns[] = {{false, false, false, "upright"},
                           {false, true, false, "mirrored left to right"},
                           {false, true, true, "turned by 180°"},
                           {false, false, true, "mirrored top to bottom"},
                           {true, false, false, "mirrored along the diagonal"},
                           {true, true, false, "turned 90° clockwise"},
                           {true, true, true, "mirrored along the other diagonal"},
                           {true, false, true, "turned 90° anticlockwise"}};

}  // namespace

std::string orientationText(int orientation) {
    return fmt::format("{} (EXIF orientation {})", kTurns[orientation - 1].text, orientation);
}

Image upright(const Image& image, int orientation) {
    if (orientation == 1) return image;
    const Turn& turn = kTurns[orientation - 1];
    Image out = image;
    if (turn.transpose) std::swap(out.shape.height, out.shape.width);
    const auto [channels, height, width] = out.shape;
    std::uint8_t* to = out.bytes.data();
    for (int c = 0; c < channels; ++c)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const int mx = turn.mirrorX ? width - 1 - x : x;
                const int my = turn.mirrorY ? height - 1 - y : y;
                const int fromX = turn.transpose ? my : mx;
                const int fromY = turn.transpose ? mx : my;
                *to++ = image.bytes[static_cast<std::size_t>(
                    (std::int64_t{c} * image.shape.height + fromY) * image.shape.width + fromX)];
            }
    out.changes.push_back(orientationText(orientation));
    return out;
}

}  // namespace nescio
