// Curves: their corners, what they enclose, how they are thinned, and their bands.

#include <QtTest>

#include <cmath>
#include <random>

#include "core/scores/curves.h"
#include "core/scores/half_samples.h"
#include "core/scores/roc.h"
#include "core/values/failure.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Numbers = std::vector<double>;

struct TiedSets {
    Numbers in, out;
};

/// Whole scores below `levels`, so that some or many tie.
TiedSets tiedSets(int n, std::uint64_t levels) {
    std::mt19937_64 generator(5);
    TiedSets sets;
    for (int i = 0; i < n; ++i) sets.in.push_back(static_cast<double>(generator() % levels));
    for (int i = 0; i < n; ++i)
        sets.out.push_back(static_cast<double>(generator() % levels + (levels >> 2U)));
    return sets;
}

double areaBetweenLines(const ScoreCurve& curve) {
    double area = 0;
    for (std::size_t i = 1; i < curve.x.size(); ++i)
        area += (curve.x[i] - curve.x[i - 1]) * (curve.y[i] + curve.y[i - 1]) / 2;
    return area;
}

double areaOfSteps(const ScoreCurve& curve) {
    double area = 0, last = 0;
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        area += (curve.x[i] - last) * curve.y[i];
        last = curve.x[i];
    }
    return area;
}

}  // namespace

