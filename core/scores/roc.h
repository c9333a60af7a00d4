// How well a score tells out-of-distribution images apart. Convention of the whole project: a score is
// higher = more out-of-distribution (OOD), and OOD is the positive class.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/interval.h"

namespace nescio {

/// Everything reported about one pair of sets under one score.   Units: 1 (shares).
struct RocResult {
    Interval auroc;       ///< P(score(OOD) > score(in)) with ties counted one half
    Interval auprOut;     ///< average precision, OOD positive
    Interval auprIn;      ///< average precision, in-distribution positive, by the negated score
    Interval fpr95;       ///< share of in-distribution flagged when 95 % of OOD is flagged
    Interval fpr80;       ///< the same at 80 %
    std::size_t nIn = 0;  ///< scores that were ranked
    std::size_t nOut = 0;
    std::size_t nanIn = 0;  ///< scores that are no number, left out of everything above
    std::size_t nanOut = 0;
    int bootstraps = 0;
    double confidence = 0.95;
};

/// One corner of the ROC staircase.
struct RocPoint {
    double falsePositiveRate = 0;
    double truePositiveRate = 0;
};

/// Scores that have a place in a ranking, ±infinity among them, and how many are NaN and have none.
struct Rankable {
    std::vector<double> values;
    std::size_t nan = 0;
};
Rankable rankable(const std::vector<double>& values);

/// "3 of 500 of MNIST test are NaN, left out"; "" where none is.
std::string leftOutWords(std::size_t nan, std::size_t of, const std::string& set);

/// Rank-based (Mann-Whitney), ties one half, ±infinity allowed.
/// Throws: DataError when a list is empty or holds NaN.   Source: Hanley & McNeil 1982.
double auroc(const std::vector<double>& in, const std::vector<double>& out);

/// AUROC of minus some nats, which is higher = more out-of-distribution like every score. NaN is left out of
/// both lists; NaN where nothing is left of one.
double aurocOfMinus(const std::vector<double>& in, const std::vector<double>& out);

/// All figures with intervals over images of both sets: Wilson's interval at the effective number of trials
/// that the variance of half samples gives, which holds its level also near 0 and 1. Halves are drawn without
/// replacement: their spread is that of the whole, and no image ties with a copy of itself, which would lift
/// average precision. `bootstraps` halves are drawn; none: intervals of no length. NaN is left out and
/// counted.   Throws: DataError where nothing is left of a list.   Source: Wilson 1927; Politis & Romano 1994
/// (subsampling); Korn & Graubard 1998 (effective sample size).
RocResult evaluateRoc(const std::vector<double>& in, const std::vector<double>& out, int bootstraps = 200,
                      double confidence = 0.95, std::uint64_t seed = 0);

/// The corners of the staircase, from (0, 0) to (1, 1).   Throws: DataError as auroc().
std::vector<RocPoint> rocCurve(const std::vector<double>& in, const std::vector<double>& out);

}  // namespace nescio
