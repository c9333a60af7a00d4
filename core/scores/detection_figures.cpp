#include "core/scores/detection_figures.h"

#include <cmath>

namespace nescio {
namespace {

/// What one walk through the order gives, from where the positive class is expected.
struct Walk {
    double area = 0, averagePrecision = 0, trapezoid = 0, fpr95 = 1, fpr80 = 1;
};

/// The fewest of n that are at least this share of them.
std::uint64_t fewestOf(std::size_t n, double share) {
    const auto all = static_cast<double>(n);
    double fewest = std::floor(share * all);  // may be one off: 0.29 · 100 is below 29
    while (fewest / all < share) ++fewest;
    return static_cast<std::uint64_t>(fewest);
}

/// `positive` and `negative` count the images at each place. Branches only where a rate is reached, since
/// half of the places of a resample are empty, in no order that a processor could learn.
template <class Counts>
Walk walk(Counts positive, Counts negative, std::size_t places, std::size_t nPositive,
          std::size_t nNegative) {
    const auto at95 = fewestOf(nPositive, 0.95), at80 = fewestOf(nPositive, 0.80);
    const auto allNegative = static_cast<double>(nNegative);
    Walk walked;
    std::uint64_t hits = 0, alarms = 0, twiceArea = 0;
    bool reached95 = false, reached80 = false;
    double precisionBefore = 1;
    for (std::size_t place = 0; place < places; ++place, ++positive, ++negative) {
        const std::uint64_t found = *positive, wrong = *negative;
        twiceArea += wrong * (2 * hits + found);  // a tie between the sets counts one half
        hits += found;
        alarms += wrong;
        const auto flagged = hits + alarms;
        const double precision =
            flagged == 0 ? 1.0 : static_cast<double>(hits) / static_cast<double>(flagged);
        walked.averagePrecision += static_cast<double>(found) * precision;
        walked.trapezoid += static_cast<double>(found) * (precision + precisionBefore) / 2;
        precisionBefore = precision;
        if (!reached95 && hits >= at95)
            walked.fpr95 = static_cast<double>(alarms) / allNegative, reached95 = true;
        if (!reached80 && hits >= at80)
            walked.fpr80 = static_cast<double>(alarms) / allNegative, reached80 = true;
    }
    walked.averagePrecision /= static_cast<double>(nPositive);
    walked.trapezoid /= static_cast<double>(nPositive);
    walked.area = static_cast<double>(twiceArea) / 2 / (static_cast<double>(nPositive) * allNegative);
    return walked;
}

}  // namespace

DetectionFigures<double> figuresOf(const ScoreOrder& order) {
    const auto places = order.in.size();
    const auto out = walk(order.out.begin(), order.in.begin(), places, order.nOut, order.nIn);
    const auto in = walk(order.in.rbegin(), order.out.rbegin(), places, order.nIn, order.nOut);
    return {.auroc = out.area,
            .auprOut = out.averagePrecision,
            .auprIn = in.averagePrecision,
            .auprOutTrapezoid = out.trapezoid,
            .auprInTrapezoid = in.trapezoid,
            .fpr95Out = out.fpr95,
            .fpr80Out = out.fpr80,
            .fpr95In = in.fpr95,
            .fpr80In = in.fpr80};
}

const std::vector<DetectionFigure>& detectionFigures() {
    using V = DetectionFigures<double>;
    using I = DetectionFigures<Interval>;
    constexpr auto kOut = Positive::Out, kIn = Positive::In;
    constexpr bool kHigher = true, kLower = false;
    static const std::vector<DetectionFigure> all{
        {"auroc", "AUROC", "OOD scored above in-distribution, ties one half", kHigher, kOut, &V::auroc,
         &I::auroc},
        {"aupr_out", "AUPR (average precision), OOD positive", "precision where recall is added", kHigher,
         kOut, &V::auprOut, &I::auprOut},
        {"aupr_in", "AUPR (average precision), in positive", "precision where recall is added", kHigher, kIn,
         &V::auprIn, &I::auprIn},
        {"aupr_out_trapezoid", "AUPR (trapezoids), OOD positive", "straight lines between precisions",
         kHigher, kOut, &V::auprOutTrapezoid, &I::auprOutTrapezoid},
        {"aupr_in_trapezoid", "AUPR (trapezoids), in positive", "straight lines between precisions", kHigher,
         kIn, &V::auprInTrapezoid, &I::auprInTrapezoid},
        {"fpr95", "FPR at 95 % of OOD flagged", "in-distribution flagged when 95 % of OOD is flagged", kLower,
         kOut, &V::fpr95Out, &I::fpr95Out},
        {"fpr80", "FPR at 80 % of OOD flagged", "in-distribution flagged when 80 % of OOD is flagged", kLower,
         kOut, &V::fpr80Out, &I::fpr80Out},
        {"fpr95_in", "FPR at 95 % of in accepted", "OOD accepted when 95 % of in-distribution is accepted",
         kLower, kIn, &V::fpr95In, &I::fpr95In},
        {"fpr80_in", "FPR at 80 % of in accepted", "OOD accepted when 80 % of in-distribution is accepted",
         kLower, kIn, &V::fpr80In, &I::fpr80In}};
    return all;
}

}  // namespace nescio
