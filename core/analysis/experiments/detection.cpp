// E14: every score side by side on the same images. The paper says what fails; this says what works, and what
// it had to know.

#include <algorithm>

#include "core/analysis/detection_columns.h"
#include "core/analysis/detection_tables.h"
#include "core/analysis/evaluated.h"
#include "core/values/failure.h"

namespace nescio::experiments::detection {
namespace {

std::vector<std::string> splitWords(const std::string& text) {
    std::vector<std::string> words{""};
    for (const char letter : text) {
        if (letter != ',' && letter != ' ')
            words.back() += letter;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

DetectionOrder orderOf(const ExperimentInput& input) {
    const auto own = inDistribution(input, *input.models.front());
    DetectionOrder order{.in = input.sets[own],
                         .out = {},
                         .reference = input.reference,
                         .scores = splitWords(textOption(input.options, "scores"))};
    if (const auto& path = input.models.front()->run().path; holdsRun(path))
        order.compositions = readCompositions(path);
    for (std::size_t s = 0; s < input.sets.size(); ++s)
        if (s != own) order.out.push_back(input.sets[s]);
    return order;
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    auto source = sourceFor(input, model);
    auto gathered = gather(source, orderOf(input), input.stop, input.board);
    if (!gathered) return std::nullopt;
    gathered->bootstraps = static_cast<int>(intOption(input.options, "bootstraps"));
    gathered->known = source.fits();
    const auto detection = detect(*gathered);
    source.keep({.fits = newFits(*gathered, detection)});
    tellRefusal(input, source);
    return resultOf(*gathered, detection);
}

}  // namespace

ExperimentKind kind() {
    return {.id = "detection",
            .title = "Scores side by side",
            .source = "scores of many authors, each named in the table (E14)",
            .what =
                "One run, with other runs beside it where scores need them: every score on every set against "
                "the in-distribution one, with what it knows, what it costs and what others found.",
            .fewestModels = 1,
            .mostModels = 1,
            .fewestSets = 2,
            .takesReference = true,
            .options = {{.id = "scores",
                         .title = "Scores",
                         .standard = std::string(),
                         .help = "Ids with commas between; empty: all that are not left to be asked for."},
                        {.id = "bootstraps",
                         .title = "Resamples",
                         .standard = std::int64_t{1000},
                         .minimum = 2,
                         .maximum = 100000,
                         .help = "What the intervals come from."}},
            .run = run};
}

}  // namespace nescio::experiments::detection
