// A figure with its confidence interval, and how it is worded: no more digits than the interval supports, and
// a word where it has no length or its figure cannot go further.
#pragma once

#include <string>

#include "core/values/term_table.h"

namespace nescio {

/// A figure with its confidence interval.
struct Interval {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// z with P(|Z| < z) = confidence for a standard normal Z: 1.96 at 0.95.
double normalQuantile(double confidence);

/// mean ± z · standard error; without length where the mean has no error.   Requires: many values, whose mean
/// is about normal.
Interval aroundMean(const Mean& mean, double confidence = 0.95);

/// A share, 0..1, as "0.134 [0.125, 0.143]"; "0.134 (no interval)" where it has no length; "0.000 [0.000,
/// 0.012] (at its bound)" where the images at hand leave nothing to one side.
std::string intervalText(const Interval& share);

}  // namespace nescio
