// Input complexity: what the model's code of an image costs beyond a general lossless code of it. Both in
// bits/dim; nats would mix units.

#include <fmt/format.h>

#include "core/scores/code_scores.h"

namespace nescio::scores::input_complexity {
namespace {

/// Net: a format's header, most of a small plain image's code, is left out of the length.
ScoreKind against(const CodeFormat& code, bool net) {
    const auto column = net ? "net" : "bytes";
    return {.id = fmt::format("complexity_{}{}", code.id, net ? "_net" : ""),
            .title = fmt::format("input complexity, {}{}", code.title, net ? ", net" : ""),
            .formula = fmt::format("−log2 p / D − 8·bytes({}{})/D", code.title,
                                   net ? ", beyond a constant image" : ""),
            .unit = "bits/dim",
            .cost = "one forward pass and one code",
            .source = "Serrà et al. 2020, Input complexity and out-of-distribution detection",
            .needs = "any terms",
            .measures = {code.id},
            .measuredColumns = {column},
            .claims = net || code.id != "png"
                          ? std::vector<ScoreClaim>{}
                          : std::vector<ScoreClaim>{{"fashion-mnist", "mnist", 0.998, "claimed",
                                                     "recalled, not re-read"},
                                                    {"cifar-10", "svhn", 0.950, "claimed",
                                                     "read in public code or outputs"},
                                                    {"cifar-10", "svhn", 0.784, "re-run",
                                                     "read in public code or outputs"},
                                                    {"cifar-10", "svhn", 0.782, "another re-run",
                                                     "read in public code or outputs"}},
            .evaluate = [id = code.id, column](const SetColumns& columns, const ScoreState&) {
                auto values = columns.terms->bitsPerDims();
                const auto lengths = codeBitsPerDim(columns, id, column);
                for (std::size_t row = 0; row < values.size(); ++row) values[row] -= lengths[row];
                return values;
            }};
}

}  // namespace

ScoreKind kind() {
    return {.id = "input_complexity", .variants = [](const std::vector<TermInfo>&) {
                std::vector<ScoreKind> scores;
                for (const auto& code : codeFormats())
                    for (const bool net : {false, true}) scores.push_back(against(code, net));
                return scores;
            }};
}

}  // namespace nescio::scores::input_complexity
