#include "core/analysis/decision.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/detection_columns.h"
#include "core/analysis/run_scores.h"
#include "core/scores/detection.h"
#include "core/values/csv.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

std::vector<ScoreKind> singleScores(const DecisionOrder& order, const std::vector<TermInfo>& terms) {
    std::vector<ScoreKind> scores;
    const auto known = scoresOf(order.compositions, terms);
    for (const auto& id : order.scores) scores.push_back(scoreAmong(known, id));
    if (!scores.empty()) return scores;
    std::copy_if(known.begin(), known.end(), std::back_inserter(scores), [&](const ScoreKind& kind) {
        return kind.images == 1 && kind.appliesTo(terms) && !leftToBeAskedFor(kind);
    });
    return scores;
}

Calibration ofSingleImages(const ScoreKind& kind, const std::optional<ReferenceHalves>& halves,
                           const std::vector<FittedScore>& known) {
    if (kind.images == 1) return calibrated(kind, halves, known);
    Calibration none{.kind = kind};
    none.noValue = none.noThreshold =
        fmt::format("score {}: expected one of single images, found one of {} together; detect judges those",
                    kind.id, kind.images);
    return none;
}

std::vector<FittedScore> fitsOf(const std::vector<Calibration>& calibrations,
                                const std::vector<FittedScore>& known) {
    std::vector<FittedScore> fresh;
    for (const auto& one : calibrations) {
        const auto isIt = [&](const FittedScore& fit) {
            return fit.score == one.fit.score && fit.referenceKey == one.fit.referenceKey;
        };
        if (!one.fit.score.empty() && std::none_of(known.begin(), known.end(), isIt))
            fresh.push_back(one.fit);
    }
    return fresh;
}

std::vector<ScoreKind> kindsOf(const std::vector<Calibration>& calibrations) {
    std::vector<ScoreKind> kinds;
    for (const auto& one : calibrations)
        if (one.noValue.empty()) kinds.push_back(one.kind);
    return kinds;
}

/// Of every row; none, and the reason, where the score cannot be had of the batch.
std::vector<double> valuesOf(const Calibration& score, const SetColumns& columns, std::string& problem) {
    try {
        if (!score.noValue.empty()) throw UnsupportedError(score.noValue);
        return scoreOf(score.kind, columns, score.fit.state);
    } catch (const Error& error) {
        problem = error.what();
        return {};
    }
}

std::string nameIn(const ImageSet& batch, std::int64_t i) {
    return batch.imageNames.empty() ? fmt::format("{} #{}", batch.title, batch.indexOf(i))
                                    : batch.imageNames[static_cast<std::size_t>(i)];
}

}  // namespace

std::optional<std::vector<Calibration>> calibratedFor(ColumnSource& source, const DecisionOrder& order,
                                                      std::stop_token stop, ProgressBoard* board) {
    const auto scores = singleScores(order, source.model().terms());
    std::optional<ReferenceHalves> halves;
    if (order.reference) {
        const auto reference = source.columnsOf(*order.reference, measuresOf(scores), std::move(stop), board);
        if (!reference) return std::nullopt;
        halves = halvesOf(*reference);
    }
    const auto known = source.fits();
    std::vector<Calibration> calibrations;
    for (const auto& kind : scores) calibrations.push_back(ofSingleImages(kind, halves, known));
    if (auto fresh = fitsOf(calibrations, known); !fresh.empty()) source.keep({.fits = std::move(fresh)});
    return calibrations;
}

ImageSet batchOf(const std::vector<Image>& images, const ImageShape& shape) {
    ImageSet batch{.id = "images",
                   .title = "images",
                   .shape = shape,
                   .count = static_cast<std::int64_t>(images.size()),
                   .available = static_cast<std::int64_t>(images.size())};
    std::vector<std::uint8_t> bytes;
    for (const auto& image : images) {
        const auto fitted = fitToShape(image, shape);
        bytes.insert(bytes.end(), fitted.bytes.begin(), fitted.bytes.end());
        batch.imageNames.push_back(image.source);
    }
    batch.bytes = std::move(bytes);
    return batch;
}

std::optional<std::vector<JudgedImage>> judged(ColumnSource& source,
                                               const std::vector<Calibration>& calibrations,
                                               const ImageSet& batch, std::stop_token stop) {
    auto loose = batch;  // without a fingerprint nothing is looked for in the run's file, or kept there
    loose.fingerprint.clear();
    const auto columns = source.columnsOf(loose, measuresOf(kindsOf(calibrations)), std::move(stop));
    if (!columns) return std::nullopt;
    const auto bits = columns->terms->bitsPerDims();
    std::vector<JudgedImage> images(columns->rows());
    std::vector<std::string> problems(calibrations.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i].name = nameIn(batch, static_cast<std::int64_t>(i));
        images[i].bitsPerDim = bits[i];
        images[i].values.assign(calibrations.size(), std::numeric_limits<double>::quiet_NaN());
    }
    for (std::size_t s = 0; s < calibrations.size(); ++s) {
        const auto values = valuesOf(calibrations[s], *columns, problems[s]);
        for (std::size_t i = 0; i < values.size(); ++i) images[i].values[s] = values[i];
    }
    const auto shared = std::make_shared<const std::vector<std::string>>(std::move(problems));
    for (auto& image : images) image.problems = shared;
    return images;
}

std::vector<std::optional<Threshold>> thresholdsAt(const std::vector<Calibration>& calibrations,
                                                   double falseAlarms) {
    std::vector<std::optional<Threshold>> thresholds(calibrations.size());
    for (std::size_t s = 0; s < calibrations.size(); ++s)
        if (calibrations[s].noThreshold.empty()) thresholds[s] = thresholdOf(calibrations[s], falseAlarms);
    return thresholds;
}

Verdict verdictOn(const JudgedImage& image, std::size_t s, const std::vector<Calibration>& calibrations,
                  const std::vector<std::optional<Threshold>>& thresholds) {
    if (image.problems && !(*image.problems)[s].empty()) return {.words = (*image.problems)[s]};
    return verdictOn(calibrations[s], thresholds[s], image.values[s]);
}

std::vector<std::string> verdictHeader(const std::vector<Calibration>& calibrations) {
    std::vector<std::string> header{"image", "bits_per_dim"};
    for (const auto& score : calibrations)
        for (const auto* what : {"", "_percentile", "_threshold", "_verdict"})
            header.push_back(fmt::format("{}{}", score.kind.id, what));
    return header;
}

std::vector<std::string> verdictRow(const JudgedImage& image, const std::vector<Calibration>& calibrations,
                                    const std::vector<std::optional<Threshold>>& thresholds) {
    std::vector<std::string> row{image.name, numberText(image.bitsPerDim)};
    for (std::size_t s = 0; s < calibrations.size(); ++s) {
        row.push_back(numberText(image.values[s]));
        row.push_back(numberText(percentileOf(calibrations[s], image.values[s])));
        row.push_back(thresholds[s] ? numberText(thresholds[s]->score) : "");
        row.push_back(toText(verdictOn(image, s, calibrations, thresholds).judged));
    }
    return row;
}

}  // namespace nescio
