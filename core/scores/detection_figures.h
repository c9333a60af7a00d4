// The figures that say how well a score tells out-of-distribution (OOD) images from in-distribution ones, and
// what each is called. Convention of the whole project: a score is higher = more out-of-distribution.
#pragma once

#include <vector>

#include "core/scores/score_order.h"
#include "core/values/interval.h"

namespace nescio {

/// The class that a figure asks after; its negative is the other one.
enum class Positive { Out, In };

/// Ends in Out where OOD is the positive class, found from the highest score down, and in In where
/// in-distribution is, found from the lowest score up; one AUROC holds for both. A threshold never parts a
/// tie.   Units: 1 (shares).   T: double, or Interval.
template <class T>
struct DetectionFigures {
    T auroc{};             ///< P(score(OOD) > score(in)) with ties counted one half
    T auprOut{};           ///< average precision: precision at each threshold, weighted by the recall it adds
    T auprIn{};            ///< the same, in-distribution positive
    T auprOutTrapezoid{};  ///< precision between thresholds on straight lines, from precision 1 at recall 0
    T auprInTrapezoid{};   ///< the same, in-distribution positive
    T fpr95Out{};          ///< share of in-distribution flagged when 95 % of OOD is flagged
    T fpr80Out{};          ///< the same at 80 %
    T fpr95In{};           ///< share of OOD accepted when 95 % of in-distribution is accepted
    T fpr80In{};           ///< the same at 80 %
};

/// Source: Hanley & McNeil 1982 (AUROC); Davis & Goadrich 2006, who show why a straight line between two
/// precisions promises too much; Liang, Li & Srikant 2018 (FPR at 95 %, in-distribution positive).
DetectionFigures<double> figuresOf(const ScoreOrder& order);

/// A figure by name, for tables and files.
struct DetectionFigure {
    const char* id;       ///< "fpr95_in"
    const char* title;    ///< "FPR at 95 % of in accepted"
    const char* meaning;  ///< "OOD accepted when 95 % of in-distribution is accepted"
    bool higherIsBetter;
    Positive positive;  ///< AUROC: Out, though it would be the same
    double DetectionFigures<double>::*value;
    Interval DetectionFigures<Interval>::*interval;
};

/// Every figure, in the order of DetectionFigures.
const std::vector<DetectionFigure>& detectionFigures();

}  // namespace nescio
