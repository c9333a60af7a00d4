#include "core/scores/roc.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/scores/half_samples.h"
#include "core/scores/rankable.h"
#include "core/scores/share_interval.h"

namespace nescio {
namespace {

/// Areas are biased by the number of images. A false positive rate is a share of the images of one set, and
/// known no better than from counting them.
ShareKind kindOf(const DetectionFigure& figure, const ScoreOrder& order, double confidence) {
    const auto nIn = static_cast<double>(order.nIn), nOut = static_cast<double>(order.nOut);
    ShareKind kind{.biased = figure.higherIsBetter, .fewest = std::min(nIn, nOut), .confidence = confidence};
    if (!figure.higherIsBetter) kind.most = figure.positive == Positive::In ? nOut : nIn;
    return kind;
}

}  // namespace

double aurocOfMinus(const std::vector<double>& in, const std::vector<double>& out) {
    const auto a = rankable(in).values, b = rankable(out).values;
    // Minus nats rank the other way round, which is to change places.
    return a.empty() || b.empty() ? std::numeric_limits<double>::quiet_NaN() : auroc(b, a);
}

double auroc(const std::vector<double>& in, const std::vector<double>& out) {
    return figuresOf(orderOf(in, out)).auroc;
}

RocResult evaluateRoc(const std::vector<double>& inScores, const std::vector<double>& outScores,
                      int bootstraps, double confidence, std::uint64_t seed) {
    auto in = rankable(inScores), out = rankable(outScores);
    const auto order = orderOf(std::move(in.values), std::move(out.values));
    const auto& figures = detectionFigures();
    const auto point = figuresOf(order);
    std::vector<Spread> spreads(figures.size());
    HalfSamples halves(order, seed);
    for (int i = 0; i < bootstraps; ++i) {
        const auto sample = figuresOf(halves.next());
        for (std::size_t f = 0; f < figures.size(); ++f) spreads[f].add(sample.*figures[f].value);
    }
    RocResult result;
    const bool open = order.nIn > 1 && order.nOut > 1;  // one image tells nothing of how far others lie
    for (std::size_t f = 0; f < figures.size(); ++f) {
        const double value = point.*figures[f].value;
        result.*figures[f].interval =
            open ? resampledInterval(value, spreads[f], kindOf(figures[f], order, confidence))
                 : Interval{value, value, value};
    }
    result.nIn = order.nIn;
    result.nOut = order.nOut;
    result.nanIn = in.nan;
    result.nanOut = out.nan;
    result.bootstraps = bootstraps;
    result.confidence = confidence;
    return result;
}

}  // namespace nescio
