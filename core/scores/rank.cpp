#include "core/scores/rank.h"

#include <cmath>

#include "core/scores/roc.h"

namespace nescio {

std::optional<Rank> rankAmong(const std::vector<double>& reference, double nats) {
    const auto [values, nan] = rankable(reference);
    if (std::isnan(nats) || values.empty()) return std::nullopt;
    double below = 0;
    for (const double other : values) below += other < nats ? 1.0 : other == nats ? 0.5 : 0.0;
    return Rank{below / static_cast<double>(values.size()), values.size(), nan};
}

}  // namespace nescio
