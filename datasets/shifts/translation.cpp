// The image moved to the right; what leaves comes back on the left.
#include <algorithm>

#include "datasets/shift.h"

namespace nescio::shifts::translation {

ShiftKind kind() {
    return {.id = "translation",
            .title = "Translation",
            .what = "The image moves to the right and wraps around, so that no pixel is lost or made up.",
            .strength = "whole pixels",
            .neutral = 0,
            .sweep = {0, 1, 2, 4, 8},
            .whole = true,
            .apply = [](std::span<std::uint8_t> bytes, double pixels, ShiftContext& context) {
                const auto width = static_cast<std::ptrdiff_t>(context.shape.width);
                const auto by = ((static_cast<std::ptrdiff_t>(pixels) % width) + width) % width;
                for (auto row = bytes.begin(); row != bytes.end(); row += width)
                    std::rotate(row, row + (width - by), row + width);
            }};
}

}  // namespace nescio::shifts::translation
