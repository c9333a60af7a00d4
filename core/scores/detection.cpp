#include "core/scores/detection.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "core/values/cpu_limits.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

FittedScore fitted(const DetectionInput& input, const ScoreKind& kind) {
    if (!kind.fit) return {};
    if (!input.reference)
        throw UnsupportedError(fmt::format(
            "score {}: expected training images to be fitted on, found none; score the training set",
            kind.id));
    const auto& terms = *input.reference->terms;
    if (const auto why = whyNotTogether(kind, *input.reference, input.in); !why.empty())
        throw UnsupportedError(fmt::format("score {}: {}", kind.id, why));
    const auto key = digestOf(terms.key);
    for (const auto& known : input.known)
        if (known.score == kind.id && known.referenceKey == key) return known;
    return fittedTo(kind, *input.reference);
}

DetectedSet judgedOn(const DetectionInput& input, const DetectedScore& score, const SetColumns& out) {
    DetectedSet set;
    try {
        if (const auto why = whyNotTogether(score.kind, input.in, out); !why.empty())
            throw UnsupportedError(why);
        set.values = scoreOf(score.kind, out, score.fit.state);
        set.roc = evaluateRoc(score.in, set.values, input.bootstraps, input.confidence, input.seed);
    } catch (const Error& error) {
        set.problem = error.what();
    }
    return set;
}

DetectedScore judged(const DetectionInput& input, const ScoreKind& kind) {
    DetectedScore score{.kind = kind,
                        .inputs = inputWords(kind, input.in),
                        .secondsPerImage = secondsPerImage(kind, input.in)};
    try {
        score.fit = fitted(input, kind);
        score.in = scoreOf(kind, input.in, score.fit.state);
    } catch (const Error& error) {
        score.problem = error.what();
        score.secondsPerImage = 0;  // nothing was measured
        score.sets.assign(input.out.size(), DetectedSet{.problem = score.problem});
        return score;
    }
    for (const auto& out : input.out) score.sets.push_back(judgedOn(input, score, out));
    return score;
}

}  // namespace

FittedScore fittedTo(const ScoreKind& kind, const SetColumns& reference) {
    const auto& terms = *reference.terms;
    return {.score = kind.id,
            .reference = terms.setId,
            .referenceTitle = terms.setTitle,
            .referenceKey = digestOf(terms.key),
            .images = static_cast<std::int64_t>(terms.rows()),
            .weights = terms.key.weights,
            .state = fitScore(kind, reference)};
}

std::string whyNotTogether(const ScoreKind& kind, const SetColumns& a, const SetColumns& b) {
    const auto& aTitle = a.terms->setTitle;
    const auto& bTitle = b.terms->setTitle;
    if (auto why = whyNotComparable(a.terms->key, aTitle, b.terms->key, bTitle); !why.empty()) return why;
    for (const auto& measure : kind.measures) {
        if (!a.has(measure) || !b.has(measure)) continue;
        const auto why = whyNotComparable(*a.measurements.at(measure).key, aTitle,
                                          *b.measurements.at(measure).key, bTitle);
        if (!why.empty()) return fmt::format("{}: {}", measure, why);
    }
    return "";
}

Detection detect(const DetectionInput& input) {
    Detection detection;
    detection.scores.resize(input.scores.size());
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failing;
    const auto judgeSome = [&] {
        try {
            for (auto i = next++; i < input.scores.size(); i = next++)
                detection.scores[i] = judged(input, input.scores[i]);
        } catch (...) {  // no fault of a score: those are kept with it
            const std::lock_guard lock(failing);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        const auto threads =
            threadsWithin(cpuLimits(), static_cast<int>(std::thread::hardware_concurrency()));
        for (int i = 1; i < threads && i < static_cast<int>(input.scores.size()); ++i)
            others.emplace_back(judgeSome);
        judgeSome();
    }
    if (failure) std::rethrow_exception(failure);
    return detection;
}

std::vector<FittedScore> newFits(const DetectionInput& input, const Detection& detection) {
    std::vector<FittedScore> fits;
    for (const auto& score : detection.scores) {
        const bool known = std::any_of(input.known.begin(), input.known.end(), [&](const FittedScore& fit) {
            return fit.score == score.fit.score && fit.referenceKey == score.fit.referenceKey;
        });
        if (!score.fit.score.empty() && !known) fits.push_back(score.fit);
    }
    return fits;
}

}  // namespace nescio
