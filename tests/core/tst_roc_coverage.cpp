// Intervals of ROC figures and bands of curves hold the truth as often as they say, and tests reject as
// seldom: normal scores of two sets, whose figures are known, drawn anew hundreds of times. The points are
// those where percentiles of a bootstrap failed: sets that are told apart well, in the wrong order.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "core/scores/curves.h"
#include "core/scores/delong.h"
#include "core/scores/roc.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr int kImages = 200;

/// P(Z > t).
double tail(double t) {
    return std::erfc(t / std::numbers::sqrt2) / 2;
}

/// The t that a share of a standard normal lies above.
double quantileAbove(double share) {
    double low = -10, high = 10;
    for (int i = 0; i < 80; ++i) {
        const double middle = (low + high) / 2;
        (tail(middle) > share ? low : high) = middle;
    }
    return low;
}

/// The mean of N(shift, 1) that has this AUROC against N(0, 1).
double shiftOf(double auroc) {
    return -std::numbers::sqrt2 * quantileAbove(auroc);
}

/// Figures of N(0, 1) against N(shift, 1), as many images of either. Either set seen from its own end is the
/// same by symmetry, and of infinitely many images so are both areas under precision and recall.
DetectionFigures<double> truthOf(double auroc) {
    const double shift = shiftOf(auroc);
    const double fpr95 = tail(shift + quantileAbove(0.95)), fpr80 = tail(shift + quantileAbove(0.80));
    double aupr = 0;
    constexpr double kStep = 1e-3;
    for (double t = 12; t > -12; t -= kStep) {
        const double recall = tail(t - shift);
        aupr += (tail(t - kStep - shift) - recall) * recall / (recall + tail(t));
    }
    return {.auroc = auroc,
            .auprOut = aupr,
            .auprIn = aupr,
            .auprOutTrapezoid = aupr,
            .auprInTrapezoid = aupr,
            .fpr95Out = fpr95,
            .fpr80Out = fpr80,
            .fpr95In = fpr95,
            .fpr80In = fpr80};
}

/// Draws N(0, 1) and N(shift, 1).
class Sampler {
  public:
    explicit Sampler(std::uint64_t seed) : m_generator(seed) {}
    ScoredSets draw(double shift) {
        ScoredSets scores;
        for (int i = 0; i < kImages; ++i) scores.in.push_back(m_normal(m_generator));
        for (int i = 0; i < kImages; ++i) scores.out.push_back(m_normal(m_generator) + shift);
        return scores;
    }
    /// The same images under more noise.
    std::vector<double> blurred(std::vector<double> values) {
        for (auto& value : values) value += m_normal(m_generator);
        return values;
    }

  private:
    std::mt19937_64 m_generator;
    std::normal_distribution<double> m_normal;
};

bool holds(const Interval& interval, double truth) {
    return interval.low <= truth && truth <= interval.high;
}

}  // namespace

class TestRocCoverage : public QObject {
    Q_OBJECT

    static void addAreas(std::initializer_list<double> areas) {
        QTest::addColumn<double>("auroc");
        for (const double auroc : areas) QTest::addRow("AUROC %.3f", auroc) << auroc;
    }

