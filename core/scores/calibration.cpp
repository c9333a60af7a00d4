#include "core/scores/calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/scores/detection.h"
#include "core/scores/rankable.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

/// Steele, Lea and Flood 2014 (SplitMix64): every bit of the result depends on every bit given, so that a
/// place in a set serves as well as a content.
std::uint64_t mixedBits(std::uint64_t bits) {
    bits += 0x9e3779b97f4a7c15;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return bits ^ (bits >> 31);
}

bool isHeldOut(const ColumnKey& key, std::size_t row) {
    const auto image =
        key.contents.empty() ? static_cast<std::uint64_t>(key.indices[row]) : key.contents[row];
    return (mixedBits(image) >> 63) != 0;
}

SetColumns halfOf(const SetColumns& reference, const std::vector<std::size_t>& rows, const char* what) {
    auto half = partOf(reference, rows);
    auto terms = *half.terms;
    terms.setTitle = fmt::format("{}, {}", terms.setTitle, what);
    half.terms = std::make_shared<const TermTable>(std::move(terms));
    return half;
}

FittedScore fitOf(const ScoreKind& kind, const ReferenceHalves& halves,
                  const std::vector<FittedScore>& known) {
    const auto key = digestOf(halves.fitting.terms->key);
    const auto found = std::find_if(known.begin(), known.end(), [&](const FittedScore& fit) {
        return fit.score == kind.id && fit.referenceKey == key;
    });
    return found != known.end() ? *found : fittedTo(kind, halves.fitting);
}

/// A fit that came with the score cannot be made again without the images to be held out.
void requireFitHere(const ScoreKind& kind) {
    if (!kind.fit && kind.knows == Knowledge::OodLabels)
        throw UnsupportedError(
            fmt::format("score {}: expected one that can be fitted anew without the images its threshold is "
                        "set on, found "
                        "one fitted for good when it was made",
                        kind.id));
}

const char* unitOf(const ScoreKind& kind) {
    return kind.unit == "1" ? "" : kind.unit.c_str();
}

std::string valueText(const ScoreKind& kind, double value) {
    const auto* unit = unitOf(kind);
    return fmt::format("{:.5g}{}{}", value, *unit != 0 ? " " : "", unit);
}

}  // namespace

ReferenceHalves halvesOf(const SetColumns& reference) {
    std::vector<std::size_t> fitting, heldOut;
    for (std::size_t row = 0; row < reference.rows(); ++row)
        (isHeldOut(reference.terms->key, row) ? heldOut : fitting).push_back(row);
    return {.fitting = halfOf(reference, fitting, "the half for fitting"),
            .heldOut = halfOf(reference, heldOut, "the held-out half")};
}

Calibration calibrated(const ScoreKind& kind, const std::optional<ReferenceHalves>& halves,
                       const std::vector<FittedScore>& known) {
    Calibration made{.kind = kind};
    if (!halves) {
        made.noThreshold = fmt::format(
            "score {}: expected training images to set its threshold on, found none; give some (--reference)",
            kind.id);
        if (kind.fit) made.noValue = made.noThreshold;
        return made;
    }
    try {
        if (kind.fit) made.fit = fitOf(kind, *halves, known);
    } catch (const Error& error) {
        made.noValue = made.noThreshold = error.what();
        return made;
    }
    try {
        requireFitHere(kind);
        auto scores = rankable(scoreOf(kind, halves->heldOut, made.fit.state));
        if (scores.values.empty())
            throw DataError(fmt::format("score {}: expected numbers of held-out training images, found {}",
                                        kind.id, scores.nan > 0 ? "NaN alone" : "no image"));
        made.heldOut = std::move(scores.values);
        made.nan = scores.nan;
        made.reference = halves->heldOut.terms->setTitle;
        std::sort(made.heldOut.begin(), made.heldOut.end());
    } catch (const Error& error) {
        made.noThreshold = error.what();
    }
    return made;
}

Threshold thresholdOf(const Calibration& calibration, double falseAlarms) {
    auto threshold = calibrateThreshold(calibration.heldOut, falseAlarms);
    threshold.nan = calibration.nan;
    return threshold;
}

double percentileOf(const Calibration& calibration, double score) {
    const auto& all = calibration.heldOut;
    if (std::isnan(score) || all.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto lower = std::lower_bound(all.begin(), all.end(), score) - all.begin();
    return static_cast<double>(lower) / static_cast<double>(all.size());
}

Verdict verdictOn(const Calibration& calibration, const std::optional<Threshold>& threshold, double score) {
    const auto& kind = calibration.kind;
    if (!calibration.noValue.empty()) return {.words = calibration.noValue};
    if (std::isnan(score)) return {.words = fmt::format("score {}: no verdict, its value is NaN", kind.id)};
    if (!threshold) return {.words = calibration.noThreshold};
    const bool flagged = score > threshold->score;
    return {.judged = flagged ? Judged::Flagged : Judged::InDistribution,
            .words = fmt::format("{} {:.5g} {} {}: {}", kind.id, score, flagged ? ">" : "≤",
                                 valueText(kind, threshold->score), flagged ? "flagged" : "not flagged")};
}

std::string calibrationWords(const Calibration& calibration, const Threshold& threshold) {
    return fmt::format("{:g} % false alarms on {} {} of {}", 100 * threshold.rate,
                       countText(static_cast<std::int64_t>(threshold.n)),
                       calibration.kind.images > 1 ? "groups" : "images", calibration.reference);
}

std::string toText(Judged judged) {
    switch (judged) {
        case Judged::InDistribution:
            return "not flagged";
        case Judged::Flagged:
            return "flagged";
        case Judged::NotAtAll:
            break;
    }
    return "none";
}

}  // namespace nescio
