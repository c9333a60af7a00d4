// Latents that do not look like white noise, by their values or by their spectrum.

#include "core/scores/reference_ranks.h"

namespace nescio::scores::sitn {

/// The published rank stops at the largest value of the reference, and images beyond it tie; here it goes on
/// (extendedRank). Published for a continuous flow; of coupling flows, each level's latents are standardised
/// by its prior.
ScoreKind kind() {
    return {.id = "sitn",
            .title = "latents unlike noise (SITN)",
            .formula = "max(rank of A², rank of sd/mean of |FFT|²) of the latents",
            .unit = "rank",
            .knows = Knowledge::TrainingStatistics,
            .cost = "one forward pass",
            .source = "SITN (2026)",
            .needs = "any terms",
            .measures = {"latents"},
            .measuredColumns = {"normality", "spectrum"},
            .claims = {{"cifar-10", "svhn", 0.946, "a continuous flow", "read in public code or outputs"}},
            .fit =
                [](const SetColumns& reference) {
                    ScoreState state;
                    for (const auto* column : {"normality", "spectrum"})
                        keepRanks(state, column, reference.values("latents", column));
                    return state;
                },
            .evaluate =
                [](const SetColumns& columns, const ScoreState& state) {
                    const auto ranks = [&](const std::string& column) {
                        return ranksOf(state, column, columns.values("latents", column));
                    };
                    return largerOf(ranks("normality"), ranks("spectrum"));
                }};
}

}  // namespace nescio::scores::sitn
