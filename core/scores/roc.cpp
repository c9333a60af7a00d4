#include "core/scores/roc.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

struct Scored {
    double score;
    bool out;
};

void requireUsable(const std::vector<double>& values, const char* which) {
    if (values.empty()) throw DataError(std::string("ROC: expected ") + which + " scores, found none");
    for (const double value : values)
        if (std::isnan(value))
            throw DataError(std::string("ROC: expected numbers as ") + which + " scores, found a NaN");
}

/// Both sets in one list, highest score first.
std::vector<Scored> ranked(const std::vector<double>& in, const std::vector<double>& out) {
    requireUsable(in, "in-distribution");
    requireUsable(out, "out-of-distribution");
    std::vector<Scored> all;
    all.reserve(in.size() + out.size());
    for (const double score : in) all.push_back({score, false});
    for (const double score : out) all.push_back({score, true});
    std::sort(all.begin(), all.end(), [](const Scored& a, const Scored& b) { return a.score > b.score; });
    return all;
}

/// Calls visit(flagged in, flagged out) at each threshold, from the strictest on; ties go together.
template <class Visit>
void walk(const std::vector<Scored>& all, Visit visit) {
    std::size_t in = 0, out = 0;
    for (std::size_t i = 0; i < all.size();) {
        const double score = all[i].score;
        for (; i < all.size() && all[i].score == score; ++i) (all[i].out ? out : in) += 1;
        visit(in, out);
    }
}

struct Figures {
    double auroc = 0, auprOut = 0, auprIn = 0, fpr95 = 1, fpr80 = 1;
};

/// Average precision: precision at each threshold, weighted by the recall it adds.
double averagePrecision(const std::vector<Scored>& all, double positives, bool outPositive) {
    double sum = 0, lastTrue = 0;
    walk(all, [&](std::size_t in, std::size_t out) {
        const auto hits = static_cast<double>(outPositive ? out : in);
        const auto flagged = static_cast<double>(in + out);
        sum += (hits - lastTrue) / positives * (hits / flagged);
        lastTrue = hits;
    });
    return sum;
}

Figures figuresOf(const std::vector<double>& in, const std::vector<double>& out) {
    const auto all = ranked(in, out);
    const auto nIn = static_cast<double>(in.size());
    const auto nOut = static_cast<double>(out.size());
    Figures figures;
    double lastIn = 0, lastOut = 0;
    bool reached95 = false, reached80 = false;
    walk(all, [&](std::size_t flaggedIn, std::size_t flaggedOut) {
        const auto falseRate = static_cast<double>(flaggedIn) / nIn;
        const auto trueRate = static_cast<double>(flaggedOut) / nOut;
        // Trapezoids: a tie between the sets counts one half.
        figures.auroc += (falseRate - lastIn) * (trueRate + lastOut) / 2;
        if (!reached95 && trueRate >= 0.95) figures.fpr95 = falseRate, reached95 = true;
        if (!reached80 && trueRate >= 0.80) figures.fpr80 = falseRate, reached80 = true;
        lastIn = falseRate;
        lastOut = trueRate;
    });
    figures.auprOut = averagePrecision(all, nOut, true);
    std::vector<double> negatedIn, negatedOut;
    for (const double score : in) negatedIn.push_back(-score);
    for (const double score : out) negatedOut.push_back(-score);
    figures.auprIn = averagePrecision(ranked(negatedIn, negatedOut), nIn, false);
    return figures;
}

/// Half of the values, each at most once.
std::vector<double> half(std::vector<double> values, std::mt19937_64& generator) {
    const auto size = std::max<std::size_t>(1, values.size() / 2);
    // The remainder keeps results equal on every platform; its bias is below 2^-40.
    for (std::size_t i = 0; i < size; ++i)
        std::swap(values[i], values[i + generator() % (values.size() - i)]);
    values.resize(size);
    return values;
}

struct Spread {
    double mean = 0, variance = 0;
};

Spread spreadOf(const std::vector<double>& values) {
    Spread spread;
    for (const double value : values) spread.mean += value / static_cast<double>(values.size());
    for (const double value : values)
        spread.variance += (value - spread.mean) * (value - spread.mean) /
                           std::max(1.0, static_cast<double>(values.size()) - 1);
    return spread;
}

