#include "core/models/levels.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

int halvings(const ImageShape& shape) {
    int count = 0;
    for (int height = shape.height, width = shape.width; height % 2 == 0 && width % 2 == 0 && height > 0;
         height /= 2, width /= 2)
        ++count;
    return count;
}

int levelsThatFit(int wanted, int most) {
    return std::max(1, std::min(wanted, most));
}

void requireLevels(int levels, int most, const ImageShape& shape) {
    if (levels <= most) return;
    if (most == 0)
        throw ShapeError(fmt::format(
            "levels: each halves height and width, found images of {}, which cannot be halved once: crop or "
            "resize them to even sides, or take a model of any size (realnvp, pixelcnn, vae)",
            toText(shape)));
    throw ShapeError(
        fmt::format("levels: expected {} for images of {}, whose height and width can both be halved {}, "
                    "found {}",
                    most == 1 ? "1" : fmt::format("1 to {}", most), toText(shape),
                    halvings(shape) == 1 ? "once" : fmt::format("{} times", halvings(shape)), levels));
}

}  // namespace nescio
