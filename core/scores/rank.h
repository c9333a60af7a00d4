// Where one value stands among others: the share of them that is lower, its percentile.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace nescio {

/// A place among values, and how many of them could not be compared.
struct Rank {
    double shareBelow = 0;  ///< of the comparable ones; ties count one half
    std::size_t n = 0;      ///< comparable: ±infinity is, NaN is not
    std::size_t nan = 0;
};

/// Of a log-likelihood: the share of images that is less likely. Of a score: the share that is less
/// out-of-distribution. nullopt where `value` is NaN or nothing is comparable: such an image has no rank.
std::optional<Rank> rankAmong(const std::vector<double>& reference, double value);

}  // namespace nescio
