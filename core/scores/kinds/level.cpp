// What one level of a multi-scale flow adds to the likelihood, without the constant change of units: the
// fine levels speak of texture, the coarse ones of what is shown.

#include <fmt/format.h>

#include "core/scores/score.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::level {
namespace {

ScoreKind ofLevel(int number) {
    return {
        .id = fmt::format("level_{}", number),
        .title = fmt::format("level {} alone", number),
        .formula = fmt::format("−(log prior + log-determinants of level {})", number),
        .unit = "nats",
        .cost = "one forward pass",
        .source = "Schirrmeister et al. 2020, Understanding anomaly detection with deep invertible networks",
        .needs = "levels, which multi-scale flows have",
        .evaluate = [number](const SetColumns& columns, const ScoreState&) {
            return negated(
                sumOfTerms(*columns.terms, [number](const TermInfo& info) { return info.level == number; }));
        }};
}

}  // namespace

/// The deepest one is the score `last_level`.
ScoreKind kind() {
    return {.id = "level", .variants = [](const std::vector<TermInfo>& terms) {
                std::vector<ScoreKind> levels;
                for (int number = 1; number < levelsOf(terms); ++number) levels.push_back(ofLevel(number));
                return levels;
            }};
}

}  // namespace nescio::scores::level
