#include "core/analysis/threshold_table.h"

#include <limits>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

void addShare(TableBuilder& table, const std::string& title, const std::string& count,
              const FlaggedSet& set) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto& share = set.flagged.share;
    const bool known = set.problem.empty();
    table.number(title, "", known ? share.value : kNone)
        .number(title + ", low", "", known ? share.low : kNone)
        .number(title + ", high", "", known ? share.high : kNone)
        .number(count, "", static_cast<double>(set.flagged.n));
}

/// What keeps the threshold from its rate, or a set from its numbers.
std::string remarkOf(const DetectedThreshold& score, const FlaggedSet& out) {
    if (!score.in.problem.empty()) return score.in.problem;
    return out.problem.empty() ? score.threshold->remark : out.problem;
}

}  // namespace

ResultTable thresholdTable(const DetectionInput& input, const std::vector<DetectedThreshold>& thresholds) {
    TableBuilder table("thresholds", fmt::format("Thresholds for {:g} % false alarms, and what they flag",
                                                 100 * input.falseAlarms));
    for (std::size_t set = 0; set < input.out.size(); ++set)
        for (const auto& score : thresholds) {
            if (!score.threshold) continue;
            const auto& kind = score.calibration.kind;
            table.word("OOD set", input.out[set].terms->setTitle)
                .word("score", kind.id)
                .number("threshold", "", score.threshold->score)
                .word("unit", kind.unit == "1" ? "" : kind.unit)
                .number("false alarms asked for", "", score.threshold->rate)
                .number("n held out", "", static_cast<double>(score.threshold->n));
            addShare(table, "false alarms", "n in", score.in);
            addShare(table, "detected", "n OOD", score.sets[set]);
            table.word("remark", remarkOf(score, score.sets[set]));
        }
    return table.done();
}

std::string splitWords(const DetectionInput& input) {
    if (!input.reference) return "";
    const auto halves = halvesOf(*input.reference);
    const auto& terms = *input.reference->terms;
    const auto* trained =
        terms.role == SetRole::Train ? "; the model itself was trained on images of this set" : "";
    return fmt::format(
        "Thresholds: set on {} of {} images of {} that no score was fitted on for them (the others serve to "
        "fit; an image's bytes decide which half it is in){}.",
        countText(static_cast<std::int64_t>(halves.heldOut.rows())),
        countText(static_cast<std::int64_t>(terms.rows())), terms.setTitle, trained);
}

}  // namespace nescio
