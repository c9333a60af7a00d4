#include "core/views/likelihood_figure.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/scores/rankable.h"

namespace nescio {
namespace {

/// What stands beside the numbers of a set: "lower bound, 1 draw, at step 100 of 400".
std::string wordsOf(const FigureSet& set) {
    return set.table->words() + (set.age.empty() ? "" : ", " + set.age);
}

/// Marks the images of the weights that the sets are of; the note tells of those left out.
void addMarkers(const FigureRequest& request, HistogramData& data) {
    const long long dims = request.sets.front().table->shape.dims();
    const auto belongs = [&](const FigureMarker& marker) {
        return std::any_of(request.sets.begin(), request.sets.end(),
                           [&](const FigureSet& set) { return set.table->key.weights == marker.weights; });
    };
    const auto valueOf = [&](const FigureMarker& marker) {
        return request.quantity == Quantity::BitsPerDim ? bitsPerDim(marker.nats, dims) : marker.nats;
    };
    std::size_t others = 0;
    for (const auto& marker : request.markers) {
        if (belongs(marker))
            data.markers.push_back(valueOf(marker));
        else
            ++others;
    }
    if (others > 0)
        data.note += fmt::format("; {} dropped {} scored at another step: not drawn", others,
                                 others == 1 ? "image was" : "images were");
    if (!request.inspected) return;
    if (belongs(*request.inspected))
        data.inspected = valueOf(*request.inspected);
    else
        data.note += "; the inspected image was scored at another step: not drawn";
}

/// What the interval allows to say. AUROC below one half: −log p is lower for the unseen set.
const char* comparison(const Interval& auroc) {
    if (std::isnan(auroc.value)) return "cannot be compared with";
    if (auroc.high < 0.5) return "is found more likely than";
    if (auroc.low > 0.5) return "is found less likely than";
    return "is found about as likely as";
}

std::string verdictOf(const FigureRequest& request) {
    std::string words;
    for (const auto& pair : pairsOf(request.sets))
        words += (words.empty() ? "" : "; ") + verdictWords(pair, request.verdicts);
    return words;
}

}  // namespace

std::string noteOf(const std::vector<FigureSet>& sets) {
    if (sets.empty()) return {};
    auto first = wordsOf(sets.front());
    if (std::all_of(sets.begin(), sets.end(), [&](const FigureSet& set) { return wordsOf(set) == first; }))
        return first;
    std::string note;
    for (const auto& set : sets) note += (note.empty() ? "" : "; ") + set.title + ": " + wordsOf(set);
    return note;
}

HistogramData figureOf(const FigureRequest& request) {
    const bool bits = request.quantity == Quantity::BitsPerDim;
    HistogramData data;
    data.title = request.runTitle;
    data.quantity = bits ? "bits/dim" : "log-likelihood (nats)";
    data.direction = bits ? "← more likely" : "more likely →";
    data.note = noteOf(request.sets);
    std::vector<std::vector<double>> values;
    for (const auto& set : request.sets) {
        HistogramSeries series;
        series.label = set.title;
        series.role = set.role;
        series.slot = set.slot;
        series.available = set.table->available;
        series.column =
            std::make_shared<const ImageColumn>(bits ? set.table->bitsPerDim() : set.table->logLikelihood());
        series.order = std::make_shared<const ValueOrder>(series.column);
        data.series.push_back(std::move(series));
        values.push_back(data.series.back().column->values);
    }
    if (values.empty()) return data;
    binShared(data, values, kHistogramBins);
    addMarkers(request, data);
    data.verdict = verdictOf(request);
    return data;
}

std::vector<PairVerdict> pairsOf(const std::vector<FigureSet>& sets) {
    const auto firstOf = [&](const auto& wanted) {
        const auto found = std::find_if(sets.begin(), sets.end(), wanted);
        return found == sets.end() ? nullptr : found->table;
    };
    const auto test = [](const FigureSet& set) { return set.role == SetRole::Test; };
    auto in = firstOf(
        [&](const FigureSet& set) { return test(set) && partOf(set.table->setId) != SetPart::Training; });
    if (!in) in = firstOf(test);
    if (!in) in = firstOf([](const FigureSet& set) { return set.role == SetRole::Train; });
    std::vector<PairVerdict> pairs;
    for (const auto& set : sets)
        if (in && set.role == SetRole::OutOfDistribution)
            pairs.push_back({.in = in,
                             .out = set.table,
                             .auroc = {},
                             .leftOut = {},
                             .refusal = whyNotComparable(in->key, in->setTitle, set.table->key, set.title)});
    return pairs;
}

std::string verdictWords(const PairVerdict& pair, const std::vector<PairVerdict>& known) {
    if (!pair.refusal.empty()) return fmt::format("no verdict: {}; score both again", pair.refusal);
    const auto judgedOne = std::find_if(known.begin(), known.end(), [&](const PairVerdict& other) {
        return other.in == pair.in && other.out == pair.out;
    });
    const bool isJudged = judgedOne != known.end();
    auto words = isJudged ? aurocWords(judgedOne->auroc) : std::string("AUROC(−log p) …");
    words += fmt::format(" · {} {} {}", pair.out->setTitle,
                         isJudged ? comparison(judgedOne->auroc) : "against", pair.in->setTitle);
    if (isJudged && !judgedOne->leftOut.empty()) words += fmt::format(" ({})", judgedOne->leftOut);
    return words;
}

PairVerdict judged(PairVerdict pair) {
    const auto in = minusLogP(*pair.in), out = minusLogP(*pair.out);
    const auto nanIn = rankable(in).nan, nanOut = rankable(out).nan;
    const bool comparable = nanIn < in.size() && nanOut < out.size();
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    pair.auroc = comparable ? evaluateRoc(in, out).auroc : Interval{kNone, kNone, kNone};
    pair.leftOut = leftOutWords(nanOut, out.size(), pair.out->setTitle);
    const auto inWords = leftOutWords(nanIn, in.size(), pair.in->setTitle);
    if (!inWords.empty()) pair.leftOut += (pair.leftOut.empty() ? "" : "; ") + inWords;
    return pair;
}

std::string aurocWords(const Interval& auroc) {
    return "AUROC(−log p) " + intervalText(auroc);
}

}  // namespace nescio
