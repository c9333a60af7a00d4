// The curves behind the figures, as few points as a drawing needs, each with what the images leave open.
#pragma once

#include <cstdint>
#include <vector>

#include "core/scores/detection_figures.h"

namespace nescio {

/// Points from left to right.   Units: 1 (shares).
struct ScoreCurve {
    std::vector<double> x, y;
    std::vector<double> low, high;      ///< [points], of y at this x, each by itself; empty without resamples
    std::vector<double> thresholds;     ///< [points]: a score at or above is flagged there; NaN: none is
    std::size_t nanIn = 0, nanOut = 0;  ///< scores that are no number, left out
};

struct CurveOptions {
    int halfSamples = 0;           ///< that the band comes from; 0: no band. ≥ 2
    double confidence = 0.95;      ///< of the band at each point
    std::uint64_t seed = 0;        ///< of the half samples
    std::size_t mostPoints = 400;  ///< ≥ 2; a longer curve is thinned evenly along its length
};

/// True positive rate over false positive rate, OOD positive: the corners of the staircase from (0, 0) to
/// (1, 1), with a slope where the sets tie. All corners enclose the AUROC.
/// Throws: DataError where a list has nothing but NaN.
ScoreCurve rocCurve(const std::vector<double>& in, const std::vector<double>& out,
                    const CurveOptions& options = {});

/// Precision over recall at each threshold that adds recall. Up to a point the precision is that point's:
/// drawn so, all points enclose the average precision. With in-distribution as the positive class a score at
/// or *below* a threshold counts.   Throws: DataError where a list has nothing but NaN.
ScoreCurve precisionRecallCurve(const std::vector<double>& in, const std::vector<double>& out,
                                Positive positive = Positive::Out, const CurveOptions& options = {});

}  // namespace nescio
