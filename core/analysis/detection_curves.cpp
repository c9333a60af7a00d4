#include "core/analysis/detection_curves.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/scores/curves.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr std::size_t kMostCurves = 6;
constexpr int kBandSamples = 200;  // a band is a drawing; intervals have their own number

/// Raw likelihood and the best ones.
std::vector<const DetectedScore*> standardCurves(const Detection& detection, std::size_t set) {
    auto ranked = bestFirst(detection, set);
    const auto raw = std::find_if(ranked.begin(), ranked.end(),
                                  [](const auto* score) { return score->kind.id == "likelihood"; });
    if (raw != ranked.end() && raw - ranked.begin() >= static_cast<std::ptrdiff_t>(kMostCurves))
        std::rotate(ranked.begin() + kMostCurves - 1, raw, raw + 1);
    ranked.resize(std::min(ranked.size(), kMostCurves));
    return ranked;
}

std::vector<const DetectedScore*> chosenCurves(const Detection& detection, std::size_t set,
                                               const std::vector<std::string>& ids) {
    std::vector<const DetectedScore*> chosen;
    for (const auto& id : ids)
        for (const auto* score : bestFirst(detection, set))
            if (score->kind.id == id && chosen.size() < kMostCurves) chosen.push_back(score);
    return chosen;
}

/// The images of both sets by their scores; none where images are judged several at a time.
std::optional<SeriesImages> rankedImages(const DetectionInput& input, const DetectedScore& score,
                                         std::size_t set) {
    if (score.kind.images > 1) return std::nullopt;
    const auto ordered = [](const TermTable& terms, const std::vector<double>& values) {
        return orderedImages(terms.setId, terms.key.set, terms.key.indices, values);
    };
    return SeriesImages{
        {ordered(*input.in.terms, score.in), ordered(*input.out[set].terms, score.sets[set].values)}};
}

/// The same words in both panels, so that they share a legend and a colour.
ResultSeries bandedCurve(const DetectedScore& score, std::size_t set, const ScoreCurve& curve,
                         std::optional<SeriesImages> images) {
    ResultSeries series{
        .label = fmt::format("{}, AUROC {:.3f}", score.kind.title, score.sets[set].roc.auroc.value),
        .x = curve.x,
        .y = curve.y};
    series.low = curve.low;
    series.high = curve.high;
    series.images = std::move(images);
    if (series.images) series.images->thresholds = curve.thresholds;
    return series;
}

}  // namespace

std::vector<const DetectedScore*> bestFirst(const Detection& detection, std::size_t set) {
    std::vector<const DetectedScore*> scores;
    for (const auto& score : detection.scores)
        if (score.problem.empty() && score.sets[set].problem.empty()) scores.push_back(&score);
    std::stable_sort(scores.begin(), scores.end(), [&](const auto* a, const auto* b) {
        return a->sets[set].roc.auroc.value > b->sets[set].roc.auroc.value;
    });
    return scores;
}

ResultFigure detectionCurves(const DetectionInput& input, const Detection& detection, std::size_t set,
                             const std::vector<std::string>& scores) {
    const auto& in = input.in.terms->setTitle;
    const auto& out = input.out[set].terms->setTitle;
    ResultPanel roc{
        .title = "ROC", .xTitle = "share of in-distribution flagged", .yTitle = "share of OOD flagged"};
    ResultPanel precision{
        .title = "precision and recall", .xTitle = "recall: share of OOD flagged", .yTitle = "precision"};
    const auto drawn = scores.empty() ? standardCurves(detection, set) : chosenCurves(detection, set, scores);
    for (const auto* score : drawn) {
        const auto& judged = score->sets[set];
        const CurveOptions options{.halfSamples = kBandSamples};
        roc.series.push_back(bandedCurve(*score, set, rocCurve(score->in, judged.values, options),
                                         rankedImages(input, *score, set)));
        precision.series.push_back(
            bandedCurve(*score, set, precisionRecallCurve(score->in, judged.values, Positive::Out, options),
                        std::nullopt));
    }
    return {.id = fmt::format("roc_{}", set + 1),
            .title = fmt::format("{}: {} against {}",
                                 scores.empty() ? "The best scores and −log p" : "Scores", out, in),
            .note = "higher score = more out-of-distribution; bands 95 % over images",
            .columns = 2,
            .panels = {std::move(roc), std::move(precision)}};
}

}  // namespace nescio
