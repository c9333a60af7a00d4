#include "app/cli/experiment_session.h"

#include "app/cli/console.h"
#include "app/cli/output_check.h"
#include "core/analysis/experiment.h"
#include "core/analysis/score_sources.h"
#include "core/store/run_file.h"
#include "datasets/fit.h"

namespace nescio {

std::optional<ExperimentResult> performExperiment(const ExperimentOrder& order, Console& console) {
    const auto& kind = experimentKind(order.id);
    if (!order.runs.empty()) requireKeeping(order.runs.front());
    ProgressBoard board;
    ExperimentInput input{.options = completed(kind.options, order.options),
                          .score = order.score,
                          .evaluation = order.evaluation,
                          .stop = console.stopToken(),
                          .board = &board};
    if (kind.mostModels > 0)
        for (const auto& file : order.runs) input.models.push_back(loadModel(file, order.compute));
    for (const auto& what : order.data) {
        auto set = loadData(what, order.limit, console, LimitRule::Even, order.round);
        if (!set) return std::nullopt;
        if (!kind.mixedShapes && !input.models.empty() && set->shape != input.models.front()->shape())
            set = fitToShape(*set, input.models.front()->shape());
        input.sets.push_back(std::move(*set));
    }
    input.keep = true;
    if (order.firstIsIn) input.in = 0;
    auto sources = order.sources;
    sources.round = order.round;
    sources.device = order.compute.device;
    return console.watch(board, [&]() -> std::optional<ExperimentResult> {
        if (!addScoreSources(input, kind, sources)) return std::nullopt;
        return runExperiment(kind, input);
    });
}

void keepResult(const ExperimentOrder& order, const ExperimentResult& result) {
    if (!order.runs.empty()) updateRunFile(order.runs.front(), {.experiments = {result}});
}

}  // namespace nescio
