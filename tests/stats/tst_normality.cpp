// The Anderson-Darling statistic: hand-worked values, tails, what has none.
#include <cmath>

#include <QTest>

#include "core/stats/normality.h"
#include "tests/stats/made_rows.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

bool isNear(double found, double expected, double tolerance) {
    return std::abs(found - expected) <= tolerance;
}

}  // namespace

class TestNormality : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// −1 − 2 log ½.
    void oneValueAtTheMedianIsAsByHand() {
        QVERIFY(isNear(andersonDarlingOfStandard(std::vector<double>{0}), 2 * std::log(2) - 1, 1e-15));
    }

    /// Two values standardise to ∓√½: −2 − log Φ(−√½) − 3 log Φ(√½), Φ(√½) = 0.7602499.
    void twoValuesAreAsByHand() {
        const double expected = -2 - std::log(0.2397500611) - 3 * std::log(0.7602499389);
        QVERIFY(isNear(andersonDarling(std::vector<double>{1, 2}), expected, 1e-8));
        QVERIFY(isNear(andersonDarling(std::vector<double>{900, -1e6}), expected, 1e-8));
    }

    void unitsAndOrderDoNotMatter() {
        auto values = made::normals(200, 3);
        const double found = andersonDarling(values);
        std::reverse(values.begin(), values.end());
        for (auto& value : values) value = -7000 - 300 * value;
        QVERIFY(isNear(andersonDarling(values), found, 1e-9));
    }

    /// Stephens 1974: with estimated mean and deviation 1 % of normal samples lie above 1.035 (n ≥
    /// 20, 1.092/(1 + .75/n + 2.25/n²)); of 200 samples more than 8 have a chance of 2 · 10⁻⁴.
    void normalSamplesAreCloseAndOthersFar() {
        int above = 0;
        for (std::uint64_t seed = 0; seed < 200; ++seed)
            above += andersonDarling(made::normals(100, seed)) > 1.035;
        QVERIFY(above <= 8);
        std::vector<double> uniform(1000);
        for (std::size_t i = 0; i < uniform.size(); ++i) uniform[i] = static_cast<double>(i);
        QVERIFY(andersonDarling(uniform) > 5);
    }

    void aKnownMeanIsNotTakenOut() {
        const auto shifted = made::normals(400, 5, 1);
        QVERIFY(andersonDarling(shifted) < 1.5);
        QVERIFY(andersonDarlingOfStandard(shifted) > 50);
        QVERIFY(andersonDarlingOfStandard(made::normals(400, 5)) < 4);
    }

    /// The farther the sample, the larger, and never infinite: log Φ(−x) is about −x²/2.
    void tailsAreFiniteAndInOrder() {
        double last = 0;
        for (const double far : {1.0, 10.0, 34.0, 36.0, 40.0, 1e3, 1e8}) {
            const double found = andersonDarlingOfStandard(std::vector<double>{far});
            QVERIFY(std::isfinite(found));
            QVERIFY(found > last);
            last = found;
        }
        QVERIFY(isNear(last / 5e15, 1, 1e-6));
    }

    void logCdfHasNoStepWhereTheSeriesBegins() {
        // Its slope there is φ/Φ = 35.0285, so that 2e-9 apart it differs by 7.0e-8.
        QVERIFY(isNear(logNormalCdf(-35 + 1e-9) - logNormalCdf(-35 - 1e-9), 7.0057e-8, 1e-11));
        QCOMPARE(logNormalCdf(-INFINITY), -INFINITY);
        QCOMPARE(logNormalCdf(INFINITY), 0.0);
        QVERIFY(std::isnan(logNormalCdf(NAN)));
    }

    void whatCannotBeStandardisedHasNone() {
        QVERIFY(std::isnan(andersonDarling(std::vector<double>{})));
        QVERIFY(std::isnan(andersonDarling(std::vector<double>{3})));
        QVERIFY(std::isnan(andersonDarling(std::vector<double>{3, 3, 3})));
        QVERIFY(std::isnan(andersonDarling(std::vector<double>{3, NAN, 4})));
        QVERIFY(std::isnan(andersonDarling(std::vector<double>{3, INFINITY, 4})));
        QVERIFY(std::isnan(andersonDarlingOfStandard(std::vector<double>{})));
        QVERIFY(std::isnan(andersonDarlingOfStandard(std::vector<double>{1, -INFINITY})));
    }
};

NESCIO_TEST(tst_normality, TestNormality)
#include "tst_normality.moc"
