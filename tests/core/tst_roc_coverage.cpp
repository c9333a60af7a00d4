// Intervals of ROC figures hold the truth as often as they say: normal scores of two sets, whose figures are
// known, drawn anew 400 times. The points are those where percentiles of a bootstrap failed: sets that are
// told apart well, in the wrong order.

#include <QtTest>

#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "core/scores/roc.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr int kTrials = 400, kImages = 200;

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

/// Figures of N(0, 1) against N(shift, 1), as many images of either: AUROC, AUPR, FPR at 95 % and at 80 %.
/// The two areas under precision and recall are equal by symmetry.
struct Truth {
    double auroc = 0, aupr = 0, fpr95 = 0, fpr80 = 0;
};

Truth truthOf(double auroc) {
    const double shift = -std::numbers::sqrt2 * quantileAbove(auroc);
    Truth truth{.auroc = auroc,
                .fpr95 = tail(shift + quantileAbove(0.95)),
                .fpr80 = tail(shift + quantileAbove(0.80))};
    constexpr double kStep = 1e-3;
    for (double t = 12; t > -12; t -= kStep) {
        const double recall = tail(t - shift);
        truth.aupr += (tail(t - kStep - shift) - recall) * recall / (recall + tail(t));
    }
    return truth;
}

}  // namespace

class TestRocCoverage : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void intervalsHoldTheTruthAsOftenAsTheySay_data() {
        QTest::addColumn<double>("auroc");
        for (const double auroc : {0.036, 0.149, 0.5, 0.9}) QTest::addRow("AUROC %.3f", auroc) << auroc;
    }
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        QFETCH(double, auroc);
        const auto truth = truthOf(auroc);
        const double shift = -std::numbers::sqrt2 * quantileAbove(auroc);
        const std::array<double, 5> truths{truth.auroc, truth.aupr, truth.aupr, truth.fpr95, truth.fpr80};
        const std::array<const char*, 5> names{"AUROC", "AUPR-out", "AUPR-in", "FPR95", "FPR80"};
        std::array<int, 5> held{};
        std::mt19937_64 generator(7);
        std::normal_distribution<double> normal;
        for (int trial = 0; trial < kTrials; ++trial) {
            std::vector<double> in(kImages), out(kImages);
            for (auto& value : in) value = normal(generator);
            for (auto& value : out) value = normal(generator) + shift;
            const auto roc = evaluateRoc(in, out, 200, 0.95, static_cast<std::uint64_t>(trial));
            const std::array<Interval, 5> found{roc.auroc, roc.auprOut, roc.auprIn, roc.fpr95, roc.fpr80};
            for (std::size_t f = 0; f < found.size(); ++f)
                held[f] += found[f].low <= truths[f] && truths[f] <= found[f].high;
        }
        for (std::size_t f = 0; f < held.size(); ++f) {
            const double share = held[f] / double(kTrials);
            qInfo("%s %.4f: %.3f", names[f], truths[f], share);
            // 95 % within 4; and all of them where the truth is so near a bound that no image tells the two
            // apart.
            const bool atBound = std::min(truths[f], 1 - truths[f]) < 0.1 / kImages;
            QVERIFY2(share >= 0.91 && (share <= 0.99 || atBound), names[f]);
        }
    }
};

NESCIO_TEST(tst_roc_coverage, TestRocCoverage)
#include "tst_roc_coverage.moc"
