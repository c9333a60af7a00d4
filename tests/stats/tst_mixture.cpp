// Gaussian mixtures: hand-worked densities, two clusters found, the same fit every time, what is left out or
// refused.
#include <cmath>
#include <numbers>

#include <QTest>

#include "core/stats/mixture.h"
#include "tests/datasets/expect_error.h"
#include "tests/stats/made_rows.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// One standard Gaussian over a feature with mean 100 and deviation 10.
GaussianMixture oneGaussian() {
    return {
        .standard = {.means = {100}, .deviations = {10}}, .weights = {1}, .means = {0}, .covariances = {1}};
}

#define SKIP_WITHOUT_FITS()                                \
    try {                                                  \
        fitMixture(made::twoClusters(50));                 \
    } catch (const UnsupportedError& error) {              \
        QVERIFY(QString(error.what()).contains("OpenCV")); \
        QSKIP(error.what());                               \
    }

}  // namespace

class TestMixture : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// −log(10 √2π) at the mean, ½ less one deviation away; far outside not −infinity.
    void oneComponentIsAsByHand() {
        const auto logs = logDensity(oneGaussian(), {.features = 1, .values = {100, 110, NAN, 1e6}});
        const double peak = -std::log(10 * std::sqrt(2 * std::numbers::pi));
        QVERIFY(std::abs(logs[0] - peak) < 1e-13);
        QVERIFY(std::abs(logs[1] - peak + 0.5) < 1e-13);
        QVERIFY(std::isnan(logs[2]));
        QVERIFY(std::isfinite(logs[3]));
    }

    void twoClustersAreFound() {
        SKIP_WITHOUT_FITS();
        const auto table = made::twoClusters(2000);
        const auto mixture = fitMixture(table, {.components = 2});
        const std::size_t near = mixture.means[0] < 0 ? 0 : 1, far = 1 - near;
        QVERIFY(std::abs(mixture.weights[near] - 0.5) < 1e-6);
        const auto original = [&](std::size_t k, std::size_t f) {
            return mixture.means[k * 2 + f] * mixture.standard.deviations[f] + mixture.standard.means[f];
        };
        for (std::size_t f = 0; f < 2; ++f) {  // 1,000 rows: standard errors of 0.032 and 0.011
            QVERIFY(std::abs(original(near, f)) < 0.15);
            QVERIFY(std::abs(original(far, f) - 8) < 0.05);
        }
        const auto logs = logDensity(mixture, {.features = 2, .values = {0, 0, 8, 8, 4, 4, -8, 8}});
        QVERIFY(std::abs(logs[0] - std::log(0.5 / (2 * std::numbers::pi))) < 0.2);
        QVERIFY(std::abs(logs[1] - std::log(0.5 * 9 / (2 * std::numbers::pi))) < 0.2);
        QVERIFY(logs[2] < logs[0] - 5);
        QVERIFY(logs[3] < logs[2]);
    }

    void theSameSeedGivesTheSameMixture() {
        SKIP_WITHOUT_FITS();
        const auto table = made::twoClusters(500);
        const MixtureOptions options{.components = 4, .iterations = 20, .seed = 11};
        const auto once = fitMixture(table, options);
        fitMixture(table, {.iterations = 20, .seed = 12});  // leaves its random numbers nowhere
        const auto again = fitMixture(table, options);
        QCOMPARE(again.weights, once.weights);
        QCOMPARE(again.means, once.means);
        QCOMPARE(again.covariances, once.covariances);
    }

    void aConstantFeatureAndRowsThatAreNotFiniteChangeNothing() {
        SKIP_WITHOUT_FITS();
        const auto table = made::twoClusters(200);
        const auto plain = logDensity(fitMixture(table, {.components = 2}), table);
        const auto wide = made::withConstant(table, -3000);
        QCOMPARE(logDensity(fitMixture(wide, {.components = 2}), wide), plain);
        const auto longer = made::withRow(table, {1, INFINITY});
        auto logs = logDensity(fitMixture(longer, {.components = 2}), longer);
        QVERIFY(std::isnan(logs[3]));
        logs.erase(logs.begin() + 3);
        QCOMPARE(logs, plain);
    }

    /// Features that depend on each other have a covariance without inverse, which the floor mends.
    void featuresThatAreMultiplesOfEachOtherAreFitted() {
        SKIP_WITHOUT_FITS();
        FeatureTable table{.features = 2, .values = {}};
        for (const double x : made::normals(300, 9)) table.values.insert(table.values.end(), {x, -2 * x});
        const auto mixture = fitMixture(table, {.components = 2});
        const auto logs = logDensity(mixture, {.features = 2, .values = {0.1, -0.2, 0.1, 0.2}});
        QVERIFY(std::isfinite(logs[0]) && std::isfinite(logs[1]));
        QVERIFY(logs[0] > logs[1] + 100);
    }

    void whatCannotBeFittedIsRefused() {
        SKIP_WITHOUT_FITS();
        const auto table = made::twoClusters(8);
        EXPECT_ERROR(OptionError, fitMixture(table, {.components = 0}), "above 0");
        EXPECT_ERROR(OptionError, fitMixture(table, {.floor = -1}), "above 0");
        EXPECT_DATA_ERROR(fitMixture(table, {.components = 3}), "9 finite rows", "8");
        EXPECT_DATA_ERROR(fitMixture({.features = 1, .values = {1, 1, 1, 1, 1, 1}}, {.components = 1}),
                          "differs");
    }

    void aDamagedMixtureIsRefused() {
        const FeatureTable point{.features = 1, .values = {1}};
        auto mixture = oneGaussian();
        mixture.covariances = {-1};
        EXPECT_DATA_ERROR(logDensity(mixture, point), "positive definite", "component 0");
        mixture.covariances = {1, 1};
        EXPECT_DATA_ERROR(logDensity(mixture, point), "1 components", "2 numbers");
        EXPECT_DATA_ERROR(logDensity({}, point), "0 components");
        EXPECT_ERROR(ShapeError, logDensity(oneGaussian(), made::twoClusters(4)), "1 features", "2");
    }
};

NESCIO_TEST(tst_mixture, TestMixture)
#include "tst_mixture.moc"
