#include "core/analysis/watched.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/values/image.h"
#include "core/values/interval.h"
#include "core/values/number_text.h"
#include "core/values/term_table.h"

namespace nescio {
namespace {

ResultSeries curveOf(const WatchedSet& set, const std::vector<double>& nats, SetRole role) {
    ResultSeries series{
        .label = set.title + ", " + shareText(set.images, set.available), .role = role, .x = {}, .y = {}};
    for (std::size_t look = 0; look < set.steps.size(); ++look) {
        const auto mean = meanOf(set.at(nats, look));
        series.x.push_back(static_cast<double>(set.steps[look]));
        series.y.push_back(mean.value);
        const auto interval = aroundMean(mean);
        series.low.push_back(interval.low);
        series.high.push_back(interval.high);
    }
    return series;
}

}  // namespace

std::optional<std::size_t> ownWatched(const RunSummary& run) {
    const auto fitOf = [&](const std::string& id) {
        if (id == run.trainSetId) return 1;
        if (!sameFamily(id, run.trainSetId)) return 0;
        return partOf(id) == SetPart::Training ? 2 : 3;
    };
    std::optional<std::size_t> own;
    int best = 0;
    for (std::size_t s = 0; s < run.watched.size(); ++s) {
        const int fit = fitOf(run.watched[s].setId);
        if (fit > best) own = s;
        best = std::max(best, fit);
    }
    return own;
}

std::optional<std::int64_t> overtakingStep(const WatchedSet& own, const WatchedSet& other) {
    std::optional<std::int64_t> step;
    for (std::size_t look = own.steps.size(); look-- > 0;) {
        const double gap = meanOf(other.at(other.total, look)).value - meanOf(own.at(own.total, look)).value;
        if (!(gap > 0)) break;
        step = own.steps[look];
    }
    return step;
}

ResultFigure watchedFigure(const RunSummary& run) {
    const auto own = ownWatched(run);
    ResultFigure figure{.id = "terms",
                        .title = "Parts of log p(x) along the training",
                        .note = run.title + "; mean with 95 % interval",
                        .panels = {}};
    const auto add = [&](const char* part, std::vector<double> WatchedSet::*nats) {
        ResultPanel panel{.title = {}, .xTitle = "step", .yTitle = std::string(part) + " (nats)"};
        for (std::size_t s = 0; s < run.watched.size(); ++s)
            panel.series.push_back(curveOf(run.watched[s], run.watched[s].*nats,
                                           s == own ? SetRole::Test : SetRole::OutOfDistribution));
        figure.panels.push_back(std::move(panel));
    };
    add("density", &WatchedSet::density);
    add("volume", &WatchedSet::volume);
    add("total", &WatchedSet::total);
    for (std::size_t s = 0; s < run.watched.size(); ++s)
        if (const auto step =
                !own || s == *own ? std::nullopt : overtakingStep(run.watched[*own], run.watched[s]))
            figure.panels.back().marks.push_back(
                {static_cast<double>(*step), fmt::format("{} overtakes", run.watched[s].title)});
    return figure;
}

}  // namespace nescio
