// How common an image's complexity and density are together among those of training images: a simple image
// with the latents of a complex one stands out, though neither number does.

#include "core/scores/code_scores.h"
#include "core/scores/likelihood_parts.h"
#include "core/scores/mixture_state.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::osada {
namespace {

FeatureTable features(const SetColumns& columns) {
    return tableOf({codeBitsPerDim(columns, "png", "bytes"), columns.terms->densities()});
}

ScoreState fitComponents(const SetColumns& reference) {
    return stateOf(fitMixture(features(someOf(reference))));
}

std::vector<double> evaluateComponents(const SetColumns& columns, const ScoreState& state) {
    return negated(logDensity(mixtureOf(state), features(columns)));
}

}  // namespace

/// Three components (MixtureOptions) are ours.
ScoreKind kind() {
    return {.id = "osada",
            .title = "mixture over complexity and density",
            .formula = "−log of a Gaussian mixture at (8·bytes(PNG)/D, log p(z))",
            .unit = "nats",
            .knows = Knowledge::TrainingStatistics,
            .cost = "one forward pass and one code",
            .source = "Osada et al. 2024, known second-hand",
            .needs = "log-determinants beside the density, which flows have",
            .measures = {"png"},
            .measuredColumns = {"bytes"},
            .appliesTo = hasVolume,
            .fit = fitComponents,
            .evaluate = evaluateComponents};
}

}  // namespace nescio::scores::osada
