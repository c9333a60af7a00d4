#include "core/analysis/result_panels.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

std::optional<SeriesCounts> countsOf(const HistogramSeries& series, const NamedValues& set) {
    if (set.available < 0) return std::nullopt;
    return SeriesCounts{.n = series.n,
                        .available = set.available > 0 ? set.available : series.n,
                        .notFinite = series.notFinite,
                        .outside = series.outside,
                        .mean = series.mean};
}

}  // namespace

NamedValues imagesValued(const ImageSet& set, SetRole role, const TermTable& table,
                         std::vector<double> values) {
    NamedValues named{
        .label = legendOf(set), .role = role, .values = std::move(values), .available = set.available};
    // A score of groups has fewer; and what has no fingerprint may be another set under its name later.
    if (named.values.size() == table.rows() && !set.fingerprint.empty())
        named.images = orderedImages(set.id, set.fingerprint, table.key.indices, named.values);
    return named;
}

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
    std::vector<std::vector<double>> values;
    for (const auto& set : sets) values.push_back(set.values);
    binShared(data, values, binsFor(sets));
    std::int64_t left = 0;
    for (const auto& series : data.series) left += series.notFinite + series.outside;
    // Said at the axis, not in the legend: a set has the same name in every panel of a figure.
    ResultPanel panel{.title = title, .xTitle = quantity, .yTitle = "density"};
    if (left > 0) panel.xTitle += " · " + countText(left) + " not drawn";
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (data.series[s].n > data.series[s].notFinite)
            panel.series.push_back(
                {.label = sets[s].label,
                 .role = sets[s].role,
                 .style = SeriesStyle::Steps,
                 .x = data.edges,
                 .y = data.series[s].density,
                 .counts = countsOf(data.series[s], sets[s]),
                 .images = sets[s].images ? std::optional(SeriesImages{{sets[s].images}}) : std::nullopt});
    return panel;
}

}  // namespace nescio
