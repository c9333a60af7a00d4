#include "datasets/shift.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {

const ShiftKind& shiftKind(const std::string& id) {
    return kindNamed(shiftKinds(), "shift", id);
}

std::string obstacleOf(const ShiftKind& kind, const ImageShape& shape) {
    if (kind.needsColour && shape.channels != 3) return "says nothing of grey images and needs colour ones";
    if (kind.needsSquare && shape.height != shape.width)
        return "would change the shape of images that are not square";
    return {};
}

std::vector<double> meanImage(const ImageSet& set) {
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    std::vector<double> mean(dims);
    for (std::int64_t i = 0; i < set.count; ++i) {
        const auto bytes = set.image(i);
        for (std::size_t d = 0; d < dims; ++d) mean[d] += bytes[d];
    }
    for (auto& value : mean) value /= static_cast<double>(set.count);
    return mean;
}

ImageSet shifted(const ImageSet& set, const ShiftKind& kind, double strength, std::span<const double> mean,
                 std::uint64_t seed) {
    if (const auto why = obstacleOf(kind, set.shape); !why.empty())
        throw ShapeError(
            fmt::format("shift {}: it {}; found “{}” of {}", kind.id, why, set.title, toText(set.shape)));
    auto moved = set;
    std::ostringstream words;
    words << kind.title << ' ' << strength;
    moved.id += "/" + kind.id + "-" + words.str().substr(kind.title.size() + 1);
    moved.title += ", " + words.str();
    moved.changes.push_back(words.str() + " (" + kind.strength + ")");
    moved.fingerprint.clear();  // other images
    if (strength == kind.neutral) return moved;
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    for (std::int64_t i = 0; i < set.count; ++i) {
        ShiftContext context{.shape = set.shape,
                             .mean = mean,
                             .random = Random(Random::mix(seed, static_cast<std::uint64_t>(set.indexOf(i))))};
        kind.apply({moved.bytes.own().data() + static_cast<std::size_t>(i) * dims, dims}, strength, context);
    }
    return moved;
}

std::uint8_t toByte(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

}  // namespace nescio
