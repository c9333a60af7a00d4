// How common an image's complexity and density are together among those of training images: a simple image
// with the latents of a complex one stands out, though neither number does.

#include "core/scores/code_scores.h"
#include "core/scores/likelihood_parts.h"
#include "core/scores/term_sums.h"
#include "core/stats/mixture.h"

namespace nescio::scores::osada {
namespace {

FeatureTable features(const SetColumns& columns) {
    return tableOf({codeBitsPerDim(columns, "png", "bytes"), columns.terms->densities()});
}

ScoreState fitComponents(const SetColumns& reference) {
    const auto mixture = fitMixture(features(someOf(reference)));
    ScoreState state{{{"weights", mixture.weights},
                      {"component_means", mixture.means},
                      {"covariances", mixture.covariances}}};
    keep(state, mixture.standard);
    return state;
}

std::vector<double> evaluateComponents(const SetColumns& columns, const ScoreState& state) {
    const GaussianMixture mixture{.standard = standardOf(state),
                                  .weights = state.list("weights"),
                                  .means = state.list("component_means"),
                                  .covariances = state.list("covariances")};
    return negated(logDensity(mixture, features(columns)));
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
