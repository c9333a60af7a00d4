#include "core/analysis/score_sources.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/run_scores.h"
#include "core/measures/measure.h"
#include "core/models/load_model.h"
#include "core/train/companion.h"
#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/load.h"

namespace nescio {
namespace {

/// Whether a score that will be computed reads the measure of another run.
bool takesSeconds(const ExperimentInput& input, const ExperimentKind& kind) {
    if (kind.takesReference) return true;
    const auto& model = *input.models.front();
    const auto score = scoreNamed(model.run().path, input.score, model.terms());
    return std::any_of(score.measures.begin(), score.measures.end(), [](const std::string& measure) {
        const auto& kinds = measureKinds();
        return std::any_of(kinds.begin(), kinds.end(), [&](const MeasureKind& one) {
            return one.id == measure && one.need == MeasureNeed::SecondModel;
        });
    });
}

bool fitsScores(const ExperimentInput& input, const ExperimentKind& kind) {
    if (kind.takesReference) return true;
    const auto& model = *input.models.front();
    return input.score != "likelihood" &&
           scoreNamed(model.run().path, input.score, model.terms()).fit != nullptr;
}

void addSeconds(ExperimentInput& input, const ScoreSources& sources) {
    for (const auto& [measure, file] : sources.seconds)
        input.seconds[measure] = loadFrozenModel(file, sources.device);
    for (const auto& [measure, file] : companionsBeside(input.models.front()->run().path)) {
        if (input.seconds.contains(measure)) continue;
        try {
            input.seconds[measure] = loadFrozenModel(file, sources.device);
        } catch (const RunFileError& error) {
            input.notes->push_back(
                fmt::format("The {} run beside the run was left out: {}.", measure, error.what()));
        }
    }
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
    if (takesSeconds(input, kind)) addSeconds(input, sources);
    return !fitsScores(input, kind) || addReference(input, sources);
}

}  // namespace nescio
