// A density of one number, estimated from samples of it with a Gaussian kernel: smooth, positive everywhere,
// and still telling points apart that lie far outside the samples.
#pragma once

#include <cstddef>
#include <vector>

namespace nescio {

/// All that is needed to evaluate it.
struct KernelDensity {
    std::vector<double> samples;  ///< finite, ascending
    double bandwidth = 0;         ///< standard deviation of the kernel, in the samples' units
    std::size_t leftOut = 0;      ///< NaN or infinite
};

/// By Scott's rule: bandwidth = s · n^(−1/5) with the standard deviation s (n − 1), as
/// scipy.stats.gaussian_kde. Samples without spread (dispersion.h), a single one among them, take s = 1.2e-7
/// · |mean| (1.2e-7 where that is 0), what single precision tells apart: what differs from them is then very
/// unlikely. Throws: DataError where no sample is finite.   Source: Scott 1992. DoSE (Morningstar et al.
/// 2021) leaves its bandwidth to code that is not public; of two re-implementations one takes this rule, the
/// other 0.2 in the statistic's own units, which depends on these.
KernelDensity kernelDensity(const std::vector<double>& samples);

/// log density of every point, within 1e-10 of the direct sum: samples are gathered in bins of half a
/// bandwidth, whose common contribution is a power series (the fast Gauss transform); what lies beyond reach
/// of the nearest sample is left out. Finite to 1e150 bandwidths from the samples, and falling with the
/// distance from them outside. Returns: −infinity for ±infinity, NaN for NaN.   Units: nats, per unit of the
/// samples. Requires: samples as kernelDensity() leaves them, a bandwidth above 0.   Source: Greengard &
/// Strain 1991.
std::vector<double> logDensity(const KernelDensity& density, const std::vector<double>& points);

}  // namespace nescio
