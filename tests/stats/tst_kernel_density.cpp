// Kernel densities: hand-worked values, the fast sum against the direct one, far outside, samples without
// spread.
#include <cmath>
#include <numbers>

#include <QTest>

#include "core/stats/kernel_density.h"
#include "tests/datasets/expect_error.h"
#include "tests/stats/made_rows.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// The definition, by log-sum-exp in long double.
double directLogDensity(const KernelDensity& density, double point) {
    const auto exponent = [&](double sample) {
        const long double distance = (static_cast<long double>(point) - sample) / density.bandwidth;
        return -distance * distance / 2;
    };
    long double most = -INFINITY, sum = 0;
    for (const double sample : density.samples) most = std::max(most, exponent(sample));
    for (const double sample : density.samples) sum += std::exp(exponent(sample) - most);
    const long double n = density.samples.size();
    return static_cast<double>(most + std::log(sum / (n * density.bandwidth)) -
                               std::log(2 * std::numbers::pi_v<long double>) / 2);
}

double worstAgainstDirect(const KernelDensity& density, const std::vector<double>& points) {
    const auto found = logDensity(density, points);
    double worst = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double direct = directLogDensity(density, points[i]);
        worst = std::max(worst, std::abs(found[i] - direct) / std::max(1.0, std::abs(direct)));
    }
    return worst;
}

std::vector<double> range(double from, double to, int n) {
    std::vector<double> points;
    for (int i = 0; i < n; ++i) points.push_back(from + (to - from) * i / (n - 1));
    return points;
}

}  // namespace

class TestKernelDensity : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Deviation of (2, 4, 9) is √13.
    void theBandwidthIsScotts() {
        const auto density = kernelDensity({9, NAN, 2, INFINITY, 4});
        QCOMPARE(density.samples, (std::vector<double>{2, 4, 9}));
        QCOMPARE(density.leftOut, std::size_t{2});
        QVERIFY(std::abs(density.bandwidth - std::sqrt(13.0) * std::pow(3, -0.2)) < 1e-12);
    }

    /// Between two samples one bandwidth away each, the density is e^−½/√2π.
    void twoKernelsAreAsByHand() {
        const KernelDensity density{.samples = {-1, 1}, .bandwidth = 1, .leftOut = 0};
        const double expected = -0.5 - std::log(2 * std::numbers::pi) / 2;
        QVERIFY(std::abs(logDensity(density, {0}).front() - expected) < 1e-13);
    }

    void theFastSumIsTheDirectOne_data() {
        QTest::addColumn<QList<double>>("samples");
        const auto list = [](const std::vector<double>& values) {
            return QList<double>(values.begin(), values.end());
        };
        QTest::newRow("normal") << list(made::normals(1000, 1, -7000, 300));
        QTest::newRow("few") << list({1, 2, 5, 90, 91});
        auto gaps = made::normals(600, 2);
        for (const double far : made::normals(200, 3, 60, 0.1)) gaps.push_back(far);
        QTest::newRow("with a gap") << list(gaps);
        std::vector<double> ties;
        for (int i = 0; i < 500; ++i) ties.push_back(i % 7);
        QTest::newRow("ties") << list(ties);
        QTest::newRow("one") << list({-3.5});
    }
    void theFastSumIsTheDirectOne() {
        QFETCH(QList<double>, samples);
        const auto density = kernelDensity({samples.begin(), samples.end()});
        const double low = density.samples.front(), high = density.samples.back(), h = density.bandwidth;
        QVERIFY(worstAgainstDirect(density, range(low - 30 * h, high + 30 * h, 401)) < 1e-10);
        QVERIFY(worstAgainstDirect(density, density.samples) < 1e-10);
        QVERIFY(worstAgainstDirect(density, range(high, high + 1e6 * h, 101)) < 1e-10);
    }

    void itIntegratesToOne() {
        const auto density = kernelDensity(made::normals(500, 4, 10, 2));
        const auto points = range(-10, 30, 4001);
        double sum = 0;
        for (const double log : logDensity(density, points)) sum += std::exp(log) * 0.01;
        QVERIFY(std::abs(sum - 1) < 1e-9);
    }

    void farOutsideItFallsAndStaysFinite() {
        const auto density = kernelDensity(made::normals(2000, 5));
        for (const double side : {-1.0, 1.0}) {
            std::vector<double> points;
            for (double far = 6; far < 1e100; far *= 1.01) points.push_back(side * far);
            const auto logs = logDensity(density, points);
            for (std::size_t i = 1; i < logs.size(); ++i)
                QVERIFY2(logs[i] < logs[i - 1] && std::isfinite(logs[i]),
                         qPrintable(QString::number(points[i])));
        }
    }

    void samplesWithoutSpreadTakeNothingElse() {
        const auto density = kernelDensity(std::vector<double>(100, -3000));
        const auto logs = logDensity(density, {-3000, -3000.0001, -2999, 0});
        QVERIFY(logs[0] > 0);
        QVERIFY(logs[0] - logs[1] < 5);  // less than single precision tells apart
        QVERIFY(logs[2] < -1e6);
        QVERIFY(logs[3] < logs[2]);
        QVERIFY(std::isfinite(logDensity(kernelDensity({0, 0}), {1}).front()));
    }

    void noNumberHasNoDensity() {
        const auto logs = logDensity(kernelDensity({1, 2}), {NAN, INFINITY, -INFINITY});
        QVERIFY(std::isnan(logs[0]));
        QCOMPARE(logs[1], -INFINITY);
        QCOMPARE(logs[2], -INFINITY);
        EXPECT_DATA_ERROR(kernelDensity({NAN, INFINITY}), "finite", "2");
        EXPECT_DATA_ERROR(kernelDensity({}), "none among 0");
    }
};

NESCIO_TEST(tst_kernel_density, TestKernelDensity)
#include "tst_kernel_density.moc"
