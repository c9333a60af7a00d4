#include "core/scores/threshold.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/scores/rankable.h"
#include "core/scores/share_interval.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

Rankable judgeable(const std::vector<double>& scores, const char* which) {
    auto usable = rankable(scores);
    if (usable.values.empty())
        throw DataError(
            fmt::format("threshold: expected {}, found {}", which, scores.empty() ? "none" : "NaN alone"));
    return usable;
}

std::size_t countAbove(const std::vector<double>& values, double threshold) {
    const auto above = [&](double value) { return value > threshold; };
    return static_cast<std::size_t>(std::count_if(values.begin(), values.end(), above));
}

/// The most of n whose share is at most `rate`. Shares are compared, since 0.29 · 100 is below 29.
std::size_t mostWithin(double rate, std::size_t n) {
    const auto all = static_cast<double>(n);
    double most = std::min(all, std::floor(rate * all) + 1);
    while (most / all > rate) --most;
    return static_cast<std::size_t>(most);
}

std::string remarkOn(const Threshold& threshold, std::size_t allowed, const std::vector<double>& values) {
    if (allowed == 0 && threshold.rate > 0)
        return fmt::format(
            "a rate of {:g} takes at least {:.0f} calibration scores, found {}: none of them is "
            "flagged",
            threshold.rate, std::ceil(1 / threshold.rate), threshold.n);
    if (threshold.flagged == allowed) return "";
    const auto equal = std::count(values.begin(), values.end(), threshold.score);
    return fmt::format(
        "{} of {} calibration scores equal the threshold: {:g} of them are flagged, where {:g} "
        "was asked for",
        equal, threshold.n, static_cast<double>(threshold.flagged) / static_cast<double>(threshold.n),
        threshold.rate);
}

}  // namespace

Threshold calibrateThreshold(const std::vector<double>& inScores, double rate) {
    if (!(rate >= 0 && rate <= 1))
        throw OptionError(fmt::format("threshold: expected a false-alarm rate from 0 to 1, found {}", rate));
    auto [values, nan] = judgeable(inScores, "calibration scores");
    const auto n = values.size(), allowed = mostWithin(rate, n);
    Threshold threshold{.rate = rate, .n = n, .nan = nan};
    if (allowed == n) {
        threshold.score = -std::numeric_limits<double>::infinity();
    } else {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(n - allowed - 1);
        std::nth_element(values.begin(), place, values.end());
        threshold.score = *place;
    }
    threshold.flagged = countAbove(values, threshold.score);
    threshold.remark = remarkOn(threshold, allowed, values);
    return threshold;
}

FlaggedShare flaggedShare(const std::vector<double>& scores, double threshold, double confidence) {
    if (std::isnan(threshold)) throw OptionError("threshold: expected a number or ±infinity, found NaN");
    const auto [values, nan] = judgeable(scores, "scores");
    const auto n = values.size(), flagged = countAbove(values, threshold);
    const double share = static_cast<double>(flagged) / static_cast<double>(n);
    return {.share = wilsonInterval(share, static_cast<double>(n), confidence),
            .n = n,
            .flagged = flagged,
            .nan = nan};
}

}  // namespace nescio
