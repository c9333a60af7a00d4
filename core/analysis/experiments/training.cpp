// E8: density, volume and total of the watched sets along the training, and when one overtakes the other.

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/analysis/watched.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio::experiments::training {
namespace {

ResultTable tableOf(const RunSummary& run) {
    TableBuilder table("terms", "Mean terms of the watched sets by step");
    for (const auto& set : run.watched)
        for (std::size_t look = 0; look < set.steps.size(); ++look)
            table.word("set", set.title)
                .number("step", "", static_cast<double>(set.steps[look]))
                .number("density", "nats", meanOf(set.at(set.density, look)).value)
                .number("volume", "nats", meanOf(set.at(set.volume, look)).value)
                .number("total", "nats", meanOf(set.at(set.total, look)).value)
                .number("n", "images", static_cast<double>(set.images));
    return table.done();
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& run = input.models.front()->run();
    if (run.watched.empty() || run.watched.front().steps.empty())
        throw UnsupportedError(
            "experiment training: expected a run that watched data sets while it trained "
            "(train --watch), found none watched by " +
            run.title);
    if (input.stop.stop_requested()) return std::nullopt;
    const auto own = ownWatched(run);
    ExperimentResult result;
    for (std::size_t s = 0; s < run.watched.size(); ++s) {
        if (!own || s == *own) continue;
        const auto step = overtakingStep(run.watched[*own], run.watched[s]);
        result.findings.push_back(
            step ? fmt::format("From step {} on {} has the higher mean log-likelihood, against {}.",
                               countText(*step), run.watched[s].title, run.watched[*own].title)
                 : fmt::format("{} does not overtake {} by step {}.", run.watched[s].title,
                               run.watched[*own].title, countText(run.watched[s].steps.back())));
    }
    if (!own)
        result.findings.push_back(fmt::format(
            "None of the watched sets is of the images trained on, {}: none is compared with them.",
            run.trainSetTitle));
    result.tables = {tableOf(run)};
    result.figures = {watchedFigure(run)};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {
        .id = "training",
        .title = "Terms during training",
        .source = "Nalisnick et al. 2019, appendix (E8)",
        .what =
            "One run that watched sets while it trained: their density, volume and total by step, and the "
            "step from which one is more likely than the other.",
        .fewestModels = 1,
        .mostModels = 1,
        .fewestSets = 0,
        .run = run};
}

}  // namespace nescio::experiments::training
