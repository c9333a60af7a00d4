// Intervals of shares: Wilson's, from counted trials or from as many as a variance is worth.
#pragma once

#include <cstddef>
#include <limits>

#include "core/values/interval.h"

namespace nescio {

/// Of a share that is known as well as from so many independent trials: asymmetric near 0 and 1, within them,
/// and never without length.   Requires: trials > 0.   Source: Wilson 1927.
Interval wilsonInterval(double share, double trials, double confidence = 0.95);

/// Mean and variance of values that come one by one.   Source: Welford 1962.
class Spread {
  public:
    void add(double value) {
        ++m_n;
        const double change = value - m_mean;
        m_mean += change / static_cast<double>(m_n);
        m_squares += change * (value - m_mean);
    }
    std::size_t n() const { return m_n; }
    double mean() const { return m_mean; }
    /// Of the population; 0 of less than two values.
    double variance() const { return m_n < 2 ? 0 : m_squares / static_cast<double>(m_n - 1); }

  private:
    std::size_t m_n = 0;
    double m_mean = 0, m_squares = 0;
};

/// What is known of a share beside its half samples.
struct ShareKind {
    bool biased = false;  ///< by the number of images, by about as much as halves lie off the whole
    double fewest = 1;    ///< trials where the halves do not vary
    double most = std::numeric_limits<double>::infinity();  ///< trials that it cannot be worth more than
    double confidence = 0.95;
};

/// Wilson's interval of a share at the effective number of trials that the variance of its half samples
/// gives, which holds its level also near 0 and 1; without length where there are no samples. Source: Korn &
/// Graubard 1998 (effective sample size).
Interval resampledInterval(double value, const Spread& halves, const ShareKind& kind);

}  // namespace nescio
