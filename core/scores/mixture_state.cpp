#include "core/scores/mixture_state.h"

#include "core/scores/likelihood_parts.h"

namespace nescio {

ScoreState stateOf(const GaussianMixture& mixture) {
    ScoreState state{{{"weights", mixture.weights},
                      {"component_means", mixture.means},
                      {"covariances", mixture.covariances}}};
    keep(state, mixture.standard);
    return state;
}

GaussianMixture mixtureOf(const ScoreState& state) {
    return {.standard = standardOf(state),
            .weights = state.list("weights"),
            .means = state.list("component_means"),
            .covariances = state.list("covariances")};
}

}  // namespace nescio
