#include "core/analysis/score_sources.h"

#include "core/models/load_model.h"
#include "core/scores/score.h"
#include "core/train/companion.h"
#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/load.h"

namespace nescio {
namespace {

bool fitsScores(const ExperimentInput& input, const ExperimentKind& kind) {
    if (kind.takesReference) return true;
    return input.score != "likelihood" &&
           scoreNamed(input.score, input.models.front()->terms()).fit != nullptr;
}

void addSeconds(ExperimentInput& input, const ScoreSources& sources) {
    auto files = sources.seconds;
    for (const auto& [measure, file] : companionsBeside(input.models.front()->run().path))
        files.emplace(measure, file.string());
    for (const auto& [measure, file] : files)
        if (!input.seconds.contains(measure)) input.seconds[measure] = loadFrozenModel(file, sources.device);
}

bool addReference(ExperimentInput& input, const ScoreSources& sources) {
    const auto& run = input.models.front()->run();
    const bool asked = !sources.reference.empty();
    try {
        auto set =
            loadImageSet(asked ? sources.reference : run.spec.trainData, {.limit = sources.referenceImages,
                                                                          .round = sources.round,
                                                                          .stop = input.stop,
                                                                          .board = input.board});
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

bool addScoreSources(ExperimentInput& input, const ExperimentKind& kind, const ScoreSources& sources) {
    if (input.models.empty() || !(kind.takesReference || kind.takesScore)) return true;
    addSeconds(input, sources);
    return !fitsScores(input, kind) || addReference(input, sources);
}

}  // namespace nescio
