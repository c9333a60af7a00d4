// The mirror image.
#include <algorithm>

#include "datasets/shift.h"

namespace nescio::shifts::flip {

ShiftKind kind() {
    return {.id = "flip",
            .title = "Flip",
            .what = "The image turned upside down: the same bytes in another order.",
            .strength = "0: as it is, 1: upside down",
            .neutral = 0,
            .sweep = {0, 1},
            .whole = true,
            .apply = [](std::span<std::uint8_t> bytes, double, ShiftContext& context) {
                const auto width = context.shape.width, height = context.shape.height;
                for (int c = 0; c < context.shape.channels; ++c)
                    for (int y = 0; y < height / 2; ++y) {
                        const auto row = [&](int at) { return bytes.begin() + (c * height + at) * width; };
                        std::swap_ranges(row(y), row(y) + width, row(height - 1 - y));
                    }
            }};
}

}  // namespace nescio::shifts::flip
