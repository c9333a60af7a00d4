#include "datasets/shift.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {

const ShiftKind& shiftKind(const std::string& id) {
    return kindNamed(shiftKinds(), "shift", id);
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
    if (kind.needsColour && set.shape.channels != 3)
        throw ShapeError("shift " + kind.id + ": expected colour images, found “" + set.title + "” of " +
                         toText(set.shape));
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
