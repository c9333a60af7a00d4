// Where one image stands among others: the share of them that is less likely.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nescio {

/// A place among values, and how many of them could not be compared.
struct Rank {
    double shareBelow = 0;  ///< of the comparable ones; ties count one half
    std::size_t n = 0;      ///< comparable: ±infinity is, NaN is not
    std::size_t nan = 0;
};

/// nullopt where `nats` is NaN or nothing is comparable: such an image has no rank.
std::optional<Rank> rankAmong(const std::vector<double>& reference, double nats);

}  // namespace nescio
