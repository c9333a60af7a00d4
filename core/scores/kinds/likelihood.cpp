// Raw likelihood: the score that fails in the direction the paper found.

#include "core/scores/score.h"

namespace nescio::scores::likelihood {

ScoreKind kind() {
    return {
        .id = "likelihood",
        .title = "raw likelihood",
        .formula = "−log p(x)",
        .unit = "nats",
        .cost = "one forward pass",
        .source = "Nalisnick et al. 2019",
        .needs = "any terms",
        .claims = {{"fashion-mnist", "mnist", 0.09, "PixelCNN", "read in public code or outputs"},
                   {"fashion-mnist", "mnist", 0.07, "Glow", "read in public code or outputs"}},
        .evaluate = [](const SetColumns& columns, const ScoreState&) { return minusLogP(*columns.terms); }};
}

}  // namespace nescio::scores::likelihood
