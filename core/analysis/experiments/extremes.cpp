// E12: the most and the least likely images of each set, under the total or any part of it.

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/analysis/scored.h"
#include "core/scores/score.h"

namespace nescio::experiments::extremes {
namespace {

std::vector<OptionField> options() {
    OptionField score{
        .id = "score",
        .title = "By",
        .standard = std::string("likelihood"),
        .help = "What images are ordered by; minus the score is what is large for likely images."};
    for (const auto& kind : scoreKinds()) score.choices.push_back(kind.id);
    return {score,
            {.id = "count",
             .title = "Images",
             .standard = std::int64_t{10},
             .minimum = 1,
             .maximum = 10'000,
             .unit = "images",
             .help = "How many at each end."}};
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& score = scoreKind(textOption(input.options, "score"));
    const auto wanted = static_cast<std::size_t>(intOption(input.options, "count"));
    TableBuilder table("extremes", "Most and least likely images by " + score.title);
    ExperimentResult result;
    for (const auto& set : input.sets) {
        const auto scored = scoreFor(input, *input.models.front(), set);
        if (!scored) return std::nullopt;
        const auto values = score.evaluate(scored->table);
        const auto bits = scored->table.bitsPerDims();
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
        const auto count = std::min(wanted, order.size());
        for (const bool most : {true, false})
            for (std::size_t place = 0; place < count; ++place) {
                const auto row = most ? order[place] : order[order.size() - 1 - place];
                table.word("set", set.title)
                    .word("end", most ? "most likely" : "least likely")
                    .number("place", "", static_cast<double>(place + 1))
                    .number("image", "index", static_cast<double>(scored->table.indices[row]))
                    .number(score.formula, score.unit, values[row])
                    .number("bits/dim", "bits/dim", bits[row])
                    .word("class", set.labels.empty() ? ""
                                   : set.classNames.empty()
                                       ? std::to_string(set.labels[row])
                                       : set.classNames[static_cast<std::size_t>(set.labels[row])]);
            }
        result.findings.push_back(fmt::format("{}: {:.3f} to {:.3f} bits/dim over n = {} of {}.", set.title,
                                              *std::min_element(bits.begin(), bits.end()),
                                              *std::max_element(bits.begin(), bits.end()), set.count,
                                              set.available));
    }
    result.tables = {table.done()};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "extremes",
            .title = "Most and least likely images",
            .source = "Nalisnick et al. 2019, appendix (E12)",
            .what = "One model: the images at both ends of each set, under the likelihood or a part of it.",
            .fewestModels = 1,
            .mostModels = 1,
            .options = options(),
            .run = run};
}

}  // namespace nescio::experiments::extremes
