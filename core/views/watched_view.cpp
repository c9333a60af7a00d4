#include "core/views/watched_view.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/analysis/watched.h"
#include "core/values/image.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr int kWatchBins = 60;
constexpr double kMostOverMedian = 2;  ///< a peak that high decides its own axis only
constexpr double kRoom = 0.03;         ///< of the axis, left free at both ends

std::vector<double> edgesOf(const RunSummary& run, const std::vector<double>& earlier) {
    std::vector<std::vector<double>> values;
    for (const auto& set : run.watched) values.push_back(set.total);
    auto range = sharedEdges(values, 1);
    if (!earlier.empty()) {
        if (range.front() >= earlier.front() && range.back() <= earlier.back()) return earlier;
        range.front() = std::min(range.front(), earlier.front());
        range.back() = std::max(range.back(), earlier.back());
    }
    const double room = kRoom * (range.back() - range.front());
    return sharedEdges({{range.front() - room, range.back() + room}}, kWatchBins);
}

HistogramData histogramAt(const RunSummary& run, std::size_t look, const std::vector<double>& edges) {
    HistogramData data;
    data.title = run.title;
    data.quantity = "log-likelihood (nats)";
    data.direction = "more likely →";
    data.note = fmt::format("step {}", countText(run.watched.front().steps[look]));
    data.edges = edges;
    const auto own = ownWatched(run);
    std::vector<std::vector<double>> values;
    for (std::size_t s = 0; s < run.watched.size(); ++s) {
        const auto& set = run.watched[s];
        HistogramSeries series;
        series.label = set.title;
        series.role = s == own ? SetRole::Test : SetRole::OutOfDistribution;
        series.available = set.available;
        data.series.push_back(std::move(series));
        values.push_back(set.at(set.total, look));
    }
    binOnEdges(data, values);
    return data;
}

/// Where each set overtakes the run's own; nullopt where it does not.
std::vector<std::optional<std::int64_t>> overtakingsOf(const RunSummary& run) {
    const auto own = ownWatched(run);
    std::vector<std::optional<std::int64_t>> steps;
    for (std::size_t s = 0; s < run.watched.size(); ++s)
        steps.push_back(!own || s == *own ? std::nullopt : overtakingStep(run.watched[*own], run.watched[s]));
    return steps;
}

std::string wordsAt(const RunSummary& run, std::int64_t step,
                    const std::vector<std::optional<std::int64_t>>& overtakings) {
    const auto own = ownWatched(run);
    std::string words = fmt::format("step {} of {}", countText(step), countText(run.totalSteps));
    if (!own) return words;
    const char* glue = ": ";
    for (std::size_t s = 0; s < run.watched.size(); ++s) {
        if (s == *own) continue;
        const auto& other = run.watched[s].title;
        const auto& mine = run.watched[*own].title;
        if (const auto at = overtakings[s]; at == 0)
            words += fmt::format("{}{} is ahead of {} from the start", glue, other, mine);
        else if (at)
            words += fmt::format("{}{} {} {} at step {}", glue, other, step < *at ? "overtakes" : "overtook",
                                 mine, countText(*at));
        else
            words += fmt::format("{}{} has not overtaken {}", glue, other, mine);
        glue = "; ";
    }
    return words;
}

double peakOf(const HistogramData& data) {
    double peak = 0;
    for (const auto& series : data.series)
        for (const double density : series.density) peak = std::max(peak, density);
    return peak;
}

/// One height for all looks, but for those that would flatten the others: before the first steps all images
/// are about equally likely.
void setTops(WatchedView& view) {
    std::vector<double> peaks;
    for (const auto& look : view.looks) peaks.push_back(peakOf(look.histogram));
    auto sorted = peaks;
    std::sort(sorted.begin(), sorted.end());
    const double most = kMostOverMedian * sorted[sorted.size() / 2];
    double shared = 0;
    for (const double peak : peaks)
        if (peak <= most) shared = std::max(shared, peak);
    for (std::size_t i = 0; i < peaks.size(); ++i)
        view.looks[i].histogram.top = std::max(1.06 * std::max(peaks[i], shared), 1e-9);
}

/// Three panels beside the loss have room for short names: the unit moves to the head.
ResultFigure termsOf(const RunSummary& run) {
    auto figure = watchedFigure(run);
    figure.title = run.title;
    figure.note = "parts of log p(x) in nats; mean with 95 % interval";
    for (auto& panel : figure.panels)
        if (const auto unit = panel.yTitle.find(" (nats)"); unit != std::string::npos)
            panel.yTitle.resize(unit);
    return figure;
}

}  // namespace

bool canBeWatched(const RunSummary& run) {
    if (run.watched.empty() || run.watched.front().steps.empty()) return false;
    return std::all_of(run.watched.begin(), run.watched.end(), [&](const WatchedSet& set) {
        return set.images > 0 && set.steps == run.watched.front().steps;
    });
}

WatchedView watchedViewOf(const RunSummary& run, const std::vector<double>& edges) {
    WatchedView view{.terms = termsOf(run), .looks = {}};
    const auto axis = edgesOf(run, edges);
    const auto overtakings = overtakingsOf(run);
    for (std::size_t look = 0; look < run.watched.front().steps.size(); ++look) {
        const auto step = run.watched.front().steps[look];
        view.looks.push_back(
            {.step = step,
             .histogram = histogramAt(run, look, axis),
             .words = wordsAt(run, step, overtakings),
             .overtaking = std::find(overtakings.begin(), overtakings.end(), step) != overtakings.end()});
    }
    setTops(view);
    return view;
}

}  // namespace nescio
