// Where a value stands among those of a reference, as a share of them, going on beyond their ends: values
// that are larger than all of the reference are still told apart, which a plain distribution function does
// not do.
#pragma once

#include <cstddef>
#include <vector>

namespace nescio {

/// The finite values of a reference, ascending: all that is needed to place others.
struct EmpiricalDistribution {
    std::vector<double> sorted;
    std::size_t leftOut = 0;  ///< NaN or infinite
};

/// Throws: DataError where no finite value is among them.
EmpiricalDistribution empiricalDistribution(const std::vector<double>& values);

/// The share of the reference that is at most v (ties count whole), from 1/n at its minimum to 1 at its
/// maximum. Above the maximum 1 + (v − maximum)/range, below the minimum −(minimum − v)/range, where the
/// range is maximum − minimum (|maximum|, or 1 if that is 0, where all are equal): never falling in v, rising
/// outside the reference, and the same after any shift or positive scaling of both, so that ranks of two
/// statistics can be compared. Returns: ±infinity for ±infinity, NaN for NaN.   Requires: a distribution that
/// holds a value.
double extendedRank(const EmpiricalDistribution& distribution, double v);

}  // namespace nescio
