#include "core/analysis/detection_columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/run_scores.h"
#include "core/measures/measure.h"

namespace nescio {
bool leftToBeAskedFor(const ScoreKind& score) {
    return std::any_of(score.measures.begin(), score.measures.end(), [](const std::string& measure) {
        const auto& kinds = measureKinds();
        const auto found = std::find_if(kinds.begin(), kinds.end(),
                                        [&](const MeasureKind& kind) { return kind.id == measure; });
        return found != kinds.end() && found->onRequest;
    });
}

std::vector<ScoreKind> scoresOf(const DetectionOrder& order, const std::vector<TermInfo>& terms) {
    std::vector<ScoreKind> scores;
    const auto known = scoresOf(order.compositions, terms);
    for (const auto& id : order.scores) scores.push_back(scoreAmong(known, id));
    if (!scores.empty()) return scores;
    for (const auto& kind : known)
        if (kind.appliesTo(terms) && !leftToBeAskedFor(kind)) scores.push_back(kind);
    return scores;
}

std::vector<std::string> measuresOf(const std::vector<ScoreKind>& scores) {
    std::vector<std::string> measures;
    for (const auto& score : scores)
        for (const auto& measure : score.measures)
            if (std::find(measures.begin(), measures.end(), measure) == measures.end())
                measures.push_back(measure);
    return measures;
}

std::optional<DetectionInput> gather(ColumnSource& source, const DetectionOrder& order, std::stop_token stop,
                                     ProgressBoard* board) {
    const auto scores = scoresOf(order, source.model().terms());
    const auto columnsOf = [&](const ImageSet& set, const std::vector<ScoreKind>& wanted) {
        return source.columnsOf(set, measuresOf(wanted), stop, board);
    };
    auto in = columnsOf(order.in, scores);
    if (!in) return std::nullopt;
    DetectionInput input{.in = std::move(*in), .out = {}, .reference = {}, .scores = scores};
    for (const auto& set : order.out) {
        auto out = columnsOf(set, scores);
        if (!out) return std::nullopt;
        input.out.push_back(std::move(*out));
    }
    if (!order.reference) return input;
    std::vector<ScoreKind> wanted;
    std::copy_if(scores.begin(), scores.end(), std::back_inserter(wanted),
                 [](const ScoreKind& score) { return score.fit != nullptr || !leftToBeAskedFor(score); });
    input.reference = columnsOf(*order.reference, wanted);
    if (!input.reference) return std::nullopt;
    for (const auto& measure : measuresOf(scores))
        if (!input.reference->has(measure))
            input.reference->missing.try_emplace(
                measure, fmt::format("{} takes long and was not measured of training images for a threshold "
                                     "alone; decide --scores does that",
                                     measure));
    return input;
}

}  // namespace nescio
