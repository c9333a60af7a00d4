// Mean, deviation and when there is none; standardised rows; triangles of small matrices.
#include <cmath>

#include <QTest>

#include "core/stats/cholesky.h"
#include "core/stats/dispersion.h"
#include "core/stats/feature_table.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestDispersion : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theDeviationIsThatOfASample() {
        const auto found = dispersionOf(std::vector<double>{2, 4, 9});  // squares 9 + 1 + 16 over 2
        QCOMPARE(found.mean, 5.0);
        QCOMPARE(found.deviation, std::sqrt(13.0));
        QCOMPARE(found.n, std::size_t{3});
        QVERIFY(!found.none());
    }

    void equalValuesHaveNone() {
        QVERIFY(dispersionOf(std::vector<double>{-3000.1, -3000.1, -3000.1}).none());
        QVERIFY(dispersionOf(std::vector<double>{0, 0}).none());
        QVERIFY(dispersionOf(std::vector<double>{5}).none());
    }

    /// At −3000 single precision has steps of 0.00024; the limit is a deviation of 0.00036.
    void whatSinglePrecisionCannotTellApartIsEqual() {
        QVERIFY(dispersionOf(std::vector<double>{-3000, -3000.00024}).none());
        QVERIFY(!dispersionOf(std::vector<double>{-3000, -3000.001}).none());
        QVERIFY(!dispersionOf(std::vector<double>{0, 1e-30}).none());
    }

    void noNumberHasNoDeviation() {
        QVERIFY(std::isnan(dispersionOf(std::vector<double>{1, NAN}).deviation));
        QVERIFY(std::isnan(dispersionOf(std::vector<double>{1, INFINITY}).mean));
        QVERIFY(std::isnan(dispersionOf(std::vector<double>{}).mean));
        QVERIFY(!dispersionOf(std::vector<double>{1, NAN}).none());
    }

    void rowsAreStandardisedWithoutThoseThatAreNotFinite() {
        const FeatureTable table{.features = 2, .values = {0, 5, NAN, 1, 4, 5, 8, 5, 1, INFINITY}};
        const auto rows = standardRows(table, "here", 2);
        QCOMPARE(rows.places, (std::vector<std::size_t>{0, 2, 3}));
        QCOMPARE(rows.standard.means, (std::vector<double>{4, 5}));
        QCOMPARE(rows.standard.deviations, (std::vector<double>{4, 0}));
        QCOMPARE(rows.table.features, std::size_t{1});
        QCOMPARE(rows.table.values, (std::vector<double>{-1, 0, 1}));
    }

    void whatCannotBeStandardisedIsRefused() {
        const FeatureTable equal{.features = 1, .values = {5, 5, 5}};
        EXPECT_DATA_ERROR(standardRows(equal, "here", 2), "here", "differs");
        EXPECT_DATA_ERROR(standardRows({.features = 1, .values = {1, NAN, 2}}, "here", 3), "at least 3",
                          "2 of 3");
        EXPECT_DATA_ERROR(standardRows({.features = 1, .values = {1, 1e200}}, "here", 2), "1e150",
                          "feature 0");
        EXPECT_DATA_ERROR(standardRows({}, "here", 1), "at least 1", "0 of 0");
    }

    /// A = L Lᵀ with L = (2 0; 3 1).
    void aTriangleIsAsByHand() {
        const auto lower = cholesky(std::vector<double>{4, 6, 6, 10}, 2);
        QCOMPARE(*lower, (std::vector<double>{2, 0, 3, 1}));
        const auto y = solveLower(*lower, std::vector<double>{4, 7});
        QCOMPARE(y, (std::vector<double>{2, 1}));
        QCOMPARE(solveUpper(*lower, y), (std::vector<double>{-0.5, 1}));  // 4·(−½) + 6 = 4, 6·(−½) + 10 = 7
        QVERIFY(!cholesky(std::vector<double>{1, 2, 2, 4}, 2).has_value());
        QVERIFY(!cholesky(std::vector<double>{NAN}, 1).has_value());
    }
};

NESCIO_TEST(tst_dispersion, TestDispersion)
#include "tst_dispersion.moc"
