// Thresholds for a rate of false alarms: the smallest that keeps it, ties, bounds, and what it does
// elsewhere.

#include <QtTest>

#include <cmath>
#include <random>

#include "core/scores/share_interval.h"
#include "core/scores/threshold.h"
#include "core/values/failure.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

std::vector<double> upTo(int n) {
    std::vector<double> values;
    for (int i = 1; i <= n; ++i) values.push_back(i);
    return values;
}

}  // namespace

class TestThreshold : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theSmallestThatKeepsTheRate() {
        const auto threshold = calibrateThreshold({4, 1, 3, 5, 2, 10, 9, 8, 7, 6}, 0.2);
        QCOMPARE(threshold.score, 8.0);  // 9 and 10 are above it
        QCOMPARE(threshold.flagged, std::size_t{2});
        QVERIFY(threshold.remark.empty());
        QCOMPARE(calibrateThreshold(upTo(10), 0.29).flagged, std::size_t{2});
    }

    void aRateIsKeptToTheImage() {
        for (int percent = 0; percent <= 100; ++percent) {  // 0.29 · 100 is 28.999999999999996
            const auto threshold = calibrateThreshold(upTo(100), percent / 100.0);
            QCOMPARE(threshold.flagged, static_cast<std::size_t>(percent));
            if (percent < 100) QCOMPARE(threshold.score, 100.0 - percent);
        }
        QCOMPARE(calibrateThreshold(upTo(3), 1).score, -INFINITY);
    }

    void tiesAreFlaggedTogetherOrNotAtAll() {
        const auto threshold = calibrateThreshold({1, 2, 3, 3, 3, 3, 3, 3, 3, 9}, 0.3);
        QCOMPARE(threshold.score, 3.0);
        QCOMPARE(threshold.flagged, std::size_t{1});
        QVERIFY2(threshold.remark.find("7 of 10 calibration scores equal the threshold: 0.1 of them are "
                                       "flagged, where 0.3") != std::string::npos,
                 threshold.remark.c_str());
        QCOMPARE(calibrateThreshold({5, 5, 5}, 0.5).flagged, std::size_t{0});
    }

    void aRateThatTakesMoreImagesSaysHowMany() {
        const auto threshold = calibrateThreshold(upTo(50), 0.01);
        QCOMPARE(threshold.score, 50.0);
        QCOMPARE(threshold.flagged, std::size_t{0});
        QVERIFY2(threshold.remark.find("at least 100 calibration scores, found 50") != std::string::npos,
                 threshold.remark.c_str());
        QVERIFY(calibrateThreshold(upTo(50), 0).remark.empty());
        QVERIFY(calibrateThreshold(upTo(100), 0.01).remark.empty());
    }

    void infinitiesHaveAPlaceAndNanHasNone() {
        const auto threshold = calibrateThreshold({1, INFINITY, NAN, -INFINITY, 2, NAN}, 0.25);
        QCOMPARE(threshold.score, 2.0);
        QVERIFY(threshold.n == 4 && threshold.nan == 2 && threshold.flagged == 1);
        QCOMPARE(calibrateThreshold({1, INFINITY, INFINITY}, 0.5).flagged, std::size_t{0});
        const auto share = flaggedShare({3, NAN, 1, INFINITY, 2}, threshold.score);
        QVERIFY(share.n == 4 && share.nan == 1 && share.flagged == 2);
        QCOMPARE(share.share.value, 0.5);
    }

    void aShareHasWilsonsInterval() {
        // 2 of 10: (0.2 + z²/20 ± z sqrt(0.016 + z²/400)) / (1 + z²/10).
        const auto share = flaggedShare(upTo(10), 8).share;
        constexpr double kZ2 = 3.841458820694124;
        const double reach = std::sqrt(kZ2 * (0.016 + kZ2 / 400));
        QVERIFY(std::abs(share.low - (0.2 + kZ2 / 20 - reach) / (1 + kZ2 / 10)) < 1e-12);
        QVERIFY(std::abs(share.high - (0.2 + kZ2 / 20 + reach) / (1 + kZ2 / 10)) < 1e-12);
        const auto none = flaggedShare(upTo(10), 10).share;
        QVERIFY(none.value == 0 && none.low == 0 && none.high > 0.2 && none.high < 0.3);
        QVERIFY(flaggedShare(upTo(10), 8, 0.8).share.low > share.low);
    }

    void aFreshImageIsFlaggedAsOftenAsSaid() {
        std::mt19937_64 generator(6);
        std::uniform_real_distribution<double> uniform;
        Spread rates;  // of fresh images: 1 - threshold
        for (int trial = 0; trial < 4000; ++trial) {
            std::vector<double> values(40);
            for (auto& value : values) value = uniform(generator);
            rates.add(1 - calibrateThreshold(values, 0.05).score);
        }
        QVERIFY(std::abs(rates.mean() - 3.0 / 41) < 0.003);  // five standard errors
    }

    void whatIsNoRateOrNoScoreIsRefused() {
        for (const double rate : {-0.1, 1.1, double(NAN)})
            EXPECT_ERROR(OptionError, calibrateThreshold({1}, rate), "from 0 to 1");
        EXPECT_DATA_ERROR(calibrateThreshold({}, 0.1), "calibration scores", "none");
        EXPECT_DATA_ERROR(calibrateThreshold({NAN}, 0.1), "NaN alone");
        EXPECT_DATA_ERROR(flaggedShare({NAN}, 1), "NaN alone");
        EXPECT_ERROR(OptionError, flaggedShare({1}, NAN), "NaN");
    }
};

NESCIO_TEST(tst_threshold, TestThreshold)
#include "tst_threshold.moc"
