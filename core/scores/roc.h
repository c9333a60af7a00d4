// How well a score tells out-of-distribution images apart. Convention of the whole project: a score is
// higher = more out-of-distribution (OOD), and OOD is the positive class.
#pragma once

#include <cstdint>
#include <vector>

namespace nescio {

/// A figure with its confidence interval.
struct Interval {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// Everything reported about one pair of sets under one score.   Units: 1 (shares).
struct RocResult {
    Interval auroc;    ///< P(score(OOD) > score(in)) with ties counted one half
    Interval auprOut;  ///< average precision, OOD positive
    Interval auprIn;   ///< average precision, in-distribution positive, by the negated score
    Interval fpr95;    ///< share of in-distribution flagged when 95 % of OOD is flagged
    Interval fpr80;    ///< the same at 80 %
    std::size_t nIn = 0;
    std::size_t nOut = 0;
    int bootstraps = 0;
    double confidence = 0.95;
};

/// One corner of the ROC staircase.
struct RocPoint {
    double falsePositiveRate = 0;
    double truePositiveRate = 0;
};

/// Rank-based (Mann-Whitney), ties one half, ±infinity allowed.
/// Throws: DataError when a list is empty or holds NaN.   Source: Hanley & McNeil 1982.
double auroc(const std::vector<double>& in, const std::vector<double>& out);

/// All figures with intervals over images of both sets: Wilson's interval at the effective number of trials
/// that the variance of half samples gives, which holds its level also near 0 and 1. Halves are drawn without
/// replacement: their spread is that of the whole, and no image ties with a copy of itself, which would lift
/// average precision. `bootstraps` halves are drawn; none: intervals of no length.   Throws: DataError as
/// auroc(). Source: Wilson 1927; Politis & Romano 1994 (subsampling); Korn & Graubard 1998 (effective sample
/// size).
RocResult evaluateRoc(const std::vector<double>& in, const std::vector<double>& out, int bootstraps = 200,
                      double confidence = 0.95, std::uint64_t seed = 0);

/// The corners of the staircase, from (0, 0) to (1, 1).   Throws: DataError as auroc().
std::vector<RocPoint> rocCurve(const std::vector<double>& in, const std::vector<double>& out);

}  // namespace nescio
