// E12: do the histograms of two sets coincide? CIFAR-10 and CIFAR-100 nearly do.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/values/plot_data.h"

namespace nescio::experiments::twins {
namespace {

constexpr int kBins = 50;

/// Largest distance between two empirical distribution functions.
double kolmogorovSmirnov(std::vector<double> a, std::vector<double> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double largest = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const double at = std::min(a[i], b[j]);
        while (i < a.size() && a[i] <= at) ++i;
        while (j < b.size() && b[j] <= at) ++j;
        largest = std::max(largest, std::abs(static_cast<double>(i) / static_cast<double>(a.size()) -
                                             static_cast<double>(j) / static_cast<double>(b.size())));
    }
    return largest;
}

/// Chance of a distance at least as large between samples of one distribution, by the asymptotic series.
/// Source: Smirnov 1948.
double chanceOf(double distance, double n, double m) {
    const double x = distance * std::sqrt(n * m / (n + m));
    if (x < 0.2) return 1;  // the series converges slowly there, and the chance is 1 to twelve digits
    double sum = 0;
    for (int k = 1; k <= 100; ++k) sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
    return std::clamp(sum, 0.0, 1.0);
}

/// Shared area of two histograms on common bins, 0..1.
double overlapOf(const std::vector<double>& a, const std::vector<double>& b) {
    HistogramData data;
    data.series.resize(2);
    binShared(data, {a, b}, kBins);
    double area = 0;
    for (int bin = 0; bin < kBins; ++bin) {
        const auto i = static_cast<std::size_t>(bin);
        area += std::min(data.series[0].density[i], data.series[1].density[i]) *
                (data.edges[i + 1] - data.edges[i]);
    }
    return area;
}

/// The share of images at or below each value; at most some hundred steps of it are drawn.
ResultSeries distributionOf(NamedValues set) {
    std::sort(set.values.begin(), set.values.end());
    ResultSeries series{.label = set.label, .role = set.role, .x = {}, .y = {}};
    const auto n = set.values.size();
    const auto stride = std::max<std::size_t>(1, n / 400);
    for (std::size_t i = 0; i < n; i += stride) {
        series.x.push_back(set.values[i]);
        series.y.push_back(static_cast<double>(i + 1) / static_cast<double>(n));
    }
    return series;
}

ResultFigure figureOf(const std::vector<NamedValues>& sets, const FrozenModel& model) {
    ResultPanel shares{.title = {}, .xTitle = kLogPTitle, .yTitle = "share of images"};
    for (const auto& set : sets) shares.series.push_back(distributionOf(set));
    return {.id = "histograms",
            .title = "Histograms and distribution functions",
            .note = model.run().title,
            .panels = {histogramPanel(kLogPTitle, sets), shares}};
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto first = evaluateSet(input, model, input.sets[0]);
    if (!first) return std::nullopt;
    TableBuilder table("twins", "Log-likelihood histograms against " + input.sets[0].title);
    ExperimentResult result;
    std::vector<NamedValues> sets{
        {legendOf(input.sets[0]), roleOf(input, 0, &model), first->table.logLikelihoods()}};
    for (std::size_t s = 1; s < input.sets.size(); ++s) {
        const auto scored = evaluateSet(input, model, input.sets[s]);
        if (!scored) return std::nullopt;
        const auto a = first->table.logLikelihoods(), b = scored->table.logLikelihoods();
        sets.push_back({legendOf(input.sets[s]), roleOf(input, s, &model), b});
        const double overlap = overlapOf(a, b), distance = kolmogorovSmirnov(a, b);
        const double chance =
            chanceOf(distance, static_cast<double>(a.size()), static_cast<double>(b.size()));
        const double area = auroc(first->minusLogP, scored->minusLogP);
        table.word("set", input.sets[s].title)
            .number("overlap", "shared area", overlap)
            .number("Kolmogorov-Smirnov distance", "", distance)
            .number("chance under one distribution", "", chance)
            .number("AUROC of −log p", "", area)
            .number("n", "images", static_cast<double>(b.size()));
        result.findings.push_back(fmt::format(
            "{} and {} {}: overlap {:.2f}, Kolmogorov-Smirnov distance {:.3f} (chance {:.2g}), AUROC {:.3f}.",
            input.sets[0].title, input.sets[s].title,
            chance > 0.05   ? "coincide as far as these images tell"
            : overlap > 0.8 ? "nearly coincide"
                            : "do not coincide",
            overlap, distance, chance, area));
    }
    result.findings.push_back(evaluationNote(first->table));
    result.tables = {table.done()};
    result.figures = {figureOf(sets, model)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {
        .id = "twins",
        .title = "Coinciding histograms",
        .source = "Nalisnick et al. 2019, appendix (E12)",
        .what = "One model: overlap and two-sample Kolmogorov-Smirnov test of each set against the first.",
        .fewestModels = 1,
        .mostModels = 1,
        .fewestSets = 2,
        .run = run};
}

}  // namespace nescio::experiments::twins
