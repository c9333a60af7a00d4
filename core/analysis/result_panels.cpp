#include "core/analysis/result_panels.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/values/number_text.h"
#include "core/values/plot_data.h"

namespace nescio {
namespace {

constexpr int kFewestBins = 12, kMostBins = 60;

/// Bins that grow with the square root of the smallest set: fewer images fill fewer bins.
int binsFor(const std::vector<NamedValues>& sets) {
    std::size_t smallest = SIZE_MAX;
    for (const auto& set : sets)
        if (!set.values.empty()) smallest = std::min(smallest, set.values.size());
    const double root = smallest == SIZE_MAX ? 0 : 2 * std::sqrt(static_cast<double>(smallest));
    return std::clamp(static_cast<int>(root), kFewestBins, kMostBins);
}

/// What is drawn: from every set the middle nine tenths and twice their length on either side. A handful of
/// wild samples must not push everything else into one bin; nothing of a normal distribution is cut.
struct Range {
    double low = INFINITY, high = -INFINITY;
    [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }
};

Range drawnRange(const std::vector<NamedValues>& sets) {
    Range range;
    for (const auto& set : sets) {
        std::vector<double> finite;
        std::copy_if(set.values.begin(), set.values.end(), std::back_inserter(finite),
                     [](double value) { return std::isfinite(value); });
        if (finite.empty()) continue;
        std::sort(finite.begin(), finite.end());
        const auto at = [&](double share) {
            return finite[static_cast<std::size_t>(share * static_cast<double>(finite.size() - 1))];
        };
        const double reach = 2 * (at(0.95) - at(0.05));
        range.low = std::min(range.low, at(0.05) - reach);
        range.high = std::max(range.high, at(0.95) + reach);
    }
    return range;
}

}  // namespace

std::vector<double> plottedValues(const ExperimentInput& input, const EvaluatedSet& set) {
    return input.score == "likelihood" ? set.table.logLikelihoods() : set.allScores;
}

std::string plottedTitle(const ExperimentInput& input) {
    if (input.score == "likelihood") return kLogPTitle;
    return fmt::format("{}, more out-of-distribution →", input.scoreWords);
}

std::string legendOf(const ImageSet& set) {
    return set.title + ", " + shareText(set.count, set.available);
}

SetRole roleOf(const ExperimentInput& input, std::size_t set, const FrozenModel* model) {
    if (model && model->run().trainSetId == input.sets[set].id) return SetRole::Train;
    const auto own = model ? inDistribution(input, *model) : 0;
    return set == own ? SetRole::Test : SetRole::OutOfDistribution;
}

ResultPanel histogramPanel(const std::string& quantity, const std::vector<NamedValues>& sets,
                           const std::string& title) {
    HistogramData data;
    data.series.resize(sets.size());
    const auto range = drawnRange(sets);
    std::vector<std::vector<double>> values;
    std::int64_t left = 0;
    for (const auto& set : sets) {
        values.push_back(set.values);
        left += static_cast<std::int64_t>(
            std::erase_if(values.back(), [&](double value) { return !range.holds(value); }));
    }
    binShared(data, values, binsFor(sets));
    // Said at the axis, not in the legend: a set has the same name in every panel of a figure.
    ResultPanel panel{.title = title, .xTitle = quantity, .yTitle = "density"};
    if (left > 0) panel.xTitle += " · " + countText(left) + " not drawn";
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (!values[s].empty())
            panel.series.push_back({.label = sets[s].label,
                                    .role = sets[s].role,
                                    .style = SeriesStyle::Steps,
                                    .x = data.edges,
                                    .y = data.series[s].density});
    return panel;
}

}  // namespace nescio
