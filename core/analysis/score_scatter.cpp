#include "core/analysis/score_scatter.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/scores/threshold.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr std::size_t kMostDots = 2000;  // of a set; more would be one blot

const DetectedScore& comparedScore(const Detection& detection, std::size_t set, const std::string& id) {
    for (const auto& score : detection.scores) {
        if (score.kind.id != id) continue;
        const auto& problem = score.problem.empty() ? score.sets[set].problem : score.problem;
        if (!problem.empty()) throw OptionError(problem);
        if (score.kind.images > 1)
            throw OptionError(
                fmt::format("scatter: expected scores of single images, found {}, which judges {} "
                            "together",
                            id, score.kind.images));
        return score;
    }
    throw OptionError(fmt::format("scatter: expected one of the compared scores, found “{}”", id));
}

/// Pairs of finite values, spread evenly over the set.
ResultSeries cloud(const TermTable& set, SetRole role, const std::vector<double>& x,
                   const std::vector<double>& y) {
    std::vector<std::size_t> finite;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i])) finite.push_back(i);
    const std::size_t shown = std::min(finite.size(), kMostDots);
    ResultSeries series{.role = role, .style = SeriesStyle::Dots, .x = {}, .y = {}};
    std::vector<std::int64_t> indices;
    for (std::size_t k = 0; k < shown; ++k) {
        const auto i = finite[k * finite.size() / shown];
        series.x.push_back(x[i]);
        series.y.push_back(y[i]);
        indices.push_back(set.key.indices[i]);
    }
    series.images = SeriesImages{{orderedImages(set.setId, set.key.set, indices, series.x)}};
    const auto of = [](std::size_t n) { return countText(static_cast<std::int64_t>(n)); };
    series.label = shown == x.size()
                       ? fmt::format("{}, n = {}", set.setTitle, of(shown))
                       : fmt::format("{}, {} of {} drawn", set.setTitle, of(shown), of(x.size()));
    return series;
}

/// From the leftmost to the rightmost dot; nullopt where there is none.
std::optional<std::pair<double, double>> reach(const ResultPanel& panel) {
    std::vector<double> all;
    for (const auto& series : panel.series) all.insert(all.end(), series.x.begin(), series.x.end());
    if (all.empty()) return std::nullopt;
    const auto [low, high] = std::minmax_element(all.begin(), all.end());
    return std::pair(*low, *high);
}

std::string axisTitle(const DetectedScore& score) {
    return score.kind.unit.empty() || score.kind.unit == "1"
               ? score.kind.title
               : fmt::format("{} ({})", score.kind.title, score.kind.unit);
}

}  // namespace

ResultFigure scoreScatter(const DetectionInput& input, const Detection& detection, std::size_t set,
                          const std::string& x, const std::string& y, double falseAlarms) {
    const auto& across = comparedScore(detection, set, x);
    const auto& up = comparedScore(detection, set, y);
    const auto& in = input.in.terms->setTitle;
    const auto& out = input.out[set].terms->setTitle;
    const double right = calibrateThreshold(across.in, falseAlarms).score;
    const double above = calibrateThreshold(up.in, falseAlarms).score;
    ResultPanel panel{.xTitle = axisTitle(across), .yTitle = axisTitle(up)};
    panel.series = {cloud(*input.in.terms, SetRole::Test, across.in, up.in),
                    cloud(*input.out[set].terms, SetRole::OutOfDistribution, across.sets[set].values,
                          up.sets[set].values)};
    const auto flags = [&](const std::vector<double>& scores, double threshold) {
        return fmt::format("{:.1f} %", 100 * flaggedShare(scores, threshold).share.value);
    };
    if (std::isfinite(right))
        panel.marks.push_back({right, fmt::format("flags {} of {}, {} of {}", flags(across.in, right), in,
                                                  flags(across.sets[set].values, right), out)});
    const auto ends = reach(panel);
    if (std::isfinite(above) && ends)
        panel.series.push_back({.label = fmt::format("above: {} of {}, {} of {}", flags(up.in, above), in,
                                                     flags(up.sets[set].values, above), out),
                                .style = SeriesStyle::Line,
                                .x = {ends->first, ends->second},
                                .y = {above, above}});
    return {.id = fmt::format("scatter_{}", set + 1),
            .title = fmt::format("{} against {}: {} and {}", up.kind.title, across.kind.title, in, out),
            .note = fmt::format(
                "higher = more out-of-distribution; lines: what flags at most {:g} % of these images of {}",
                100 * falseAlarms, in),
            .panels = {std::move(panel)}};
}

}  // namespace nescio
