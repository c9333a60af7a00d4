// The volume part of the likelihood alone: the sum of all log-determinants.

#include "core/scores/score.h"

namespace nescio::scores::volume {

ScoreKind kind() {
    return {.id = "volume",
            .title = "volume term",
            .formula = "−log |det ∂z/∂x|",
            .unit = "nats",
            .supervision = "none",
            .cost = "one forward pass",
            .source = "Nalisnick et al. 2019, figure 4",
            .needs = "log-determinants, which flows have",
            .appliesTo = hasVolume,
            .evaluate = [](const TermTable& table) {
                auto values = table.volumes();
                for (auto& value : values) value = -value;
                return values;
            }};
}

}  // namespace nescio::scores::volume
