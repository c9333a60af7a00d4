// Logistic regression: hand-worked optimum, kinds that a plane parts, features and rows that are left out.
#include <cmath>

#include <QTest>

#include "core/stats/logistic.h"
#include "tests/datasets/expect_error.h"
#include "tests/stats/made_rows.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

std::vector<bool> secondHalf(std::size_t n) {
    std::vector<bool> isOne(n);
    for (std::size_t i = n / 2; i < n; ++i) isOne[i] = true;
    return isOne;
}

}  // namespace

class TestLogistic : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// x = ∓1 with 1 of 4 and 3 of 4 ones: without a ridge w·x has the log odds ∓log 3, and the bias is 0.
    void fourAndFourRowsAreAsByHand() {
        const FeatureTable table{.features = 1, .values = {-1, -1, -1, -1, 1, 1, 1, 1}};
        const auto fit = fitLogistic(table, {true, false, false, false, true, true, true, false}, 1e-9);
        const auto odds = logOdds(fit, table);
        QVERIFY(std::abs(odds.front() + std::log(3)) < 1e-8);
        QVERIFY(std::abs(odds.back() - std::log(3)) < 1e-8);
        QVERIFY(std::abs(fit.bias) < 1e-8);
    }

    void kindsThatAPlanePartsHaveFiniteWeights() {
        const auto table = made::twoClusters(400);
        for (const double ridge : {1e-6, 1.0, 1e6}) {
            const auto fit = fitLogistic(table, secondHalf(400), ridge);
            for (const double weight : fit.weights) QVERIFY(std::isfinite(weight) && weight > 0);
            const auto odds = logOdds(fit, table);
            if (ridge < 1e5) QVERIFY(odds.front() < 0 && odds.back() > 0);
        }
    }

    void theGradientIsZeroAtTheOptimum() {
        auto table = made::twoClusters(300);
        std::vector<bool> isOne;
        for (std::size_t i = 0; i < 300; ++i) isOne.push_back(i % 3 == 0 || i > 200);
        const auto fit = fitLogistic(table, isOne, 2);
        const auto odds = logOdds(fit, table);
        std::vector<double> gradient{0, 2 * fit.weights[0], 2 * fit.weights[1]};
        for (std::size_t i = 0; i < 300; ++i) {
            const double error = 1 / (1 + std::exp(-odds[i])) - (isOne[i] ? 1 : 0);
            const auto x = fit.standard.apply(table.row(i));
            gradient[0] += error;
            gradient[1] += error * x[0];
            gradient[2] += error * x[1];
        }
        for (const double slope : gradient) QVERIFY(std::abs(slope) < 1e-8);
    }

    void aConstantFeatureAndRowsThatAreNotFiniteChangeNothing() {
        const auto table = made::twoClusters(100);
        const auto plain = logOdds(fitLogistic(table, secondHalf(100)), table);
        const auto wide = made::withConstant(table, 7);
        QCOMPARE(logOdds(fitLogistic(wide, secondHalf(100)), wide), plain);
        auto kinds = secondHalf(100);
        kinds.insert(kinds.begin() + 3, true);
        const auto longer = made::withRow(table, {NAN, 1});
        auto odds = logOdds(fitLogistic(longer, kinds), longer);
        QVERIFY(std::isnan(odds[3]));
        odds.erase(odds.begin() + 3);
        QCOMPARE(odds, plain);
    }

    void whatCannotBeFittedIsRefused() {
        const auto table = made::twoClusters(10);
        EXPECT_ERROR(ShapeError, fitLogistic(table, secondHalf(9)), "10 rows", "9");
        EXPECT_ERROR(OptionError, fitLogistic(table, secondHalf(10), 0), "above 0");
        EXPECT_ERROR(OptionError, fitLogistic(table, secondHalf(10), NAN), "above 0");
        EXPECT_DATA_ERROR(fitLogistic(table, std::vector<bool>(10, true)), "both kinds", "10 and 0");
        const auto fit = fitLogistic(table, secondHalf(10));
        EXPECT_ERROR(ShapeError, logOdds(fit, made::withConstant(table, 1)), "2 features", "3");
        auto damaged = fit;
        damaged.weights.pop_back();
        EXPECT_DATA_ERROR(logOdds(damaged, table), "2 weights", "1");
    }
};

NESCIO_TEST(tst_logistic, TestLogistic)
#include "tst_logistic.moc"
