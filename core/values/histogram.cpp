#include <algorithm>
#include <cmath>
#include <optional>

#include "core/values/plot_data.h"
#include "core/values/term_table.h"

namespace nescio {
namespace {

/// What is shown of one set: its central 99.8 %, and of those no more than its middle nine tenths and twice
/// their length on either side. A few wild samples must not push everything else into one bin; nothing of a
/// normal distribution is cut.   Requires: sorted, one value or more.
std::pair<double, double> shownOf(const std::vector<double>& sorted) {
    const auto last = sorted.size() - 1;
    const auto rare = sorted.size() / 1000, few = sorted.size() / 20;
    const double reach = 2 * (sorted[last - few] - sorted[few]);
    return {std::max(sorted[rare], sorted[few] - reach),
            std::min(sorted[last - rare], sorted[last - few] + reach)};
}

/// Lowest and highest value shown, set by set, so that a small set is not cut away by a large one; widened
/// where they coincide.
std::pair<double, double> shownRange(const std::vector<std::vector<double>>& finite) {
    double low = INFINITY;
    double high = -INFINITY;
    for (auto values : finite) {
        if (values.empty()) continue;
        std::sort(values.begin(), values.end());
        const auto [lowest, highest] = shownOf(values);
        low = std::min(low, lowest);
        high = std::max(high, highest);
    }
    if (!std::isfinite(low)) return {0, 1};
    // One number up to rounding: room on both sides, so that the ticks around it are numbers one can read.
    const double least = std::max(1e-6, std::abs(low) * 1e-6);
    if (high - low < least) return {low - 1000 * least, high + 1000 * least};
    return {low, high};
}

/// The bin of a value; nullopt outside the edges, and of what is no number.
std::optional<std::size_t> binOf(double value, const std::vector<double>& edges) {
    if (!(value >= edges.front() && value <= edges.back())) return std::nullopt;
    const auto bins = edges.size() - 1;
    const double width = (edges.back() - edges.front()) / static_cast<double>(bins);
    return std::min(static_cast<std::size_t>((value - edges.front()) / width), bins - 1);
}

void binOne(HistogramSeries& series, const std::vector<double>& finite, const std::vector<double>& edges) {
    const auto bins = edges.size() - 1;
    const double width = (edges.back() - edges.front()) / static_cast<double>(bins);
    series.density.assign(bins, 0.0);
    series.outside = 0;
    for (const double value : finite) {
        if (const auto bin = binOf(value, edges))
            series.density[*bin] += 1.0 / (static_cast<double>(finite.size()) * width);
        else
            ++series.outside;
    }
}

}  // namespace

std::vector<double> sharedEdges(const std::vector<std::vector<double>>& values, int bins) {
    std::vector<std::vector<double>> finite;
    for (const auto& set : values) finite.push_back(finiteOf(set));
    const auto [low, high] = shownRange(finite);
    std::vector<double> edges(static_cast<std::size_t>(bins) + 1);
    for (int i = 0; i <= bins; ++i)
        edges[static_cast<std::size_t>(i)] = i == bins ? high : low + (high - low) * i / bins;
    return edges;
}

void binOnEdges(HistogramData& data, const std::vector<std::vector<double>>& values) {
    for (std::size_t s = 0; s < values.size(); ++s) {
        const auto finite = finiteOf(values[s]);
        auto& series = data.series[s];
        series.n = static_cast<std::int64_t>(values[s].size());
        series.notFinite = series.n - static_cast<std::int64_t>(finite.size());
        const Mean mean = meanOf(finite);
        series.mean = mean.value;
        series.standardError = mean.standardError;
        binOne(series, finite, data.edges);
    }
}

std::vector<double> densityOf(const HistogramSeries& series, const std::vector<double>& edges,
                              const ImageSelection& images) {
    std::vector<double> density(edges.size() - 1, 0.0);
    const auto finite = static_cast<double>(series.n - series.notFinite);
    const double width = (edges.back() - edges.front()) / static_cast<double>(density.size());
    if (!series.column) return density;
    forRowsOf(*series.column, images, [&](std::size_t row) {
        if (const auto bin = binOf(series.column->values[row], edges)) density[*bin] += 1 / (finite * width);
    });
    return density;
}

std::int64_t countIn(const HistogramSeries& series, const ImageSelection& images) {
    std::int64_t count = 0;
    if (series.column) forRowsOf(*series.column, images, [&](std::size_t) { ++count; });
    return count;
}

ImageSelection imagesInBin(const HistogramData& data, std::size_t bin) {
    ImageSelection selection;
    for (const auto& series : data.series) {
        if (!series.column) continue;
        const auto& column = *series.column;
        std::vector<std::int64_t> indices;
        for (std::size_t row = 0; row < column.values.size(); ++row)
            if (binOf(column.values[row], data.edges) == bin) indices.push_back(column.key->indices[row]);
        selection = united(selection, {column.setId, std::move(indices)});
    }
    return selection;
}

void binShared(HistogramData& data, const std::vector<std::vector<double>>& values, int bins) {
    data.edges = sharedEdges(values, bins);
    binOnEdges(data, values);
}

}  // namespace nescio
