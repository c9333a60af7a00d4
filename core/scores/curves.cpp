#include "core/scores/curves.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "core/scores/half_samples.h"
#include "core/scores/rankable.h"
#include "core/scores/share_interval.h"

namespace nescio {
namespace {

/// A point of a staircase, by images.
struct Corner {
    std::uint64_t x = 0, y = 0;
};

/// The kept indices of points at these distances from the start, which rise: `most` of them evenly spread,
/// the first and the last among them.
std::vector<std::size_t> thinned(const std::vector<double>& distances, std::size_t most) {
    const auto n = distances.size();
    std::vector<std::size_t> kept;
    if (n <= most) {
        for (std::size_t i = 0; i < n; ++i) kept.push_back(i);
        return kept;
    }
    for (std::size_t k = 0; k + 1 < most; ++k) {
        const double share = static_cast<double>(k) / static_cast<double>(most - 1);
        const double wanted = distances.front() + share * (distances.back() - distances.front());
        const auto next = std::lower_bound(distances.begin(), distances.end(), wanted) - distances.begin();
        if (kept.empty() || kept.back() < static_cast<std::size_t>(next))
            kept.push_back(static_cast<std::size_t>(next));
    }
    if (kept.back() != n - 1) kept.push_back(n - 1);
    return kept;
}

/// From (0, 0) to (in, out), a corner where the direction changes.
std::vector<Corner> cornersOf(const ScoreOrder& order) {
    std::vector<Corner> corners{{}};
    Corner at;
    std::uint64_t dx = 0, dy = 0;  // of the last step
    for (std::size_t place = 0; place < order.in.size(); ++place) {
        const std::uint64_t in = order.in[place], out = order.out[place];
        if (in + out == 0) continue;
        if (corners.size() > 1 && dx * out == dy * in) corners.pop_back();
        dx = in;
        dy = out;
        at.x += in;
        at.y += out;
        corners.push_back(at);
    }
    return corners;
}

/// A place on a ROC curve to compare samples at: where the curve climbs at one x, its foot or its top.
struct RocSite {
    double x = 0;
    bool foot = false;
};

/// The heights of a staircase at `sites`, which go from left to right.
std::vector<double> heightsAt(const std::vector<RocSite>& sites, const ScoreOrder& order) {
    const auto corners = cornersOf(order);
    const auto nIn = static_cast<double>(order.nIn), nOut = static_cast<double>(order.nOut);
    const auto xOf = [&](std::size_t i) { return static_cast<double>(corners[i].x) / nIn; };
    const auto yOf = [&](std::size_t i) { return static_cast<double>(corners[i].y) / nOut; };
    std::vector<double> heights;
    std::size_t next = 0;
    for (const auto& site : sites) {
        // The first corner that is not left of the site and, at the top of a climb, behind it.
        while (next + 1 < corners.size() && (site.foot ? xOf(next) < site.x : xOf(next) <= site.x)) ++next;
        if (next == 0 || xOf(next) <= site.x) {
            heights.push_back(yOf(next));
            continue;
        }
        const double width = xOf(next) - xOf(next - 1);
        const double share = (site.x - xOf(next - 1)) / width;
        heights.push_back(yOf(next - 1) + share * (yOf(next) - yOf(next - 1)));
    }
    return heights;
}

/// Precision where each of these recalls, which rise, is reached.
std::vector<double> precisionsAt(const std::vector<double>& recalls, const ScoreOrder& order) {
    std::vector<double> precisions;
    const auto all = static_cast<double>(order.nOut);
    std::uint64_t hits = 0, flagged = 0;
    for (std::size_t place = 0; place < order.in.size() && precisions.size() < recalls.size(); ++place) {
        hits += order.out[place];
        flagged += order.in[place] + order.out[place];
        while (precisions.size() < recalls.size() && order.out[place] > 0 &&
               static_cast<double>(hits) / all >= recalls[precisions.size()])
            precisions.push_back(static_cast<double>(hits) / static_cast<double>(flagged));
    }
    return precisions;
}

/// The band around `curve`, from what `valuesAt(sample)` gives at its points. `images`: [points], that a
/// value is a share of: what it is known from where the samples do not vary.
template <class ValuesAt>
void addBand(ScoreCurve& curve, const ScoreOrder& order, const CurveOptions& options,
             const std::vector<std::uint64_t>& images, ValuesAt valuesAt) {
    if (options.halfSamples == 0) return;
    std::vector<Spread> spreads(curve.y.size());
    HalfSamples halves(order, options.seed);
    for (int i = 0; i < options.halfSamples; ++i) {
        const auto values = valuesAt(halves.next());
        for (std::size_t p = 0; p < values.size(); ++p) spreads[p].add(values[p]);
    }
    for (std::size_t p = 0; p < curve.y.size(); ++p) {
        const auto n = static_cast<double>(images[p]);
        const auto interval =
            resampledInterval(curve.y[p], spreads[p], {.fewest = n, .confidence = options.confidence});
        curve.low.push_back(interval.low);
        curve.high.push_back(interval.high);
    }
}

/// The score that the last of the first `flagged` images has.   Requires: `ordered` in the order of flagging.
double thresholdAt(const std::vector<double>& ordered, std::uint64_t flagged) {
    return flagged == 0 ? std::numeric_limits<double>::quiet_NaN()
                        : ordered[static_cast<std::size_t>(flagged) - 1];
}

std::vector<double> together(std::vector<double> in, const std::vector<double>& out, Positive positive) {
    in.insert(in.end(), out.begin(), out.end());
    if (positive == Positive::Out)
        std::sort(in.begin(), in.end(), std::greater<>());
    else
        std::sort(in.begin(), in.end());
    return in;
}

/// The same two sets seen from the lowest score up.
ScoreOrder turned(const ScoreOrder& order) {
    return {.in = {order.out.rbegin(), order.out.rend()},
            .out = {order.in.rbegin(), order.in.rend()},
            .nIn = order.nOut,
            .nOut = order.nIn};
}

}  // namespace

ScoreCurve rocCurve(const std::vector<double>& inScores, const std::vector<double>& outScores,
                    const CurveOptions& options) {
    auto in = rankable(inScores), out = rankable(outScores);
    ScoreCurve curve{.nanIn = in.nan, .nanOut = out.nan};
    const auto ranked = together(in.values, out.values, Positive::Out);
    const auto order = orderOf(std::move(in.values), std::move(out.values));
    const auto corners = cornersOf(order);
    const auto nIn = static_cast<double>(order.nIn), nOut = static_cast<double>(order.nOut);
    std::vector<double> lengths;
    for (const auto& corner : corners)
        lengths.push_back(static_cast<double>(corner.x) / nIn + static_cast<double>(corner.y) / nOut);
    std::vector<RocSite> sites;
    for (const auto i : thinned(lengths, options.mostPoints)) {
        sites.push_back({static_cast<double>(corners[i].x) / nIn,
                         i + 1 < corners.size() && corners[i + 1].x == corners[i].x});
        curve.x.push_back(sites.back().x);
        curve.y.push_back(static_cast<double>(corners[i].y) / nOut);
        curve.thresholds.push_back(thresholdAt(ranked, corners[i].x + corners[i].y));
    }
    addBand(curve, order, options, std::vector<std::uint64_t>(sites.size(), order.nOut),
            [&](const ScoreOrder& half) { return heightsAt(sites, half); });
    return curve;
}

ScoreCurve precisionRecallCurve(const std::vector<double>& inScores, const std::vector<double>& outScores,
                                Positive positive, const CurveOptions& options) {
    auto in = rankable(inScores), out = rankable(outScores);
    ScoreCurve all, curve{.nanIn = in.nan, .nanOut = out.nan};
    std::vector<std::uint64_t> allFlagged, flaggedAt;
    const auto ranked = together(in.values, out.values, positive);
    auto order = orderOf(std::move(in.values), std::move(out.values));
    if (positive == Positive::In) order = turned(order);
    std::uint64_t hits = 0, flagged = 0;
    for (std::size_t place = 0; place < order.in.size(); ++place) {
        hits += order.out[place];
        flagged += order.in[place] + order.out[place];
        if (order.out[place] == 0) continue;
        all.x.push_back(static_cast<double>(hits) / static_cast<double>(order.nOut));
        all.y.push_back(static_cast<double>(hits) / static_cast<double>(flagged));
        allFlagged.push_back(flagged);
    }
    for (const auto i : thinned(all.x, options.mostPoints)) {
        curve.x.push_back(all.x[i]);
        curve.y.push_back(all.y[i]);
        flaggedAt.push_back(allFlagged[i]);
        curve.thresholds.push_back(thresholdAt(ranked, allFlagged[i]));
    }
    addBand(curve, order, options, flaggedAt,
            [&](const ScoreOrder& half) { return precisionsAt(curve.x, half); });
    return curve;
}

}  // namespace nescio
