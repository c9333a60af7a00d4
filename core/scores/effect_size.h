// How far two lists of numbers lie apart: their means, the difference in units of their spread, and how often
// a number of one is above one of the other.
#pragma once

#include <vector>

#include "core/values/interval.h"
#include "core/values/mean.h"

namespace nescio {

/// First minus second, where there is a sign. An interval without numbers (NaN) is one that cannot be had.
struct EffectSize {
    Mean first, second;
    Interval d;      ///< Cohen's: difference of the means over the pooled standard deviation
    Interval auroc;  ///< P(first > second), ties one half
};

/// d with the large-sample standard error √((m + n)/(mn) + d²/(2(m + n))); infinite where the means differ
/// and nothing else does, NaN where nothing differs. AUROC with DeLong's interval. Neither has an interval
/// where a list has one number.   Requires: finite numbers, one or more in each. Source: Cohen 1988; Hedges &
/// Olkin 1985 (standard error); DeLong, DeLong & Clarke-Pearson 1988.
EffectSize effectSize(const std::vector<double>& first, const std::vector<double>& second,
                      double confidence = 0.95);

}  // namespace nescio