  private Q_SLOTS:
    void intervalsHoldTheTruthAsOftenAsTheySay_data() { addAreas({0.036, 0.149, 0.5, 0.9}); }
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        QFETCH(double, auroc);
        constexpr int kTrials = 400;
        const auto truth = truthOf(auroc);
        const auto& figures = detectionFigures();
        std::vector<int> held(figures.size());
        Sampler sampler(7);
        for (int trial = 0; trial < kTrials; ++trial) {
            const auto [in, out] = sampler.draw(shiftOf(auroc));
            const auto roc = evaluateRoc(in, out, 200, 0.95, static_cast<std::uint64_t>(trial));
            for (std::size_t f = 0; f < held.size(); ++f)
                held[f] += holds(roc.*figures[f].interval, truth.*figures[f].value);
        }
        for (std::size_t f = 0; f < held.size(); ++f) {
            const double share = held[f] / double(kTrials), sought = truth.*figures[f].value;
            qInfo("%s %.4f: %.3f", figures[f].id, sought, share);
            // 95 % within 4; and all of them where the truth is so near a bound that no image tells the two
            // apart.
            const bool atBound = std::min(sought, 1 - sought) < 0.1 / kImages;
            QVERIFY2(share >= 0.91 && (share <= 0.99 || atBound), figures[f].id);
        }
    }

    void bothIntervalsOfTheAreaHoldTheirLevel_data() { addAreas({0.149, 0.5, 0.76, 0.95}); }
    void bothIntervalsOfTheAreaHoldTheirLevel() {
        QFETCH(double, auroc);
        constexpr int kTrials = 300;
        int held = 0, heldByDeLong = 0;
        Sampler sampler(8);
        for (int trial = 0; trial < kTrials; ++trial) {
            const auto scores = sampler.draw(shiftOf(auroc));
            const auto seed = static_cast<std::uint64_t>(trial);
            held += holds(evaluateRoc(scores.in, scores.out, kHalfSamples, 0.95, seed).auroc, auroc);
            heldByDeLong += holds(delong(scores).auroc, auroc);
        }
        qInfo("half samples %.3f, DeLong %.3f", held / double(kTrials), heldByDeLong / double(kTrials));
        for (const int count : {held, heldByDeLong})
            QVERIFY(count >= 0.92 * kTrials && count <= 0.98 * kTrials);
    }

    void bandsHoldTheCurve_data() { addAreas({0.5, 0.76, 0.9}); }
    void bandsHoldTheCurve() {
        QFETCH(double, auroc);
        constexpr int kTrials = 300;
        const double shift = shiftOf(auroc);
        const std::vector<double> places{0.05, 0.2, 0.5, 0.8};
        std::vector<int> heldRoc(places.size()), heldPrecision(places.size());
        Sampler sampler(9);
        for (int trial = 0; trial < kTrials; ++trial) {
            const auto [in, out] = sampler.draw(shift);
            const CurveOptions options{.halfSamples = 200, .seed = static_cast<std::uint64_t>(trial)};
            const auto roc = rocCurve(in, out, options);
            const auto precision = precisionRecallCurve(in, out, Positive::Out, options);
            for (std::size_t p = 0; p < places.size(); ++p) {
                const double x = places[p];
                const auto r = std::upper_bound(roc.x.begin(), roc.x.end(), x + 1e-9) - roc.x.begin() - 1;
                heldRoc[p] += holds(at(roc, r), tail(quantileAbove(x) - shift));
                const auto q = std::lower_bound(precision.x.begin(), precision.x.end(), x - 1e-9);
                heldPrecision[p] +=
                    holds(at(precision, q - precision.x.begin()), x / (x + tail(quantileAbove(x) + shift)));
            }
        }
        for (std::size_t p = 0; p < places.size(); ++p) {
            qInfo("at %.2f: ROC %.3f, precision %.3f", places[p], heldRoc[p] / double(kTrials),
                  heldPrecision[p] / double(kTrials));
            QVERIFY(heldRoc[p] >= 0.91 * kTrials && heldRoc[p] <= 0.99 * kTrials);
            QVERIFY(heldPrecision[p] >= 0.91 * kTrials && heldPrecision[p] <= 0.99 * kTrials);
        }
    }

    void twoScoresThatAreEquallyGoodDifferAtFivePercentOneTimeInTwenty() {
        constexpr int kTrials = 1000;
        int rejected = 0;
        Sampler sampler(10);
        for (int trial = 0; trial < kTrials; ++trial) {
            const auto scores = sampler.draw(1);
            const ScoredSets a{sampler.blurred(scores.in), sampler.blurred(scores.out)};
            const ScoredSets b{sampler.blurred(scores.in), sampler.blurred(scores.out)};
            rejected += delongPaired(a, b).p <= 0.05;
        }
        qInfo("rejected %.3f", rejected / double(kTrials));
        // The standard error of 1000 trials is 0.007.
        QVERIFY(rejected >= 0.03 * kTrials && rejected <= 0.07 * kTrials);
    }

  private:
    static Interval at(const ScoreCurve& curve, std::ptrdiff_t point) {
        const auto p = static_cast<std::size_t>(point);
        return {curve.y[p], curve.low[p], curve.high[p]};
    }
};

NESCIO_TEST(tst_roc_coverage, TestRocCoverage)
#include "tst_roc_coverage.moc"
