// How far two lists put the same things in the same order.
#pragma once

#include <vector>

namespace nescio {

/// Spearman's: the correlation of ranks, ties sharing their mean rank; pairs with a NaN are left out. From −1
/// to 1; NaN of fewer than two pairs and where one list is all equal.   Source: Spearman 1904.
double rankCorrelation(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace nescio
