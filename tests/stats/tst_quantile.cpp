// Ranks among a reference: ties, the ends and beyond.
#include <cmath>

#include <QTest>

#include "core/stats/quantile.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestQuantile : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void insideItIsTheShareThatIsAtMostThat() {
        const auto four = empiricalDistribution({5, 1, 2, 2});
        QCOMPARE(extendedRank(four, 1), 0.25);
        QCOMPARE(extendedRank(four, 1.5), 0.25);
        QCOMPARE(extendedRank(four, 2), 0.75);
        QCOMPARE(extendedRank(four, 4.999), 0.75);
        QCOMPARE(extendedRank(four, 5), 1.0);
    }

    void beyondTheEndsItGoesOnInRanges() {
        const auto four = empiricalDistribution({5, 1, 2, 2});
        QCOMPARE(extendedRank(four, 7), 1.5);
        QCOMPARE(extendedRank(four, 13), 3.0);
        QCOMPARE(extendedRank(four, 0), -0.25);
        QCOMPARE(extendedRank(four, -INFINITY), -INFINITY);
        QCOMPARE(extendedRank(four, INFINITY), INFINITY);
        QVERIFY(std::isnan(extendedRank(four, NAN)));
    }

    void itNeverFalls() {
        const auto some = empiricalDistribution({-3, -3, 0.5, 8, 8, 8, 21});
        double last = -INFINITY;
        for (double v = -40; v < 60; v += 0.125) {
            const double here = extendedRank(some, v);
            QVERIFY(here >= last);
            if (v < -3 || v > 21) QVERIFY(here > last);
            last = here;
        }
    }

    void unitsDoNotMatter() {
        const auto some = empiricalDistribution({1, 2, 4}),
                   scaled = empiricalDistribution({-990, -980, -960});
        for (const double v : {-2.0, 1.0, 3.0, 4.0, 9.0})
            QVERIFY(std::abs(extendedRank(some, v) - extendedRank(scaled, 10 * v - 1000)) < 1e-12);
    }

    void aReferenceOfEqualValuesStillTellsSidesApart() {
        const auto equal = empiricalDistribution({4, 4, 4});
        QCOMPARE(extendedRank(equal, 4), 1.0);
        QCOMPARE(extendedRank(equal, 6), 1.5);
        QCOMPARE(extendedRank(equal, 2), -0.5);
        QCOMPARE(extendedRank(empiricalDistribution({0}), 3), 4.0);
    }

    void whatIsNotFiniteIsLeftOut() {
        const auto some = empiricalDistribution({3, NAN, 1, INFINITY});
        QCOMPARE(some.sorted, (std::vector<double>{1, 3}));
        QCOMPARE(some.leftOut, std::size_t{2});
        EXPECT_DATA_ERROR(empiricalDistribution({NAN}), "finite", "1");
    }
};

NESCIO_TEST(tst_quantile, TestQuantile)
#include "tst_quantile.moc"