class TestCurves : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRocCurveTurnsAtItsCorners() {
        // Highest first: 9 out, 8 out, 7 in, 6 in, 5 both, 4 both, 3 in.
        const auto curve = rocCurve({7, 6, 5, 4, 3}, {9, 8, 5, 4});
        QCOMPARE(curve.x, (Numbers{0, 0, 2.0 / 5, 4.0 / 5, 1}));
        QCOMPARE(curve.y, (Numbers{0, 0.5, 0.5, 1, 1}));
        QVERIFY(curve.low.empty() && curve.high.empty());
    }

    void aPrecisionIsToldWhereRecallRises() {
        const auto curve = precisionRecallCurve({8, 6, 5}, {9, 7});
        QCOMPARE(curve.x, (Numbers{0.5, 1}));
        QCOMPARE(curve.y, (Numbers{1, 2.0 / 3}));
        const auto other = precisionRecallCurve({8, 6, 5}, {9, 7}, Positive::In);
        QCOMPARE(other.x, (Numbers{1.0 / 3, 2.0 / 3, 1}));
        QCOMPARE(other.y, (Numbers{1, 1, 3.0 / 4}));
    }

    void curvesEncloseTheFiguresOfTheirName_data() {
        QTest::addColumn<std::uint64_t>("levels");
        QTest::newRow("many ties") << std::uint64_t{9};
        QTest::newRow("few ties") << std::uint64_t{100'000};
        QTest::newRow("one score") << std::uint64_t{1};
    }
    void curvesEncloseTheFiguresOfTheirName() {
        QFETCH(std::uint64_t, levels);
        const auto [in, out] = tiedSets(500, levels);
        const auto figures = figuresOf(orderOf(in, out));
        const CurveOptions whole{.mostPoints = 5000};
        QVERIFY(std::abs(areaBetweenLines(rocCurve(in, out, whole)) - figures.auroc) < 1e-12);
        QVERIFY(std::abs(areaOfSteps(precisionRecallCurve(in, out, Positive::Out, whole)) - figures.auprOut) <
                1e-12);
        QVERIFY(std::abs(areaOfSteps(precisionRecallCurve(in, out, Positive::In, whole)) - figures.auprIn) <
                1e-12);
    }

    void aThresholdFlagsWhatItsPointCounts_data() { curvesEncloseTheFiguresOfTheirName_data(); }
    void aThresholdFlagsWhatItsPointCounts() {
        QFETCH(std::uint64_t, levels);
        const auto [in, out] = tiedSets(500, levels);
        const auto share = [](const Numbers& scores, double threshold, bool below) {
            return static_cast<double>(std::ranges::count_if(
                       scores,
                       [&](double score) { return below ? score <= threshold : score >= threshold; })) /
                   static_cast<double>(scores.size());
        };
        const auto roc = rocCurve(in, out, {.mostPoints = 50});
        QCOMPARE(roc.thresholds.size(), roc.x.size());
        for (std::size_t i = 0; i < roc.x.size(); ++i) {
            QCOMPARE(share(in, roc.thresholds[i], false), roc.x[i]);
            QCOMPARE(share(out, roc.thresholds[i], false), roc.y[i]);
        }
        for (const auto positive : {Positive::Out, Positive::In}) {
            const auto curve = precisionRecallCurve(in, out, positive, {.mostPoints = 50});
            const auto& of = positive == Positive::Out ? out : in;
            for (std::size_t i = 0; i < curve.x.size(); ++i)
                QCOMPARE(share(of, curve.thresholds[i], positive == Positive::In), curve.x[i]);
        }
    }

    void aLongCurveIsThinnedAndKeepsItsEnds() {
        const auto [in, out] = tiedSets(5000, 1'000'000);
        const auto figures = figuresOf(orderOf(in, out));
        const auto roc = rocCurve(in, out);
        QVERIFY(roc.x.size() <= 400 && roc.x.size() > 300);
        QVERIFY(roc.x.front() == 0 && roc.y.front() == 0 && roc.x.back() == 1 && roc.y.back() == 1);
        QVERIFY(std::abs(areaBetweenLines(roc) - figures.auroc) < 1e-3);
        const auto precision = precisionRecallCurve(in, out);
        QVERIFY(precision.x.size() <= 400 && precision.x.size() > 300);
        QCOMPARE(precision.x.front(), 1.0 / 5000);
        QCOMPARE(precision.x.back(), 1.0);
        QVERIFY(std::abs(areaOfSteps(precision) - figures.auprOut) < 1e-2);
        QCOMPARE(rocCurve(in, out, {.mostPoints = 2}).x, (Numbers{0, 1}));
    }

    void aBandHoldsItsCurve_data() { curvesEncloseTheFiguresOfTheirName_data(); }
    void aBandHoldsItsCurve() {
        QFETCH(std::uint64_t, levels);
        const auto [in, out] = tiedSets(300, levels);
        const CurveOptions options{.halfSamples = 100};
        for (const auto& curve :
             {rocCurve(in, out, options), precisionRecallCurve(in, out, Positive::Out, options),
              precisionRecallCurve(in, out, Positive::In, options)}) {
            QCOMPARE(curve.low.size(), curve.x.size());
            QCOMPARE(curve.high.size(), curve.x.size());
            for (std::size_t p = 0; p < curve.x.size(); ++p) {
                QVERIFY(0 <= curve.low[p] && curve.low[p] <= curve.y[p]);
                QVERIFY(curve.y[p] <= curve.high[p] && curve.high[p] <= 1);
                QVERIFY(p == 0 || curve.x[p - 1] <= curve.x[p]);
            }
        }
    }

    void moreImagesMakeABandNarrower() {
        const auto width = [](int n) {
            const auto [in, out] = tiedSets(n, 1'000'000);
            const auto curve = rocCurve(in, out, {.halfSamples = 200});
            const auto middle = static_cast<std::size_t>(
                std::lower_bound(curve.x.begin(), curve.x.end(), 0.3) - curve.x.begin());
            return curve.high[middle] - curve.low[middle];
        };
        const double ratio = width(100) / width(1600);  // the square root of 16, within chance
        QVERIFY2(ratio > 2.5 && ratio < 6, qPrintable(QString::number(ratio)));
    }

    void nanIsLeftOutAndCounted() {
        const auto curve = rocCurve({8, NAN, 6, 5}, {9, 7, NAN, NAN});
        QCOMPARE(curve.x, rocCurve({8, 6, 5}, {9, 7}).x);
        QCOMPARE(curve.nanIn, std::size_t{1});
        QCOMPARE(curve.nanOut, std::size_t{2});
        QCOMPARE(precisionRecallCurve({NAN, 1}, {2}).nanIn, std::size_t{1});
        EXPECT_DATA_ERROR(rocCurve({1}, {NAN}), "out-of-distribution", "none");
    }

    void aHalfSampleIsHalfOfEachSet() {
        // Each image has a place of its own, so counts say which were drawn.
        Numbers in(101), out(64);
        for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<double>(i);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<double>(i) + 0.5;
        HalfSamples halves(orderOf(in, out), 3);
        std::vector<int> drawn(in.size() + out.size());
        constexpr int kDraws = 4000;
        for (int draw = 0; draw < kDraws; ++draw) {
            const auto& half = halves.next();
            std::uint32_t fromIn = 0, fromOut = 0;
            for (std::size_t place = 0; place < drawn.size(); ++place) {
                QVERIFY(half.in[place] + half.out[place] <= 1);
                fromIn += half.in[place];
                fromOut += half.out[place];
                drawn[place] += static_cast<int>(half.in[place] + half.out[place]);
            }
            QCOMPARE(fromIn, std::uint32_t{50});
            QCOMPARE(fromOut, std::uint32_t{32});
            QVERIFY(half.nIn == 50 && half.nOut == 32);
        }
        // Each about as often: five standard errors of a share near one half.
        for (const int count : drawn) QVERIFY(std::abs(count - 0.497 * kDraws) < 5 * std::sqrt(kDraws / 4.0));
    }

    void oneImageIsAHalfOfItself() {
        HalfSamples halves(orderOf({1}, {2}), 0);
        for (int draw = 0; draw < 10; ++draw) {
            const auto& half = halves.next();
            QVERIFY(half.nIn == 1 && half.nOut == 1 && half.in[1] == 1 && half.out[0] == 1);
        }
    }
};

NESCIO_TEST(tst_curves, TestCurves)
#include "tst_curves.moc"
