// Rows and columns exchanged: sets that are stored lying on their side, such as EMNIST, stand upright after
// it.
#include <utility>

#include "datasets/shift.h"

namespace nescio::shifts::transpose {

ShiftKind kind() {
    return {.id = "transpose",
            .title = "Transpose",
            .what = "Rows and columns exchanged, which turns EMNIST's letters upright; square images only.",
            .strength = "0: as it is, 1: rows become columns",
            .neutral = 0,
            .sweep = {0, 1},
            .needsSquare = true,
            .whole = true,
            .apply = [](std::span<std::uint8_t> bytes, double, ShiftContext& context) {
                const auto side = static_cast<std::size_t>(context.shape.width);
                for (std::size_t plane = 0; plane < bytes.size(); plane += side * side)
                    for (std::size_t y = 0; y < side; ++y)
                        for (std::size_t x = y + 1; x < side; ++x)
                            std::swap(bytes[plane + y * side + x], bytes[plane + x * side + y]);
            }};
}

}  // namespace nescio::shifts::transpose
