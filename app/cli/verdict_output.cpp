#include "app/cli/verdict_output.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/experiment.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

std::string counted(std::size_t count) {
    return countText(static_cast<std::int64_t>(count));
}

/// The first score that has a threshold: what all of them were set for and on.
std::size_t firstWithThreshold(const VerdictTally& tally) {
    const auto found = std::find_if(tally.thresholds.begin(), tally.thresholds.end(),
                                    [](const auto& threshold) { return threshold.has_value(); });
    return static_cast<std::size_t>(found - tally.thresholds.begin());
}

std::string withoutHead(const Calibration& score) {
    const auto head = fmt::format("score {}: ", score.kind.id);
    const auto& why = score.noThreshold;
    return why.starts_with(head) ? why.substr(head.size()) : why;
}

}  // namespace

VerdictTally::VerdictTally(std::vector<Calibration> made, double falseAlarms)
    : calibrations(std::move(made)),
      thresholds(thresholdsAt(calibrations, falseAlarms)),
      flagged(calibrations.size()),
      without(calibrations.size()) {}

void VerdictTally::add(const JudgedImage& image) {
    ++images;
    bool any = false;
    for (std::size_t s = 0; s < calibrations.size(); ++s) {
        const auto judged = verdictOn(image, s, calibrations, thresholds).judged;
        if (judged == Judged::Flagged) ++flagged[s];
        if (judged == Judged::NotAtAll) ++without[s];
        any = any || judged == Judged::Flagged;
    }
    if (any) ++anyFlagged;
}

std::string verdictLine(const JudgedImage& image, const VerdictTally& tally) {
    std::vector<std::string> flags;
    std::size_t given = 0;
    for (std::size_t s = 0; s < tally.calibrations.size(); ++s) {
        const auto verdict = verdictOn(image, s, tally.calibrations, tally.thresholds);
        if (verdict.judged != Judged::NotAtAll) ++given;
        if (verdict.judged == Judged::Flagged)
            flags.push_back(verdict.words.substr(0, verdict.words.rfind(':')));
    }
    auto line = fmt::format("{}: {:.4g} bits/dim; ", image.name, image.bitsPerDim);
    if (given == 0) return line + "no verdict";
    if (flags.empty()) return line + fmt::format("flagged by none of {} scores", given);
    return line + fmt::format("flagged by {} of {} scores: {}", flags.size(), given, fmt::join(flags, ", "));
}

std::string summaryTable(const VerdictTally& tally) {
    std::vector<std::vector<std::string>> rows{
        {"score", "flagged", "share", "no verdict", "threshold", "unit", "knows"}};
    for (std::size_t s = 0; s < tally.calibrations.size(); ++s) {
        if (!tally.thresholds[s]) continue;
        const auto& kind = tally.calibrations[s].kind;
        const auto given = tally.images - tally.without[s];
        const auto share = static_cast<double>(tally.flagged[s]) / static_cast<double>(given);
        rows.push_back({kind.id, counted(tally.flagged[s]),
                        given > 0 ? fmt::format("{:.3f}", share) : "no number", counted(tally.without[s]),
                        briefNumber(tally.thresholds[s]->score), kind.unit == "1" ? "" : kind.unit,
                        toText(kind.knows)});
    }
    return rows.size() > 1 ? tableText(rows) : "";
}

std::vector<std::string> summarySentences(const VerdictTally& tally) {
    std::vector<std::string> sentences;
    if (const auto first = firstWithThreshold(tally); first < tally.thresholds.size()) {
        sentences.push_back(
            fmt::format("Thresholds: {}, which no score was fitted on.",
                        calibrationWords(tally.calibrations[first], *tally.thresholds[first])));
        if (tally.images > 0)
            sentences.push_back(fmt::format(
                "{} of {} images are flagged by one score or more; of in-distribution images that is more "
                "often so than of any one score.",
                counted(tally.anyFlagged), counted(tally.images)));
    }
    for (std::size_t s = 0; s < tally.calibrations.size(); ++s) {
        const auto& score = tally.calibrations[s];
        if (!score.noThreshold.empty())
            sentences.push_back(fmt::format("No verdict by {}: {}.", score.kind.id, withoutHead(score)));
        else if (const auto& remark = tally.thresholds[s]->remark; !remark.empty())
            sentences.push_back(fmt::format("{}: {}.", score.kind.id, remark));
    }
    return sentences;
}

Json toJson(const JudgedImage& image, const VerdictTally& tally) {
    Json verdicts = Json::array();
    for (std::size_t s = 0; s < tally.calibrations.size(); ++s) {
        const auto& score = tally.calibrations[s];
        const auto verdict = verdictOn(image, s, tally.calibrations, tally.thresholds);
        const bool given = verdict.judged != Judged::NotAtAll;
        verdicts.push_back({{"score", score.kind.id},
                            {"value", image.values[s]},
                            {"percentile", percentileOf(score, image.values[s])},
                            {"flagged", given ? Json(verdict.judged == Judged::Flagged) : Json(nullptr)},
                            {"words", verdict.words}});
    }
    return {{"image", image.name}, {"bits_per_dim", image.bitsPerDim}, {"verdicts", std::move(verdicts)}};
}

Json scoresJson(const VerdictTally& tally) {
    Json scores = Json::array();
    for (std::size_t s = 0; s < tally.calibrations.size(); ++s) {
        const auto& score = tally.calibrations[s];
        const auto& threshold = tally.thresholds[s];
        scores.push_back({{"id", score.kind.id},
                          {"title", score.kind.title},
                          {"unit", score.kind.unit},
                          {"knows", toId(score.kind.knows)},
                          {"threshold", threshold ? Json(threshold->score) : Json(nullptr)},
                          {"held_out", score.heldOut.size()},
                          {"held_out_nan", score.nan},
                          {"held_out_flagged", threshold ? Json(threshold->flagged) : Json(nullptr)},
                          {"reference", score.reference},
                          {"flagged", tally.flagged[s]},
                          {"no_verdict", tally.without[s]},
                          {"remark", threshold ? threshold->remark : score.noThreshold}});
    }
    return scores;
}

}  // namespace nescio
