// How far a sample is from a normal distribution: the Anderson-Darling statistic, which weighs the tails.
#pragma once

#include <span>

namespace nescio {

/// log Φ(x), the logarithm of the standard normal distribution function, to 12 digits for every x: where Φ
/// itself underflows (x < −38) by its asymptotic series.   Returns: −infinity for −infinity, NaN for NaN.
double logNormalCdf(double x);

/// A² of a sample against N(0, 1): −n − Σ (2i − 1) (log Φ(y_i) + log(1 − Φ(y_{n+1−i}))) / n, y ascending.
/// About 1 for a sample of it; larger the farther the sample is from it.   Returns: NaN of no value, and
/// where one is NaN or infinite. Source: Anderson & Darling 1954.
double andersonDarlingOfStandard(std::span<const double> values);

/// The same after taking the sample's own mean out and dividing by its own standard deviation with n − 1 (as
/// SciPy's `anderson` and Stephens' tables). About 0.4 for a normal sample. Returns: NaN of fewer than two
/// values, of values without spread (dispersion.h), and where one is NaN or infinite. Source: Stephens 1974.
double andersonDarling(std::span<const double> values);

}  // namespace nescio
