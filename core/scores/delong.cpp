#include "core/scores/delong.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/scores/rankable.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// For each image twice the number of images of the other set that it is ordered rightly against, ties one
/// half each. Whole numbers, so that images placed alike differ by 0 and not by a rounding error.
struct Placements {
    std::vector<double> ofIn, ofOut;
};

Placements placementsOf(const ScoredSets& scores) {
    auto in = scores.in, out = scores.out;
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    // Those below and, of those equal, both ends: below + (below + equal).
    const auto twiceBelow = [](const std::vector<double>& sorted, double score) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), score);
        return static_cast<double>((first - sorted.begin()) + (last - sorted.begin()));
    };
    Placements placements;
    for (const double score : scores.out) placements.ofOut.push_back(twiceBelow(in, score));
    for (const double score : scores.in)
        placements.ofIn.push_back(2 * static_cast<double>(out.size()) - twiceBelow(out, score));
    return placements;
}

double meanPlacement(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Of the sample, over n - 1: NaN of one pair.
double covarianceOf(const std::vector<double>& a, const std::vector<double>& b) {
    const double meanA = meanPlacement(a), meanB = meanPlacement(b);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - meanA) * (b[i] - meanB);
    return sum / (static_cast<double>(a.size()) - 1);
}

/// Of two AUROCs, or of one with itself: its variance.
double covarianceOf(const Placements& a, const Placements& b) {
    const auto nIn = static_cast<double>(a.ofIn.size()), nOut = static_cast<double>(a.ofOut.size());
    return covarianceOf(a.ofOut, b.ofOut) / (4 * nIn * nIn * nOut) +
           covarianceOf(a.ofIn, b.ofIn) / (4 * nOut * nOut * nIn);
}

Placements difference(Placements a, const Placements& b) {
    for (std::size_t i = 0; i < a.ofIn.size(); ++i) a.ofIn[i] -= b.ofIn[i];
    for (std::size_t i = 0; i < a.ofOut.size(); ++i) a.ofOut[i] -= b.ofOut[i];
    return a;
}

Interval logitInterval(double area, double variance, double confidence) {
    if (!(variance > 0)) return {area, area, area};  // with a variance it is inside 0..1
    const double logit = std::log(area / (1 - area));
    const double reach = normalQuantile(confidence) * std::sqrt(variance) / (area * (1 - area));
    return {area, 1 / (1 + std::exp(reach - logit)), 1 / (1 + std::exp(-reach - logit))};
}

std::string whyNoInterval(const DeLongAuroc& area) {
    if (area.nIn == 1 || area.nOut == 1)
        return fmt::format("a set of one image ({} in, {} OOD) leaves the variance of its AUROC unknown",
                           area.nIn, area.nOut);
    if (area.variance > 0) return "";
    if (area.auroc.value == 0.5) return "all images have one score: DeLong's variance is 0";
    return "every image of one set scores above every one of the other: DeLong's variance is 0, and does not "
           "say how "
           "far that holds for other images";
}

DeLongAuroc areaOf(const ScoredSets& scores, const Placements& placements, double confidence) {
    DeLongAuroc area{
        .variance = covarianceOf(placements, placements), .nIn = scores.in.size(), .nOut = scores.out.size()};
    const double value = meanPlacement(placements.ofOut) / (2 * static_cast<double>(area.nIn));
    area.auroc = logitInterval(value, area.variance, confidence);
    area.remark = whyNoInterval(area);
    return area;
}

ScoredSets requireBoth(ScoredSets scores) {
    if (scores.in.empty()) throw DataError("DeLong: expected in-distribution scores, found none but NaN");
    if (scores.out.empty())
        throw DataError("DeLong: expected out-of-distribution scores, found none but NaN");
    return scores;
}

/// Leaves out of both lists what is NaN in one of them.   Returns: how many.
std::size_t dropNan(std::vector<double>& a, std::vector<double>& b, const char* which) {
    if (a.size() != b.size())
        throw DataError(fmt::format("DeLong: expected two scores of the same {} images, found {} and {}",
                                    which, a.size(), b.size()));
    std::size_t kept = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) || std::isnan(b[i])) continue;
        a[kept] = a[i];
        b[kept++] = b[i];
    }
    const auto dropped = a.size() - kept;
    a.resize(kept);
    b.resize(kept);
    return dropped;
}

/// Fills z, p and remark in.   Requires: everything else.
void judge(DeLongComparison& pair) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (pair.standardError > 0) {
        pair.z = pair.difference / pair.standardError;
        pair.p = std::erfc(std::abs(pair.z) / std::numbers::sqrt2);
        return;
    }
    if (pair.standardError == 0 && pair.difference == 0) {
        pair.z = 0;
        pair.p = 1;
        pair.remark = "the two AUROCs are equal, without a variance between them";
        return;
    }
    pair.z = pair.p = kNone;
    pair.remark = pair.standardError == 0
                      ? "the two AUROCs differ, without a variance that the difference could be judged by"
                  : pair.first.remark.empty() ? pair.second.remark
                                              : pair.first.remark;
}

}  // namespace

DeLongAuroc delong(const ScoredSets& scores, double confidence) {
    auto in = rankable(scores.in), out = rankable(scores.out);
    const auto usable = requireBoth({std::move(in.values), std::move(out.values)});
    auto area = areaOf(usable, placementsOf(usable), confidence);
    area.nanIn = in.nan;
    area.nanOut = out.nan;
    return area;
}

DeLongComparison delongPaired(const ScoredSets& first, const ScoredSets& second, double confidence) {
    auto a = first, b = second;
    const auto nanIn = dropNan(a.in, b.in, "in-distribution");
    const auto nanOut = dropNan(a.out, b.out, "out-of-distribution");
    a = requireBoth(std::move(a));
    const auto placedA = placementsOf(a), placedB = placementsOf(b);
    const auto apart = difference(placedA, placedB);
    DeLongComparison pair{.first = areaOf(a, placedA, confidence),
                          .second = areaOf(b, placedB, confidence),
                          .covariance = covarianceOf(placedA, placedB),
                          .standardError = std::sqrt(covarianceOf(apart, apart))};
    pair.difference = meanPlacement(apart.ofOut) / (2 * static_cast<double>(a.in.size()));
    for (auto* one : {&pair.first, &pair.second}) one->nanIn = nanIn, one->nanOut = nanOut;
    judge(pair);
    return pair;
}

DeLongComparison delongUnpaired(const ScoredSets& first, const ScoredSets& second, double confidence) {
    DeLongComparison pair{.first = delong(first, confidence), .second = delong(second, confidence)};
    pair.difference = pair.first.auroc.value - pair.second.auroc.value;
    pair.standardError = std::sqrt(pair.first.variance + pair.second.variance);
    judge(pair);
    return pair;
}

}  // namespace nescio
