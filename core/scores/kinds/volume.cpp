// The volume part of the likelihood alone: the sum of all log-determinants.

#include "core/scores/score.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::volume {

ScoreKind kind() {
    return {.id = "volume",
            .title = "volume term",
            .formula = "−log |det ∂z/∂x|",
            .unit = "nats",
            .cost = "one forward pass",
            .source = "Nalisnick et al. 2019, figure 4",
            .needs = "log-determinants, which flows have",
            .appliesTo = hasVolume,
            .evaluate = [](const SetColumns& columns, const ScoreState&) {
                return negated(columns.terms->volumes());
            }};
}

}  // namespace nescio::scores::volume
