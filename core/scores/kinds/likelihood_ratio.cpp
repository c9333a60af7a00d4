// Against a model of the background: what images of all kinds share falls out, what is shown remains.

#include "core/scores/likelihood_ratio.h"

namespace nescio::scores::likelihood_ratio {

ScoreKind kind() {
    return {.id = "likelihood_ratio",
            .title = "likelihood ratio",
            .formula = "log p_background(x) − log p(x)",
            .unit = "nats",
            .knows = Knowledge::SecondModel,
            .cost = "one forward pass of each model",
            .source = "Ren et al. 2019, Likelihood ratios for out-of-distribution detection",
            .needs = "any terms",
            .measures = {"background"},
            .measuredColumns = {"log_likelihood"},
            .claims = {{"fashion-mnist", "mnist", 0.957, "a re-run", "read in public code or outputs"},
                       {"fashion-mnist", "mnist", 0.994, "claimed", "recalled, not re-read"},
                       {"cifar-10", "svhn", 0.931, "claimed", "recalled, not re-read"}},
            .evaluate = [](const SetColumns& columns, const ScoreState&) {
                return ratioOf(columns, "background");
            }};
}

}  // namespace nescio::scores::likelihood_ratio