/// Wilson's interval of a share that is known as well as from n independent trials: it is asymmetric near 0
/// and 1, stays within them and never collapses.
Interval wilson(double value, double share, double n, double z) {
    const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double reach = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {value, std::clamp(centre - reach, 0.0, value), std::clamp(centre + reach, value, 1.0)};
}

/// What the samples say of a figure: how many independent trials its variance is worth, and, where it is
/// biased by the number of images, by how much.
Interval intervalOf(double value, const std::vector<double>& samples, bool biased, double fewest, double most,
                    double confidence) {
    if (samples.empty()) return {value, value, value};
    const auto spread = spreadOf(samples);
    const double share = biased ? std::clamp(2 * value - spread.mean, 0.0, 1.0) : value;
    const double ofOneTrial = share * (1 - share);
    const bool known = spread.variance > 0 && ofOneTrial > 0;
    const double trials = known ? std::min(ofOneTrial / spread.variance, most) : fewest;
    return wilson(value, share, trials, normalQuantile(confidence));
}

}  // namespace

Rankable rankable(const std::vector<double>& values) {
    Rankable usable;
    std::copy_if(values.begin(), values.end(), std::back_inserter(usable.values),
                 [](double value) { return !std::isnan(value); });
    usable.nan = values.size() - usable.values.size();
    return usable;
}

std::string leftOutWords(std::size_t nan, std::size_t of, const std::string& set) {
    return nan == 0 ? "" : fmt::format("{} of {} of {} are NaN, left out", nan, of, set);
}

double aurocOfMinus(const std::vector<double>& in, const std::vector<double>& out) {
    const auto a = rankable(in).values, b = rankable(out).values;
    // Minus nats rank the other way round, which is to change places.
    return a.empty() || b.empty() ? std::numeric_limits<double>::quiet_NaN() : auroc(b, a);
}

double auroc(const std::vector<double>& in, const std::vector<double>& out) {
    double area = 0, lastIn = 0, lastOut = 0;
    walk(ranked(in, out), [&](std::size_t flaggedIn, std::size_t flaggedOut) {
        area += (static_cast<double>(flaggedIn) - lastIn) * (static_cast<double>(flaggedOut) + lastOut) / 2;
        lastIn = static_cast<double>(flaggedIn);
        lastOut = static_cast<double>(flaggedOut);
    });
    return area / (static_cast<double>(in.size()) * static_cast<double>(out.size()));
}

RocResult evaluateRoc(const std::vector<double>& inScores, const std::vector<double>& outScores,
                      int bootstraps, double confidence, std::uint64_t seed) {
    const auto [in, nanIn] = rankable(inScores);
    const auto [out, nanOut] = rankable(outScores);
    const auto point = figuresOf(in, out);
    std::mt19937_64 generator(seed);
    std::vector<Figures> samples;
    for (int i = 0; i < bootstraps; ++i)
        samples.push_back(figuresOf(half(in, generator), half(out, generator)));
    const auto nIn = static_cast<double>(in.size()), fewest = std::min(nIn, static_cast<double>(out.size()));
    const auto interval = [&](double Figures::*which, bool biased, double most) {
        std::vector<double> values;
        for (const auto& sample : samples) values.push_back(sample.*which);
        return intervalOf(point.*which, values, biased, fewest, most, confidence);
    };
    constexpr double kAny = std::numeric_limits<double>::infinity();
    return {.auroc = interval(&Figures::auroc, true, kAny),
            .auprOut = interval(&Figures::auprOut, true, kAny),
            .auprIn = interval(&Figures::auprIn, true, kAny),
            // A share of the in-distribution images is known no better than from counting them.
            .fpr95 = interval(&Figures::fpr95, false, nIn),
            .fpr80 = interval(&Figures::fpr80, false, nIn),
            .nIn = in.size(),
            .nOut = out.size(),
            .nanIn = nanIn,
            .nanOut = nanOut,
            .bootstraps = bootstraps,
            .confidence = confidence};
}

std::vector<RocPoint> rocCurve(const std::vector<double>& in, const std::vector<double>& out) {
    std::vector<RocPoint> points{{0, 0}};
    walk(ranked(in, out), [&](std::size_t flaggedIn, std::size_t flaggedOut) {
        points.push_back({static_cast<double>(flaggedIn) / static_cast<double>(in.size()),
                          static_cast<double>(flaggedOut) / static_cast<double>(out.size())});
    });
    return points;
}

}  // namespace nescio
