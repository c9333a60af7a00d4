// The steepness of log p at an image: typical images were thought to lie where it is flat.

#include "core/scores/score.h"

namespace nescio::scores::gradient_norm {

/// The direction is the published one, steep = out-of-distribution. Simple images lie on flat slopes of flows
/// trained on others, so it fails where raw likelihood does.
ScoreKind kind() {
    return {.id = "gradient_norm",
            .title = "gradient norm in x",
            .formula = "log ‖∇ₓ log p(x)‖",
            .unit = "log(nats/level)",
            .cost = "one forward and one backward pass",
            .source = "Grathwohl et al. 2020, Your classifier is secretly an energy based model",
            .needs = "any terms",
            .measures = {"gradient_x"},
            .measuredColumns = {"log_norm"},
            .claims = {{"cifar-10", "svhn", 0.83, "JEM, a classifier", "recalled, not re-read"}},
            .evaluate = [](const SetColumns& columns, const ScoreState&) {
                return columns.values("gradient_x", "log_norm");
            }};
}

}  // namespace nescio::scores::gradient_norm
