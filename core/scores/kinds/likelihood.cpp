// Raw likelihood: the score that fails in the direction the paper found.

#include "core/scores/score.h"

namespace nescio::scores::likelihood {

ScoreKind kind() {
    return {.id = "likelihood",
            .title = "raw likelihood",
            .formula = "−log p(x)",
            .unit = "nats",
            .supervision = "none",
            .cost = "one forward pass",
            .source = "Nalisnick et al. 2019",
            .needs = "any terms",
            .appliesTo = [](const std::vector<TermInfo>&) { return true; },
            .evaluate = minusLogP};
}

}  // namespace nescio::scores::likelihood
