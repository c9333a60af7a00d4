// The density part of the likelihood alone: what is left when volume is taken out.

#include "core/scores/score.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::density {

ScoreKind kind() {
    return {.id = "density",
            .title = "density term",
            .formula = "−log p(z)",
            .unit = "nats",
            .cost = "one forward pass",
            .source = "Nalisnick et al. 2019, figure 4",
            .needs = "log-determinants beside the density, which flows have",
            .appliesTo = hasVolume,
            .evaluate = [](const SetColumns& columns, const ScoreState&) {
                return negated(columns.terms->densities());
            }};
}

}  // namespace nescio::scores::density
