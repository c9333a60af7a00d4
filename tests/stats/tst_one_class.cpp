// One-class borders: a hand-worked sum, ν as the share outside, the same fit every time, what is left out or
// refused.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <QTest>

#include "core/stats/one_class.h"
#include "tests/datasets/expect_error.h"
#include "tests/stats/made_rows.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

#define SKIP_WITHOUT_BORDERS()                             \
    try {                                                  \
        fitOneClass(made::twoClusters(50));                \
    } catch (const UnsupportedError& error) {              \
        QVERIFY(QString(error.what()).contains("OpenCV")); \
        QSKIP(error.what());                               \
    }

}  // namespace

class TestOneClass : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Supports at 0 and 1 with coefficients 2 and 1, γ = log 2: at 0 it is 2 + ½ − ρ.
    void theSumIsAsByHand() {
        const OneClass border{.standard = {.means = {10}, .deviations = {5}},
                              .gamma = std::log(2),
                              .rho = 1.25,
                              .supports = {0, 1},
                              .coefficients = {2, 1}};
        const auto depths = depthInside(border, {.features = 1, .values = {10, 15, NAN, 1e6}});
        QVERIFY(std::abs(depths[0] - 1.25) < 1e-14);
        QVERIFY(std::abs(depths[1] - 0.75) < 1e-14);
        QVERIFY(std::isnan(depths[2]));
        QCOMPARE(depths[3], -1.25);
    }

    void nuIsTheShareOutside() {
        SKIP_WITHOUT_BORDERS();
        const auto table = made::twoClusters(1000);
        for (const double nu : {0.02, 0.2, 0.5}) {
            const auto border = fitOneClass(table, {.nu = nu});
            const auto depths = depthInside(border, table);
            const auto outside = std::count_if(depths.begin(), depths.end(), [](double d) { return d < 0; });
            QVERIFY(std::abs(static_cast<double>(outside) / 1000 - nu) < 0.02);
            QVERIFY(static_cast<double>(border.coefficients.size()) >= nu * 1000);
            const double sum = std::accumulate(border.coefficients.begin(), border.coefficients.end(), 0.0);
            QVERIFY(std::abs(sum - nu * 1000) < 1e-6 * sum);
        }
    }

    void bothClustersAreInsideAndWhatLiesBetweenIsNot() {
        SKIP_WITHOUT_BORDERS();
        const auto border = fitOneClass(made::twoClusters(1000), {.nu = 0.05, .gamma = 2});
        const auto depths = depthInside(border, {.features = 2, .values = {0, 0, 8, 8, 4, 4, -8, 8}});
        QVERIFY(depths[0] > 0 && depths[1] > 0);
        QVERIFY(depths[2] < 0 && depths[3] < 0);
    }

    void theSameRowsGiveTheSameBorder() {
        SKIP_WITHOUT_BORDERS();
        const auto once = fitOneClass(made::twoClusters(300)), again = fitOneClass(made::twoClusters(300));
        QCOMPARE(again.rho, once.rho);
        QCOMPARE(again.supports, once.supports);
        QCOMPARE(again.coefficients, once.coefficients);
        QCOMPARE(once.gamma, 0.5);
    }

    void aConstantFeatureAndRowsThatAreNotFiniteChangeNothing() {
        SKIP_WITHOUT_BORDERS();
        const auto table = made::twoClusters(200);
        const auto plain = depthInside(fitOneClass(table), table);
        const auto wide = made::withConstant(table, -3000);
        QCOMPARE(depthInside(fitOneClass(wide), wide), plain);
        const auto longer = made::withRow(table, {NAN, 1});
        auto depths = depthInside(fitOneClass(longer), longer);
        QVERIFY(std::isnan(depths[3]));
        depths.erase(depths.begin() + 3);
        QCOMPARE(depths, plain);
    }

    void whatCannotBeFittedIsRefused() {
        SKIP_WITHOUT_BORDERS();
        const auto table = made::twoClusters(20);
        for (const double nu : {0.0, 1.0, -0.5, double(NAN)})
            EXPECT_ERROR(OptionError, fitOneClass(table, {.nu = nu}), "nu between 0 and 1");
        EXPECT_ERROR(OptionError, fitOneClass(table, {.gamma = -1}), "gamma");
        EXPECT_ERROR(OptionError, fitOneClass(table, {.tolerance = 0}), "tolerance");
        EXPECT_DATA_ERROR(fitOneClass(table, {.nu = 0.01}), "at least 100", "20");
        EXPECT_DATA_ERROR(fitOneClass({.features = 1, .values = std::vector<double>(30, 2)}), "differs");
    }

    void aDamagedBorderIsRefused() {
        OneClass border{
            .standard = {.means = {0}, .deviations = {1}}, .supports = {0}, .coefficients = {1, 1}};
        const FeatureTable point{.features = 1, .values = {1}};
        EXPECT_DATA_ERROR(depthInside(border, point), "2 support vectors", "1 numbers");
        border.coefficients = {1};
        EXPECT_ERROR(ShapeError, depthInside(border, made::twoClusters(4)), "1 features", "2");
    }
};

NESCIO_TEST(tst_one_class, TestOneClass)
#include "tst_one_class.moc"
