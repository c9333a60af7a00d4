// The statistics of core/stats against SciPy and scikit-learn: stats_oracle.py made inputs and answers.
#include <cmath>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/stats/kernel_density.h"
#include "core/stats/logistic.h"
#include "core/stats/mixture.h"
#include "core/stats/normality.h"
#include "core/stats/one_class.h"
#include "core/values/failure.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

QJsonObject oracle() {
    QFile file(QStringLiteral(NESCIO_SOURCE_DIR "/tests/oracle/stats_expected.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonValue part(const QJsonValue& whole, const char* name) {
    return whole.toObject()[name];
}

std::vector<double> numbersOf(const QJsonValue& json) {
    std::vector<double> numbers;
    for (const auto value : json.toArray()) numbers.push_back(value.toDouble());
    return numbers;
}

/// The largest difference, relative to numbers above 1.
double worstDifference(const std::vector<double>& found, const std::vector<double>& expected) {
    if (found.size() != expected.size() || found.empty()) return INFINITY;
    double worst = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double difference = std::abs(found[i] - expected[i]) / std::max(1.0, std::abs(expected[i]));
        worst = std::isnan(difference) ? INFINITY : std::max(worst, difference);
    }
    return worst;
}

FeatureTable rowsOf(const QJsonObject& all) {
    return {.features = 3, .values = numbersOf(all["rows"])};
}

}  // namespace

#define COMPARE_NUMBERS(found, expected, tolerance)                                      \
    do {                                                                                 \
        const double worst = worstDifference(found, numbersOf(expected));                \
        QVERIFY2(worst <= (tolerance), qPrintable(QString("differs by %1").arg(worst))); \
    } while (false)

class TestStatsOracle : public QObject {
    Q_OBJECT
    QJsonObject m_all = oracle();

  private Q_SLOTS:
    void andersonDarlingIsSciPys() {
        const auto cases = m_all["anderson"].toObject();
        QVERIFY(cases.size() >= 7);
        for (auto it = cases.begin(); it != cases.end(); ++it) {
            const double expected = part(it.value(), "a2").toDouble();
            const double found = andersonDarling(numbersOf(part(it.value(), "values")));
            QVERIFY2(std::abs(found - expected) <= 1e-10 * std::max(1.0, expected), qPrintable(it.key()));
        }
    }

    void logNormalCdfIsSciPys() {
        std::vector<double> found;
        for (const double point : numbersOf(part(m_all["log_cdf"], "points")))
            found.push_back(logNormalCdf(point));
        COMPARE_NUMBERS(found, part(m_all["log_cdf"], "log_cdf"), 1e-12);
        // Near 0 relative to itself: where 1 − Φ is lost, its logarithm is not.
        QVERIFY(std::abs(logNormalCdf(8) / -6.220960574271742e-16 - 1) < 1e-12);
        QVERIFY(std::abs(logNormalCdf(20) / -2.7536241186061556e-89 - 1) < 1e-12);
    }

    void kernelDensityIsSciPys() {
        const auto json = m_all["density"].toObject();
        const auto density = kernelDensity(numbersOf(json["samples"]));
        COMPARE_NUMBERS(logDensity(density, numbersOf(json["points"])), json["log_density"], 1e-10);
    }

    void aGivenMixtureHasSciPysDensity() {
        const auto given = part(m_all["mixture"], "given").toObject();
        const GaussianMixture mixture{.standard = {.means = {0, 0}, .deviations = {1, 1}},
                                      .weights = numbersOf(given["weights"]),
                                      .means = numbersOf(given["means"]),
                                      .covariances = numbersOf(given["covariances"])};
        COMPARE_NUMBERS(logDensity(mixture, {.features = 2, .values = numbersOf(given["points"])}),
                        given["log_density"], 1e-12);
    }

    /// EM by another program, ended by another rule.
    void aFittedMixtureHasScikitLearnsDensity() {
        try {
            const auto mixture = fitMixture(rowsOf(m_all), {.components = 2, .tolerance = 1e-12});
            COMPARE_NUMBERS(logDensity(mixture, rowsOf(m_all)), part(m_all["mixture"], "log_density"), 1e-4);
        } catch (const UnsupportedError& error) {
            QSKIP(error.what());
        }
    }

    /// OpenCV's kernels are of single precision, and of 200 rows up to 60 are summed.
    void aFittedBorderIsScikitLearns() {
        const auto cases = m_all["one_class"].toArray();
        QCOMPARE(cases.size(), 2);
        try {
            for (const auto each : cases) {
                const auto border =
                    fitOneClass(rowsOf(m_all), {.nu = part(each, "nu").toDouble(), .tolerance = 1e-7});
                COMPARE_NUMBERS(depthInside(border, rowsOf(m_all)), part(each, "depth"), 1e-4);
            }
        } catch (const UnsupportedError& error) {
            QSKIP(error.what());
        }
    }

    void logisticRegressionIsScikitLearns() {
        const auto cases = m_all["logistic"].toObject();
        QCOMPARE(cases.size(), 4);
        for (const auto each : cases) {
            std::vector<bool> isOne;
            for (const double one : numbersOf(part(each, "is_one"))) isOne.push_back(one > 0);
            const auto fit = fitLogistic(rowsOf(m_all), isOne, part(each, "ridge").toDouble());
            COMPARE_NUMBERS(logOdds(fit, rowsOf(m_all)), part(each, "log_odds"), 1e-8);
        }
    }
};

NESCIO_TEST(tst_stats_oracle, TestStatsOracle)
#include "tst_stats_oracle.moc"
