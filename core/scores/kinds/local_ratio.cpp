// Against a model that sees only local texture: what neighbouring pixels tell of each other falls out.

#include "core/scores/likelihood_ratio.h"

namespace nescio::scores::local_ratio {

ScoreKind kind() {
    return {
        .id = "local_ratio",
        .title = "local ratio",
        .formula = "log p_local(x) − log p(x)",
        .unit = "nats",
        .knows = Knowledge::SecondModel,
        .cost = "one forward pass of each model",
        .source =
            "Zhang et al. 2021, On the out-of-distribution generalization of probabilistic image modelling",
        .needs = "any terms",
        .measures = {"local"},
        .measuredColumns = {"log_likelihood"},
        .claims = {{"fashion-mnist", "mnist", 1.0, "claimed", "recalled, not re-read"},
                   {"cifar-10", "svhn", 0.969, "claimed", "recalled, not re-read"}},
        .evaluate = [](const SetColumns& columns, const ScoreState&) { return ratioOf(columns, "local"); }};
}

}  // namespace nescio::scores::local_ratio
