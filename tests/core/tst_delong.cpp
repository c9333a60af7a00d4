// DeLong's test and Holm's correction: hand-worked values, what cancels between scores of the same images,
// and where there is nothing to tell.

#include <QtTest>

#include <cmath>

#include "core/scores/delong.h"
#include "core/scores/holm.h"
#include "core/values/failure.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

bool agree(double a, double b) {
    return std::abs(a - b) <= 1e-12;
}

bool mentions(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

const ScoredSets kMixed{.in = {8, 6, 5}, .out = {9, 7}};

}  // namespace

class TestDeLong : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void handWorkedVariance() {
        // 9 is above 3 of 3 in, 7 above 2: mean 5/6, variance 1/18. 8 is below 1 of 2 out, 6 and 5 below
        // both: mean 5/6, variance 1/12.
        const auto area = delong(kMixed);
        QVERIFY(agree(area.auroc.value, 5.0 / 6));
        QVERIFY(agree(area.variance, 1.0 / 18 / 2 + 1.0 / 12 / 3));
        QVERIFY(area.remark.empty());
        // logit 5/6 = log 5; its deviation is that of the area over 5/36.
        const double reach = 1.959963984540054 * std::sqrt(1.0 / 18) / (5.0 / 36);
        QVERIFY(agree(area.auroc.low, 1 / (1 + std::exp(reach) / 5)));
        QVERIFY(agree(area.auroc.high, 1 / (1 + std::exp(-reach) / 5)));
    }

    void tiesCountOneHalf() {
        // 1 against {1, 2}: 1/2 of 2; 3: both. Mean 5/8, so 1/4 and 1.
        const auto area = delong({.in = {1, 2}, .out = {1, 3}});
        QVERIFY(agree(area.auroc.value, 5.0 / 8));
        // Placements 1/4 and 1 of OOD, 3/4 and 1/2 of in.
        QVERIFY(agree(area.variance, (0.75 * 0.75 / 2) / 2 + (0.25 * 0.25 / 2) / 2));
    }

    void onlyTheOrderCounts() {
        const auto wild = delong({.in = {-INFINITY, 0, 3}, .out = {0, 2, INFINITY, INFINITY}});
        const auto calm = delong({.in = {-9, 1, 50}, .out = {1, 2, 80, 80}});
        QCOMPARE(wild.auroc.value, calm.auroc.value);
        QCOMPARE(wild.variance, calm.variance);
    }

    void whatScoresShareCancels() {
        // OOD placements (of 3): 3, 2 and 2, 3; in (of 2): 1, 2, 2 and 2, 1, 2.
        const ScoredSets other{.in = {6, 8, 5}, .out = {7, 9}};
        const auto pair = delongPaired(kMixed, other);
        QCOMPARE(pair.difference, 0.0);
        QVERIFY(agree(pair.covariance, -1.0 / 18 / 2 - 1.0 / 24 / 3));
        QVERIFY(agree(pair.standardError * pair.standardError,
                      pair.first.variance + pair.second.variance - 2 * pair.covariance));
        QCOMPARE(pair.z, 0.0);
        QCOMPARE(pair.p, 1.0);
        QVERIFY(pair.remark.empty());
    }

    void imagesOfTheirOwnShareNothing() {
        const ScoredSets better{.in = {1, 2, 3, 6}, .out = {5, 7, 8}};
        const auto pair = delongUnpaired(better, kMixed);
        QVERIFY(agree(pair.difference, 11.0 / 12 - 5.0 / 6));
        QVERIFY(agree(pair.standardError, std::sqrt(pair.first.variance + pair.second.variance)));
        QVERIFY(agree(pair.z, pair.difference / pair.standardError));
        QVERIFY(agree(pair.p, std::erfc(pair.z / std::sqrt(2.0))));
        QCOMPARE(pair.covariance, 0.0);
    }

    void aScoreDoesNotDifferFromItself() {
        const auto pair = delongPaired(kMixed, kMixed);
        QCOMPARE(pair.standardError, 0.0);
        QCOMPARE(pair.z, 0.0);
        QCOMPARE(pair.p, 1.0);
        QVERIFY(mentions(pair.remark, "equal"));
        QCOMPARE(pair.covariance, pair.first.variance);
    }

    void setsApartHaveNoVarianceAndThatIsSaid() {
        for (const bool apart : {true, false}) {
            ScoredSets sets{.in = {1, 2}, .out = {3, 4}};
            if (!apart) std::swap(sets.in, sets.out);
            const auto area = delong(sets);
            QCOMPARE(area.auroc.value, apart ? 1.0 : 0.0);
            QCOMPARE(area.variance, 0.0);
            QCOMPARE(area.auroc.low, area.auroc.high);
            QVERIFY(mentions(area.remark, "every image of one set scores above every one of the other"));
        }
        const auto same = delong({.in = {1, 1}, .out = {1, 1, 1}});
        QCOMPARE(same.auroc.value, 0.5);
        QVERIFY(mentions(same.remark, "all images have one score"));
        // One against the other: a difference that nothing is known of.
        const auto pair = delongPaired({.in = {1, 2}, .out = {3, 4}}, {.in = {3, 4}, .out = {1, 2}});
        QCOMPARE(pair.difference, 1.0);
        QVERIFY(std::isnan(pair.z) && std::isnan(pair.p));
        QVERIFY(mentions(pair.remark, "without a variance"));
    }

    void oneImageHasNoVarianceAndThatIsSaid() {
        const auto area = delong({.in = {1, 3, 5}, .out = {4}});
        QVERIFY(agree(area.auroc.value, 2.0 / 3));
        QVERIFY(std::isnan(area.variance));
        QCOMPARE(area.auroc.low, area.auroc.high);
        QVERIFY(mentions(area.remark, "a set of one image (3 in, 1 OOD)"));
        const auto pair = delongPaired({.in = {1, 3, 5}, .out = {4}}, {.in = {1, 5, 6}, .out = {4}});
        QVERIFY(std::isnan(pair.z) && std::isnan(pair.p));
        QVERIFY(agree(pair.difference, 1.0 / 3));
        QVERIFY(mentions(pair.remark, "a set of one image"));
    }

    void intervalsStayWithinTheirBounds() {
        ScoredSets sets;
        for (int i = 0; i < 50; ++i) sets.in.push_back(i), sets.out.push_back(i + 47);
        const auto area = delong(sets);
        QVERIFY(area.auroc.value > 0.99 && area.auroc.high < 1 && area.auroc.low > 0.9);
        QVERIFY(area.auroc.low < area.auroc.value && area.auroc.value < area.auroc.high);
        const auto wide = delong(sets, 0.99).auroc;
        QVERIFY(wide.low < area.auroc.low && wide.high > area.auroc.high && wide.high < 1);
    }

    void nanIsLeftOutOfBoth() {
        const auto area = delong({.in = {8, NAN, 6, 5}, .out = {9, 7, NAN}});
        QVERIFY(agree(area.auroc.value, 5.0 / 6));
        QVERIFY(area.nanIn == 1 && area.nanOut == 1 && area.nIn == 3 && area.nOut == 2);
        const auto pair =
            delongPaired({.in = {8, NAN, 6, 5}, .out = {9, 7}}, {.in = {1, 2, 3, NAN}, .out = {4, 2}});
        QVERIFY(pair.first.nanIn == 2 && pair.second.nanIn == 2 && pair.second.nanOut == 0);
        QVERIFY(pair.first.nIn == 2 && pair.second.nIn == 2);
        QVERIFY(agree(pair.first.auroc.value, 0.75));
        QVERIFY(agree(pair.second.auroc.value, 0.75));
    }

    void otherImagesAreRefused() {
        EXPECT_DATA_ERROR(delongPaired(kMixed, {.in = {1, 2}, .out = {3, 4}}), "in-distribution", "3", "2");
        EXPECT_DATA_ERROR(delong({.in = {1}, .out = {NAN}}), "out-of-distribution", "none");
        EXPECT_DATA_ERROR(delongPaired({.in = {1, NAN}, .out = {2}}, {.in = {NAN, 1}, .out = {2}}),
                          "in-distribution", "none");
    }

    void holmMultipliesBySmallerNumbersOfTests() {
        const auto adjusted = holmAdjusted({0.01, 0.04, 0.03, 0.005});
        const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
        for (std::size_t i = 0; i < expected.size(); ++i) QVERIFY(agree(adjusted[i], expected[i]));
        QVERIFY(holmAdjusted({}).empty());
        QCOMPARE(holmAdjusted({0.6, 0.7, 1}), (std::vector<double>{1, 1, 1}));
    }

    void aTestThatSaysNothingIsNotCounted() {
        const auto adjusted = holmAdjusted({0.01, NAN, 0.04});
        QVERIFY(agree(adjusted[0], 0.02));
        QVERIFY(std::isnan(adjusted[1]));
        QVERIFY(agree(adjusted[2], 0.04));
        EXPECT_DATA_ERROR(holmAdjusted({0.5, 1.5}), "1.5", "number 2");
    }
};

NESCIO_TEST(tst_delong, TestDeLong)
#include "tst_delong.moc"
