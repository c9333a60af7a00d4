// DeLong's variance of an AUROC, and whether two AUROCs differ: between two scores on the same images, where
// what they share cancels, or between scores on images of their own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values/interval.h"

namespace nescio {

/// One score on two sets; higher = more out-of-distribution.
struct ScoredSets {
    std::vector<double> in, out;
};

/// An AUROC with DeLong's variance.
struct DeLongAuroc {
    Interval auroc;  ///< of logit(AUROC), normal, turned back, so within 0..1; no length where there is none
    double variance = 0;  ///< NaN of a set of one image
    std::size_t nIn = 0;  ///< images that were ranked, ±infinity among their scores
    std::size_t nOut = 0;
    std::size_t nanIn = 0;  ///< left out
    std::size_t nanOut = 0;
    std::string remark;  ///< why there is no interval; "" where there is one
};

/// First minus second.
struct DeLongComparison {
    DeLongAuroc first, second;
    double difference = 0;
    double covariance = 0;     ///< of the two AUROCs
    double standardError = 0;  ///< of the difference
    double z = 0;              ///< difference / standardError; 0 where both are 0
    double p = 1;              ///< two-sided, of a standard normal z
    std::string remark;  ///< why z and p are NaN, or what a difference of 0 without error means; else ""
};

/// Placements are counted by sorting, in O(n log n).   Throws: DataError where a list has nothing but NaN.
/// Source: DeLong, DeLong & Clarke-Pearson 1988; Sun & Xu 2014 (by midranks); Pepe 2003, 5.2 (logit).
DeLongAuroc delong(const ScoredSets& scores, double confidence = 0.95);

/// Two scores on the same images, in the same order. An image with a NaN in either is left out of both.
/// Throws: DataError where the images are not as many, or none is left.
DeLongComparison delongPaired(const ScoredSets& first, const ScoredSets& second, double confidence = 0.95);

/// Scores on images that have nothing to do with each other: the covariance is 0.
DeLongComparison delongUnpaired(const ScoredSets& first, const ScoredSets& second, double confidence = 0.95);

}  // namespace nescio
