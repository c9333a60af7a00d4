// The deepest level alone, its prior and its own log-determinants: nothing that earlier levels add.

#include "core/scores/score.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::last_level {

ScoreKind kind() {
    return {
        .id = "last_level",
        .title = "last level",
        .formula = "−(log prior + log-determinants of the deepest level)",
        .unit = "nats",
        .cost = "one forward pass",
        .source = "Schirrmeister et al. 2020, Understanding anomaly detection with deep invertible networks",
        .needs = "two levels or more, which multi-scale flows have",
        .appliesTo = [](const std::vector<TermInfo>& terms) { return levelsOf(terms) > 1; },
        .evaluate =
            [](const SetColumns& columns, const ScoreState&) {
                const int last = levelsOf(columns.terms->columns);
                return negated(
                    sumOfTerms(*columns.terms, [last](const TermInfo& info) { return info.level == last; }));
            }};
}

}  // namespace nescio::scores::last_level
