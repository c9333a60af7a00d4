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

void addSeconds(FoundSources& found, const FrozenModel& model, const ScoreSources& sources) {
    for (const auto& [measure, file] : sources.seconds)
        found.seconds[measure] = loadFrozenModel(file, sources.device);
    for (const auto& [measure, file] : companionsBeside(model.run().path)) {
        if (found.seconds.contains(measure)) continue;
        try {
            found.seconds[measure] = loadFrozenModel(file, sources.device);
        } catch (const RunFileError& error) {
            found.notes.push_back(
                fmt::format("The {} run beside the run was left out: {}.", measure, error.what()));
        }
    }
}

/// false when stopped.
bool addReference(FoundSources& found, const FrozenModel& model, const ScoreSources& sources,
                  std::stop_token stop, ProgressBoard* board) {
    const bool asked = !sources.reference.empty();
    try {
        auto set = loadImageSet(asked ? sources.reference : model.run().spec.trainData,
                                {.limit = sources.referenceImages,
                                 .round = sources.round,
                                 .stop = std::move(stop),
                                 .board = board});
        if (!set) return false;
        if (set->shape != model.shape()) set = fitToShape(*set, model.shape());
        found.reference = std::move(*set);
    } catch (const DataError&) {
        if (asked) throw;
    }
    return true;
}

}  // namespace

std::optional<FoundSources> findScoreSources(const FrozenModel& model, const ScoreSources& sources,
                                             std::stop_token stop, ProgressBoard* board) {
    FoundSources found;
    addSeconds(found, model, sources);
    if (!addReference(found, model, sources, std::move(stop), board)) return std::nullopt;
    return found;
}

bool addScoreSources(ExperimentInput& input, const ExperimentKind& kind, const ScoreSources& sources) {
    if (input.models.empty() || !(kind.takesReference || kind.takesScore)) return true;
    const auto& model = *input.models.front();
    FoundSources found;
    if (takesSeconds(input, kind)) addSeconds(found, model, sources);
    if (fitsScores(input, kind) && !addReference(found, model, sources, input.stop, input.board))
        return false;
    for (auto& [measure, second] : found.seconds) input.seconds[measure] = std::move(second);
    for (auto& note : found.notes) input.notes->push_back(std::move(note));
    if (found.reference) input.reference = std::move(found.reference);
    return true;
}

}  // namespace nescio
