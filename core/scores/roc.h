// How well a score tells out-of-distribution images apart, with intervals over the images of both sets.
// Higher = more out-of-distribution (OOD), and OOD is the positive class unless a name says otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "core/scores/detection_figures.h"
#include "core/values/interval.h"

namespace nescio {

/// Half samples that intervals come from, where nothing else is asked: from one seed to another an interval's
/// ends then move by about 3 % of their distance to the value.
constexpr int kHalfSamples = 1000;

/// Everything reported about one pair of sets under one score.
struct RocResult : DetectionFigures<Interval> {
    std::size_t nIn = 0;  ///< scores that were ranked
    std::size_t nOut = 0;
    std::size_t nanIn = 0;  ///< scores that are no number, left out of everything above
    std::size_t nanOut = 0;
    int bootstraps = 0;
    double confidence = 0.95;
};

/// Rank-based (Mann-Whitney), ties one half, ±infinity allowed.
/// Throws: DataError when a list is empty or holds NaN.   Source: Hanley & McNeil 1982.
double auroc(const std::vector<double>& in, const std::vector<double>& out);

/// AUROC of minus some nats, which is higher = more out-of-distribution like every score. NaN is left out of
/// both lists; NaN where nothing is left of one.
double aurocOfMinus(const std::vector<double>& in, const std::vector<double>& out);

/// All figures with intervals by resampledInterval() from `bootstraps` half samples; none: intervals of no
/// length. NaN is left out and counted.   Throws: DataError where nothing is left of a list.
RocResult evaluateRoc(const std::vector<double>& in, const std::vector<double>& out,
                      int bootstraps = kHalfSamples, double confidence = 0.95, std::uint64_t seed = 0);

}  // namespace nescio
