// The null of an attack: changes of its size that know nothing of the model.
#include <cstdlib>
#include <utility>

#include "core/analysis/attack.h"
#include "datasets/random.h"
#include "datasets/shift.h"

namespace nescio {
namespace {

/// A byte moved by that much, the other way where it would leave 0..255.
std::uint8_t movedBy(std::uint8_t byte, int amount, bool up) {
    const int wanted = up ? byte + amount : byte - amount, other = up ? byte - amount : byte + amount;
    return toByte(wanted >= 0 && wanted <= 255 ? wanted : other);
}

}  // namespace

ImageSet changedAsMuch(const ImageSet& set, const ImageSet& attacked, std::uint64_t seed) {
    auto made = set;
    made.id += "/changed-at-random";
    made.title += ", changed at random as much";
    made.changes.emplace_back("changed at random by as much as an attack");
    made.fingerprint.clear();  // other images
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    std::vector<int> amounts(dims);
    for (std::int64_t i = 0; i < set.count; ++i) {
        Random random(Random::mix(seed, static_cast<std::uint64_t>(i)));
        const auto from = set.image(i), to = attacked.image(i);
        for (std::size_t d = 0; d < dims; ++d) amounts[d] = std::abs(int{to[d]} - int{from[d]});
        for (std::size_t d = dims; d > 1; --d)
            std::swap(amounts[d - 1], amounts[static_cast<std::size_t>(random.below(static_cast<int>(d)))]);
        auto* bytes = made.bytes.own().data() + static_cast<std::size_t>(i) * dims;
        for (std::size_t d = 0; d < dims; ++d) bytes[d] = movedBy(from[d], amounts[d], random.below(2) == 1);
    }
    return made;
}

}  // namespace nescio
