// Mean and standard deviation, and whether there is a deviation at all: the one place that decides when
// values are equal for good, so that nothing is divided by the noise of their last digits.
#pragma once

#include <cstddef>
#include <span>

namespace nescio {

/// Of some values.
struct Dispersion {
    double mean = 0;       ///< NaN of none, and where a value is NaN or infinite
    double deviation = 0;  ///< with n − 1 (ddof 1); 0 where none(), NaN as the mean
    std::size_t n = 0;

    /// Whether the values differ by no more than single precision can tell apart at their size (the models
    /// compute in it): a deviation of at most 1.2e-7 of the root mean square. Of fewer than two values, too.
    [[nodiscard]] bool none() const { return deviation == 0; }
};
Dispersion dispersionOf(std::span<const double> values);

}  // namespace nescio
