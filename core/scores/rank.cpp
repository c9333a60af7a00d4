#include "core/scores/rank.h"

#include <cmath>

#include "core/scores/rankable.h"

namespace nescio {

std::optional<Rank> rankAmong(const std::vector<double>& reference, double value) {
    const auto [values, nan] = rankable(reference);
    if (std::isnan(value) || values.empty()) return std::nullopt;
    double below = 0;
    for (const double other : values) below += other < value ? 1.0 : other == value ? 0.5 : 0.0;
    return Rank{below / static_cast<double>(values.size()), values.size(), nan};
}

}  // namespace nescio
