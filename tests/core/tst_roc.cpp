// ROC figures: hand-worked values, ties, infinities, orientation, intervals.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "core/scores/rank.h"
#include "core/scores/rankable.h"
#include "core/scores/roc.h"
#include "core/scores/share_interval.h"
#include "core/values/failure.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

bool near(double a, double b, double tolerance = 1e-12) {
    return std::abs(a - b) <= tolerance;
}

}  // namespace

class TestRoc : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oneImageOnASideHasNoInterval() {
        const std::vector<double> many{1, 2, 3, 4, 5, 6, 7, 8}, one{5.5};
        for (const auto& roc : {evaluateRoc(many, one, 200), evaluateRoc(one, many, 200)}) {
            QCOMPARE(roc.auroc.low, roc.auroc.value);
            QCOMPARE(roc.auroc.high, roc.auroc.value);
            QVERIFY(intervalText(roc.auroc).find("no interval") != std::string::npos);
        }
        const auto two = evaluateRoc(many, {5.5, 3.5}, 200);
        QVERIFY(two.auroc.low < two.auroc.high);
    }

    void higherMeansOutOfDistribution() {
        QCOMPARE(auroc({1, 2, 3}, {4, 5}), 1.0);
        QCOMPARE(auroc({4, 5}, {1, 2, 3}), 0.0);
    }

    void tiesCountOneHalf() {
        QCOMPARE(auroc({1, 1}, {1, 1}), 0.5);
        // Pairs (out > in): 2>1, 2=2 (half), 3>1, 3>2: 3.5 of 4.
        QCOMPARE(auroc({1, 2}, {2, 3}), 3.5 / 4);
    }

    void infinitiesAreOrdered() {
        QCOMPARE(auroc({-INFINITY, 0}, {INFINITY, 1}), 1.0);
        QCOMPARE(auroc({INFINITY}, {INFINITY}), 0.5);
    }

    void emptyOrNanIsRefused() {
        QCOMPARE(whyNot<DataError>([] { auroc({}, {1}); }, {"in-distribution", "none"}), QString());
        QCOMPARE(whyNot<DataError>([] { auroc({1}, {NAN}); }, {"out-of-distribution", "NaN"}), QString());
    }

    void nanIsLeftOutAndCounted() {
        const auto roc = evaluateRoc({8, NAN, 6, 5}, {9, 7, NAN, NAN}, 0);
        QVERIFY(near(roc.auroc.value, 5.0 / 6));
        QCOMPARE(roc.nIn, std::size_t{3});
        QCOMPARE(roc.nanIn, std::size_t{1});
        QCOMPARE(roc.nanOut, std::size_t{2});
        QCOMPARE(leftOutWords(3, 500, "MNIST test"), std::string("3 of 500 of MNIST test are NaN, left out"));
        QCOMPARE(whyNot<DataError>([] { evaluateRoc({NAN}, {1}); }, {"in-distribution", "none"}), QString());
        QCOMPARE(aurocOfMinus({-8, -6, -5, NAN}, {-9, -7}), auroc({8, 6, 5}, {9, 7}));
        QVERIFY(std::isnan(aurocOfMinus({NAN}, {1})));
    }

    void aRankIsAmongWhatCanBeCompared() {
        const auto rank = *rankAmong({-4, -3, NAN, -2, -INFINITY}, -3);
        QCOMPARE(rank.shareBelow, 2.5 / 4);
        QCOMPARE(rank.n, std::size_t{4});
        QCOMPARE(rank.nan, std::size_t{1});
        QVERIFY(!rankAmong({1, 2}, NAN));
        QVERIFY(!rankAmong({NAN}, 1));
    }

    void anIntervalThatCollapsesSaysSo() {
        QCOMPARE(intervalText({0.1312, 0.1214, 0.1449}), std::string("0.13 [0.12, 0.14]"));
        QCOMPARE(intervalText({0.25, 0.25, 0.25}), std::string("0.250 (no interval)"));
        QCOMPARE(intervalText({0, 0, 0.012}), std::string("0.000 [0.000, 0.012] (at its bound)"));
        QCOMPARE(intervalText({NAN, NAN, NAN}), std::string("not known"));
        QVERIFY(std::abs(normalQuantile(0.95) - 1.959964) < 1e-6);
        const auto around = aroundMean({1, 0.5, 100});
        QVERIFY(std::abs(around.low - (1 - 0.979982)) < 1e-6 && std::abs(around.high - 1.979982) < 1e-6);
    }

    void handWorkedFigures() {
        // Ranked: 9 out, 8 in, 7 out, 6 in, 5 in.
        const auto roc = evaluateRoc({8, 6, 5}, {9, 7}, 0);
        QVERIFY(near(roc.auroc.value, 5.0 / 6));
        QVERIFY(near(roc.auprOut.value, 0.5 * 1 + 0.5 * (2.0 / 3)));
        // From the other end: 5 in, 6 in, 7 out, 8 in, 9 out.
        QVERIFY(near(roc.auprIn.value, (1 + 1 + 3.0 / 4) / 3));
        QVERIFY(near(roc.fpr95Out.value, 1.0 / 3));
        QVERIFY(near(roc.fpr80Out.value, 1.0 / 3));
        // Precision, recall: 1, 0; 1, 0.5; 0.5, 0.5; 2/3, 1. Between the last two a straight line.
        QVERIFY(near(roc.auprOutTrapezoid.value, 0.5 * 1 + 0.5 * (1.0 / 2 + 2.0 / 3) / 2));
        // From the other end: 1, 0; 1, 2/3; 2/3, 2/3; 3/4, 1.
        QVERIFY(near(roc.auprInTrapezoid.value, (2 * 1 + (2.0 / 3 + 3.0 / 4) / 2) / 3));
        QCOMPARE(roc.nIn, std::size_t{3});
        QCOMPARE(roc.nOut, std::size_t{2});
    }

    void eitherSetIsTheOneToBeKept() {
        // 20 in-distribution scores 1 ... 20; of 10 OOD scores 3 are below 16, 4 below 19, 5 below 19.5.
        std::vector<double> in(20);
        std::iota(in.begin(), in.end(), 1);
        const std::vector<double> out{0.5, 2.5, 15.5, 18.5, 19.2, 30, 30, 30, 30, 30};
        const auto roc = evaluateRoc(in, out, 0);
        // 95 % of in are accepted up to 19, 80 % up to 16.
        QVERIFY(near(roc.fpr95In.value, 0.4));
        QVERIFY(near(roc.fpr80In.value, 0.3));
        // 95 % of 10 is all of them, flagged from 0.5 on; 80 % from 15.5 on, where 16 ... 20 are flagged.
        QVERIFY(near(roc.fpr95Out.value, 1));
        QVERIFY(near(roc.fpr80Out.value, 5.0 / 20));
    }

    void aThresholdNeverPartsATie() {
        const auto roc = evaluateRoc({1, 2, 2, 2}, {2, 2, 3, 3}, 0);
        QVERIFY(near(roc.fpr80Out.value, 0.75));
        QVERIFY(near(roc.fpr80In.value, 0.5));
        QVERIFY(near(roc.auprOut.value, 0.5 * 1 + 0.5 * 4 / 7));
        QVERIFY(near(roc.auprIn.value, 0.25 * 1 + 0.75 * 4 / 6));
    }

    void oneScoreForAllIsWorthNothing() {
        const auto roc = evaluateRoc({7, 7, 7}, {7}, 50);
        QCOMPARE(roc.auroc.value, 0.5);
        QCOMPARE(roc.auprOut.value, 0.25);
        QCOMPARE(roc.auprIn.value, 0.75);
        QCOMPARE(roc.auprOutTrapezoid.value, (1 + 0.25) / 2);  // the straight line flatters
        QCOMPARE(roc.fpr95Out.value, 1.0);
        QCOMPARE(roc.fpr95In.value, 1.0);
        const auto tied = evaluateRoc({7, 7, 7}, {7, 7}, 50).auroc;
        QVERIFY(tied.low < 0.5 && tied.high > 0.5);
    }

    void infinitiesAreJudgedLikeNumbers() {
        const std::vector<double> in{-INFINITY, -INFINITY, 0, 1, 2, INFINITY}, out{-INFINITY, 1, INFINITY};
        const auto tamed = [](std::vector<double> values) {
            for (auto& value : values) value = std::clamp(value, -10.0, 10.0);
            return values;
        };
        const auto wild = figuresOf(orderOf(in, out)), calm = figuresOf(orderOf(tamed(in), tamed(out)));
        for (const auto& figure : detectionFigures())
            QVERIFY2(wild.*figure.value == calm.*figure.value, figure.id);
    }

    void everyFigureHasANameOfItsOwn() {
        QSet<QString> ids, titles;
        for (const auto& figure : detectionFigures()) {
            ids.insert(figure.id);
            titles.insert(QString::fromUtf8(figure.title));
            // Told apart without a mistake: the best that a figure can be.
            const auto best = figuresOf(orderOf({1, 2}, {3, 4})).*figure.value;
            QVERIFY2(best == (figure.higherIsBetter ? 1 : 0), figure.id);
        }
        QCOMPARE(ids.size(), static_cast<qsizetype>(detectionFigures().size()));
        QCOMPARE(titles.size(), ids.size());
    }

    void theAreaIsTheShareOfPairsInOrder() {
        std::mt19937_64 generator(1);
        std::vector<double> in, out;
        for (int i = 0; i < 400; ++i) in.push_back(static_cast<double>(generator() % 50));
        for (int i = 0; i < 300; ++i) out.push_back(static_cast<double>(generator() % 60));
        double pairs = 0;
        for (const double o : out)
            for (const double i : in) pairs += o > i ? 1 : o == i ? 0.5 : 0;
        QVERIFY(near(pairs / (400.0 * 300.0), auroc(in, out)));
    }

    void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
        // Scores N(0,1) and N(1,1): AUROC = Phi(1/sqrt 2) = 0.7602. 95 % intervals of 40 trials miss at
        // most 6 of them with probability 0.99.
        std::mt19937_64 generator(2);
        std::normal_distribution<double> normal;
        int missed = 0;
        for (int trial = 0; trial < 40; ++trial) {
            std::vector<double> in(200), out(200);
            for (auto& value : in) value = normal(generator);
            for (auto& value : out) value = normal(generator) + 1;
            const auto roc = evaluateRoc(in, out, 200, 0.95, static_cast<std::uint64_t>(trial));
            missed += roc.auroc.low > 0.7602 || roc.auroc.high < 0.7602;
        }
        QVERIFY2(missed <= 6, qPrintable(QString::number(missed)));
    }

    void intervalsHoldTheirOwnValueWhereSetsHardlyOverlap() {
        std::mt19937_64 generator(3);
        std::normal_distribution<double> normal;
        std::vector<double> in(500), out(500);
        for (auto& value : in) value = normal(generator) + 4.5;
        for (auto& value : out) value = normal(generator);
        const auto roc = evaluateRoc(in, out, 200);
        for (const auto& named : detectionFigures()) {
            const auto figure = roc.*named.interval;
            QVERIFY2(figure.low <= figure.value && figure.value <= figure.high,
                     qPrintable(QString("%1 [%2, %3]").arg(figure.value).arg(figure.low).arg(figure.high)));
            QVERIFY(figure.low >= 0 && figure.high <= 1);
        }
    }

    void intervalsAreTheSameEachTime() {
        const auto first = evaluateRoc({1, 2, 3, 4}, {3, 4, 5}, 50);
        const auto second = evaluateRoc({1, 2, 3, 4}, {3, 4, 5}, 50);
        QCOMPARE(first.auroc.low, second.auroc.low);
        QCOMPARE(first.auroc.high, second.auroc.high);
        QVERIFY(evaluateRoc({1, 2, 3, 4}, {3, 4, 5}, 50, 0.95, 1).auroc.low != first.auroc.low);
    }

    void theEndsOfAnIntervalHardlyDependOnTheSeed() {
        std::mt19937_64 generator(4);
        std::normal_distribution<double> normal;
        std::vector<double> in(200), out(200);
        for (auto& value : in) value = normal(generator);
        for (auto& value : out) value = normal(generator) + 1;
        Spread reach;
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const auto area = evaluateRoc(in, out, kHalfSamples, 0.95, seed).auroc;
            reach.add(area.high - area.value);
        }
        const double deviation = std::sqrt(reach.variance()) / reach.mean();
        QVERIFY2(deviation > 0.015 && deviation < 0.045, qPrintable(QString::number(deviation)));
    }
};

NESCIO_TEST(tst_roc, TestRoc)
#include "tst_roc.moc"
