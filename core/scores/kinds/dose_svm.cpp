// Density of states with a border in place of densities: how far outside the region of training images the
// parts of an image's likelihood lie, all three together.

#include "core/scores/likelihood_parts.h"
#include "core/scores/term_sums.h"
#include "core/stats/one_class.h"

namespace nescio::scores::dose_svm {
namespace {

ScoreState fitBorder(const SetColumns& reference) {
    const auto border = fitOneClass(tableOf(likelihoodParts(someOf(reference))));
    ScoreState state{{{"gamma", {border.gamma}},
                      {"rho", {border.rho}},
                      {"supports", border.supports},
                      {"coefficients", border.coefficients}}};
    keep(state, border.standard);
    return state;
}

std::vector<double> evaluateBorder(const SetColumns& columns, const ScoreState& state) {
    const OneClass border{.standard = standardOf(state),
                          .gamma = state.number("gamma"),
                          .rho = state.number("rho"),
                          .supports = state.list("supports"),
                          .coefficients = state.list("coefficients")};
    return negated(depthInside(border, tableOf(likelihoodParts(columns))));
}

}  // namespace

/// ν and γ are those of OneClassOptions: the paper's are not public.
ScoreKind kind() {
    return {
        .id = "dose_svm",
        .title = "density of states, one-class SVM",
        .formula = "−(Σ α_i k(x, x_i) − ρ) of x = (log p, log p(z), log |det|)",
        .unit = "kernel",
        .knows = Knowledge::TrainingStatistics,
        .cost = "one forward pass",
        .source = "Morningstar et al. 2021, Density of states estimation for out of distribution detection",
        .needs = "log-determinants beside the density, which flows have",
        .appliesTo = hasVolume,
        .fit = fitBorder,
        .evaluate = evaluateBorder};
}

}  // namespace nescio::scores::dose_svm
