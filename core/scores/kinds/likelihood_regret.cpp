// What an encoder of its own would gain an image: much, where the shared one was never taught its kind.

#include "core/scores/score.h"

namespace nescio::scores::likelihood_regret {

ScoreKind kind() {
    return {.id = "likelihood_regret",
            .title = "likelihood regret",
            .formula = "bound of log p(x) after − before 100 steps on the encoder for x alone",
            .unit = "nats",
            .cost = "100 training steps and 400 importance draws",
            .source = "Xiao et al. 2020, Likelihood regret",
            .needs = "any terms",
            .measures = {"regret"},
            .measuredColumns = {"regret"},
            .claims = {{"fashion-mnist", "mnist", 0.99, "claimed", "read in public code or outputs"},
                       {"cifar-10", "svhn", 0.88, "claimed", "read in public code or outputs"}},
            .evaluate = [](const SetColumns& columns, const ScoreState&) {
                return columns.values("regret", "regret");
            }};
}

}  // namespace nescio::scores::likelihood_regret
