#include "app/cli/experiment_session.h"

#include "app/cli/console.h"
#include "app/cli/output_check.h"
#include "core/analysis/experiment.h"
#include "core/scores/score.h"
#include "core/store/run_file.h"
#include "core/train/companion.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio {

namespace {

bool fitsScores(const ExperimentKind& kind, const ExperimentOrder& order, const ExperimentInput& input) {
    if (kind.takesReference) return true;
    return order.score != "likelihood" && !input.models.empty() &&
           scoreNamed(order.score, input.models.front()->terms()).fit != nullptr;
}

/// Other runs: those asked for, and those that lie beside the first.
void addSeconds(const ExperimentOrder& order, ExperimentInput& input) {
    auto files = order.seconds;
    for (const auto& [measure, file] : companionsBeside(order.runs.front()))
        files.emplace(measure, file.string());
    for (const auto& [measure, file] : files) input.seconds[measure] = loadModel(file, order.compute);
}

/// Training images that scores are fitted on. false when Ctrl-C came. Where they are not on this machine, the
/// scores that need them say so.
bool addReference(const ExperimentOrder& order, ExperimentInput& input, Console& console) {
    const auto& run = input.models.front()->run();
    const bool asked = !order.reference.empty();
    try {
        auto set = loadData(asked ? order.reference : run.spec.trainData, order.referenceImages, console,
                            LimitRule::Even, order.round);
        if (!set) return false;
        if (set->shape != input.models.front()->shape())
            set = fitToShape(*set, input.models.front()->shape());
        input.reference = std::move(*set);
    } catch (const DataError&) {
        if (asked) throw;
    }
    return true;
}

}  // namespace

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
    if (!input.models.empty() && (kind.takesReference || kind.takesScore)) addSeconds(order, input);
    if (fitsScores(kind, order, input) && !addReference(order, input, console)) return std::nullopt;
    return console.watch(board, [&] { return runExperiment(kind, input); });
}

void keepResult(const ExperimentOrder& order, const ExperimentResult& result) {
    if (!order.runs.empty()) updateRunFile(order.runs.front(), {.experiments = {result}});
}

}  // namespace nescio
