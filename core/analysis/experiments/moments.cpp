// E5: does one data set sit inside the other? Needs no model.

#include "core/analysis/moments.h"

#include <fmt/format.h>

#include "core/analysis/result_panels.h"

namespace nescio::experiments::moments {
namespace {

ResultTable sumsOf(const std::vector<ImageSet>& sets, const std::vector<Moments>& moments) {
    ResultTable table{
        .id = "sums", .title = "Per channel: mean pixel and sum of per-position variances", .columns = {}};
    ResultColumn set{"set", ""}, n{"n", "images"}, channel{"channel", ""}, mean{"mean", "pixels in [0, 1]"},
        sum{"sum of variances", "pixels in [0, 1], squared"};
    for (std::size_t s = 0; s < sets.size(); ++s)
        for (int c = 0; c < moments[s].shape.channels; ++c) {
            set.words.push_back(sets[s].title);
            n.numbers.push_back(static_cast<double>(sets[s].count));
            channel.numbers.push_back(c + 1);
            mean.numbers.push_back(moments[s].meanOfChannel(c));
            sum.numbers.push_back(moments[s].varianceSum(c));
        }
    table.columns = {set, n, channel, mean, sum};
    return table;
}

/// Every dimension of every set: what histograms and the scatter of mean against variance are drawn from.
ResultTable dimensionsOf(const std::vector<ImageSet>& sets, const std::vector<Moments>& moments) {
    ResultTable table{.id = "dimensions", .title = "Mean and variance of every dimension", .columns = {}};
    for (std::size_t s = 0; s < sets.size(); ++s) {
        table.columns.push_back({sets[s].title + ", mean", "pixels in [0, 1]", moments[s].mean});
        table.columns.push_back(
            {sets[s].title + ", variance", "pixels in [0, 1], squared", moments[s].variance});
    }
    return table;
}

ResultFigure histogramsOf(const ExperimentInput& input, const std::vector<Moments>& moments) {
    std::vector<NamedValues> means, variances;
    for (std::size_t s = 0; s < moments.size(); ++s) {
        means.push_back({legendOf(input.sets[s]), roleOf(input, s), moments[s].mean, -1});
        variances.push_back({legendOf(input.sets[s]), roleOf(input, s), moments[s].variance, -1});
    }
    return {.id = "histograms",
            .title = "Moments of every dimension",
            .note = "pixels in [0, 1]",
            .panels = {histogramPanel("mean of a dimension", means),
                       histogramPanel("variance of a dimension", variances)}};
}

ResultFigure scatterOf(const ExperimentInput& input, const std::vector<Moments>& moments) {
    ResultPanel panel{.title = {}, .xTitle = "mean of a dimension", .yTitle = "variance of a dimension"};
    for (std::size_t s = 0; s < moments.size(); ++s)
        panel.series.push_back({.label = legendOf(input.sets[s]),
                                .role = roleOf(input, s),
                                .style = SeriesStyle::Dots,
                                .x = moments[s].mean,
                                .y = moments[s].variance});
    return {.id = "scatter",
            .title = "Mean against variance, one dot a dimension",
            .note = "pixels in [0, 1]",
            .panels = {panel}};
}

std::string comparison(const ImageSet& first, const Moments& a, const ImageSet& other, const Moments& b) {
    std::string differences;
    bool inside = true;
    for (int c = 0; c < a.shape.channels; ++c) {
        const double difference = a.varianceSum(c) - b.varianceSum(c);
        differences += fmt::format("{}{:+.1f}", c == 0 ? "" : ", ", difference);
        inside = inside && difference > 0;
    }
    return fmt::format("Sums of variances of {} minus those of {}: {}; {}.", first.title, other.title,
                       differences,
                       inside ? "positive in every channel, so the latter varies less: it can sit inside"
                              : "not positive in every channel, so the latter does not sit inside");
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    std::vector<Moments> all;
    for (const auto& set : input.sets) {
        if (input.stop.stop_requested()) return std::nullopt;
        all.push_back(momentsOf(set));
    }
    ExperimentResult result;
    for (std::size_t s = 1; s < all.size(); ++s)
        result.findings.push_back(comparison(input.sets[0], all[0], input.sets[s], all[s]));
    result.tables = {sumsOf(input.sets, all), dimensionsOf(input.sets, all)};
    result.figures = {histogramsOf(input, all), scatterOf(input, all)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "moments",
            .title = "Moments of the data",
            .source = "Nalisnick et al. 2019, figure 5a (E5)",
            .what = "Mean and variance of every dimension of each set, and their sums per channel; no model.",
            .run = run};
}

}  // namespace nescio::experiments::moments
