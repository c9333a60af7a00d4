// Complexity alone, in both directions: the control that needs no model. What a score gains over it, the
// model brought.

#include <fmt/format.h>

#include "core/scores/code_scores.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::code_length {
namespace {

ScoreKind ofLength(const CodeFormat& code, bool longer) {
    const bool told = code.id == "png";
    return {.id = fmt::format("{}_{}", longer ? "long" : "short", code.id),
            .title = fmt::format("{} code, {}", longer ? "long" : "short", code.title),
            .formula = fmt::format("{}8·bytes({})/D", longer ? "+" : "−", code.title),
            .unit = "bits/dim",
            .cost = "one code, no model",
            .source = "a control",
            .needs = "any terms",
            .measures = {code.id},
            .measuredColumns = {"bytes"},
            .readsTerms = false,
            .claims = told ? std::vector<ScoreClaim>{{"cifar-10", "svhn", longer ? 0.079 : 0.921, "re-run",
                                                      "read in public code or outputs"}}
                           : std::vector<ScoreClaim>{},
            .evaluate = [id = code.id, longer](const SetColumns& columns, const ScoreState&) {
                auto values = codeBitsPerDim(columns, id, "bytes");
                return longer ? values : negated(std::move(values));
            }};
}

}  // namespace

ScoreKind kind() {
    return {.id = "code_length", .variants = [](const std::vector<TermInfo>&) {
                std::vector<ScoreKind> scores;
                for (const auto& code : codeFormats())
                    for (const bool longer : {true, false}) scores.push_back(ofLength(code, longer));
                return scores;
            }};
}

}  // namespace nescio::scores::code_length
