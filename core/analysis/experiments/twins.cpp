// E12: do the histograms of two sets coincide? CIFAR-10 and CIFAR-100 nearly do.

#include <algorithm>
#include <cmath>
#include <random>

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/scores/rankable.h"
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

/// What the overlap comes to when nothing tells the sets apart: of finite samples it is below 1, the more so
/// the smaller they are.
struct OverlapNull {
    double mean = 0, low = 0, high = 0;  ///< and the interval that holds 95 % of it
};

/// All values thrown together and dealt out anew into lists of the same two lengths.
/// Source: Efron & Tibshirani 1993, chapter 15 (permutation tests).
OverlapNull overlapNull(const std::vector<double>& a, const std::vector<double>& b) {
    constexpr int kDeals = 200;
    auto all = a;
    all.insert(all.end(), b.begin(), b.end());
    std::mt19937_64 generator(1);
    std::vector<double> overlaps;
    for (int deal = 0; deal < kDeals; ++deal) {
        // The remainder keeps results equal on every platform; its bias is below 2^-40.
        for (std::size_t i = 0; i < a.size(); ++i) std::swap(all[i], all[i + generator() % (all.size() - i)]);
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(a.size());
        overlaps.push_back(overlapOf({all.begin(), middle}, {middle, all.end()}));
    }
    std::sort(overlaps.begin(), overlaps.end());
    return {meanOf(overlaps).value, overlaps[kDeals / 40], overlaps[kDeals - 1 - kDeals / 40]};
}

/// What tells two sets apart, or does not.
struct Comparison {
    double overlap = 0;
    OverlapNull chanceOverlap;
    double distance = 0, chance = 0, auroc = 0;

    [[nodiscard]] const char* verdict() const {
        constexpr double kNearly = 0.9;  // of the overlap that samples of one distribution have
        if (chance > 0.05 && overlap >= chanceOverlap.low) return "coincide as far as these images tell";
        return overlap > kNearly * chanceOverlap.mean ? "nearly coincide" : "do not coincide";
    }
};

Comparison compared(const EvaluatedSet& first, const EvaluatedSet& other) {
    // Of minus nats, which has the overlaps and distances of nats, and no NaN.
    const auto &a = first.scores, &b = other.scores;
    Comparison made{.overlap = overlapOf(a, b),
                    .chanceOverlap = overlapNull(a, b),
                    .distance = kolmogorovSmirnov(a, b),
                    .auroc = auroc(a, b)};
    made.chance = chanceOf(made.distance, static_cast<double>(a.size()), static_cast<double>(b.size()));
    return made;
}

/// The share of images at or below each value; at most some hundred steps of it are drawn.
ResultSeries distributionOf(const NamedValues& set) {
    auto values = rankable(set.values).values;
    std::sort(values.begin(), values.end());
    ResultSeries series{.label = set.label, .role = set.role, .x = {}, .y = {}};
    const auto n = values.size();
    const auto stride = std::max<std::size_t>(1, n / 400);
    for (std::size_t i = 0; i < n; i += stride) {
        series.x.push_back(values[i]);
        series.y.push_back(static_cast<double>(i + 1) / static_cast<double>(n));
    }
    return series;
}

ResultFigure figureOf(const ExperimentInput& input, const std::vector<NamedValues>& sets,
                      const FrozenModel& model) {
    ResultPanel shares{.title = {}, .xTitle = plottedTitle(input), .yTitle = "share of images"};
    for (const auto& set : sets) shares.series.push_back(distributionOf(set));
    return {.id = "histograms",
            .title = "Histograms and distribution functions",
            .note = model.run().title,
            .panels = {histogramPanel(plottedTitle(input), sets), shares}};
}

void addRow(const ExperimentInput& input, TableBuilder& table, const ImageSet& set,
            const EvaluatedSet& scored, const Comparison& one) {
    table.word("set", set.title)
        .number("overlap", "shared area", one.overlap)
        .number("overlap under one distribution", "mean shared area", one.chanceOverlap.mean)
        .number("overlap under one distribution, low", "2.5 % quantile", one.chanceOverlap.low)
        .number("overlap under one distribution, high", "97.5 % quantile", one.chanceOverlap.high)
        .number("Kolmogorov-Smirnov distance", "", one.distance)
        .number("chance under one distribution", "", one.chance)
        .number(fmt::format("AUROC of {}", input.scoreWords), "", one.auroc)
        .number("n", "images", static_cast<double>(scored.scores.size()));
}

std::string findingOf(const ImageSet& first, const ImageSet& other, const Comparison& one) {
    return fmt::format(
        "{} and {} {}: overlap {:.2f}, where samples of one distribution have {:.2f} [{:.2f}, {:.2f}] at "
        "these "
        "numbers of images; Kolmogorov-Smirnov distance {:.3f} (chance {:.2g}), AUROC {:.3f}.",
        first.title, other.title, one.verdict(), one.overlap, one.chanceOverlap.mean, one.chanceOverlap.low,
        one.chanceOverlap.high, one.distance, one.chance, one.auroc);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const auto own = inDistribution(input, model);
    const auto first = evaluateSet(input, model, input.sets[own]);
    if (!first) return std::nullopt;
    TableBuilder table("twins", "Log-likelihood histograms against " + input.sets[own].title);
    ExperimentResult result;
    const auto named = [&](std::size_t s, const EvaluatedSet& scored) {
        return imagesValued(input.sets[s], roleOf(input, s, &model), scored.table,
                            plottedValues(input, scored));
    };
    std::vector<NamedValues> sets{named(own, *first)};
    for (std::size_t s = 0; s < input.sets.size(); ++s) {
        if (s == own) continue;
        const auto scored = evaluateSet(input, model, input.sets[s]);
        if (!scored) return std::nullopt;
        sets.push_back(named(s, *scored));
        const auto comparison = compared(*first, *scored);
        addRow(input, table, input.sets[s], *scored, comparison);
        result.findings.push_back(findingOf(input.sets[own], input.sets[s], comparison));
    }
    result.findings.push_back(evaluationNote(input, first->table));
    result.tables = {table.done()};
    result.figures = {figureOf(input, sets, model)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "twins",
            .title = "Coinciding histograms",
            .source = "Nalisnick et al. 2019, appendix (E12)",
            .what =
                "One model: overlap, beside what chance would give, and two-sample Kolmogorov-Smirnov test "
                "of each "
                "set against the in-distribution one.",
            .fewestModels = 1,
            .mostModels = 1,
            .fewestSets = 2,
            .takesScore = true,
            .run = run};
}

}  // namespace nescio::experiments::twins
