// E14: every score side by side on the same images. The paper says what fails; this says what works, and what
// it had to know.

#include "core/analysis/comparison.h"
#include "core/scores/threshold.h"

namespace nescio::experiments::detection {
namespace {

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    auto comparison = compareScores(input);
    if (!comparison) return std::nullopt;
    return std::move(comparison->result);
}

}  // namespace

ExperimentKind kind() {
    return {.id = "detection",
            .title = "Scores side by side",
            .source = "scores of many authors, each named in the table (E14)",
            .what =
                "One run, its recipe from other seeds where they are given, and other runs where scores need "
                "them: every score on every set against "
                "the in-distribution one, with what it knows, what it costs and what others found.",
            .fewestModels = 1,
            .mostModels = 100,
            .fewestSets = 2,
            .takesReference = true,
            .oneRecipe = true,
            .options = {{.id = "scores",
                         .title = "Scores",
                         .standard = std::string(),
                         .help = "Ids with commas between; empty: all that are not left to be asked for."},
                        {.id = "bootstraps",
                         .title = "Resamples",
                         .standard = std::int64_t{1000},
                         .minimum = 2,
                         .maximum = 100000,
                         .help = "What the intervals come from."},
                        {.id = "false_alarms",
                         .title = "False alarms",
                         .standard = kUsualFalseAlarms,
                         .minimum = 0,
                         .maximum = 1,
                         .help = "Share of in-distribution images that thresholds may flag."}},
            .run = run};
}

}  // namespace nescio::experiments::detection
