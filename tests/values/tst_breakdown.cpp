// Terms add up, and bits/dim follows its definition.

#include <QtTest>

#include <cmath>

#include "core/values/breakdown.h"
#include "core/values/experiment.h"
#include "core/values/failure.h"
#include "core/values/interval.h"
#include "core/values/term_table.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestBreakdown : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void densityVolumeAndScalingMakeTheTotal() {
        const Breakdown one{.terms = {{{"prior", TermKind::Prior, 1, 0}, -7.5},
                                      {{"coupling", TermKind::LogDet, 1, 1}, 4.25},
                                      {{"bytes", TermKind::Scaling, 0, 0}, -11}}};
        QCOMPARE(one.totalNats(), -14.25);
        QCOMPARE(one.densityNats(), -7.5);
        QCOMPARE(one.volumeNats(), 4.25);
        QCOMPARE(one.scalingNats(), -11.0);
    }

    void aUniformByteHasEightBits() { QCOMPARE(bitsPerDim(-10 * std::log(256.0), 10), 8.0); }

    void everyKindHasAnIdThatLeadsBack() {
        for (const auto kind :
             {TermKind::Prior, TermKind::LogDet, TermKind::Scaling, TermKind::Reconstruction,
              TermKind::Divergence, TermKind::Conditional, TermKind::Mixing})
            QCOMPARE(termKindFromId(toId(kind)), kind);
        for (const auto tightness : {Tightness::Exact, Tightness::LowerBound, Tightness::Estimate})
            QCOMPARE(tightnessFromId(toId(tightness)), tightness);
        QCOMPARE(whyNot<RunFileError>([] { termKindFromId("magic"); }, {"kind of term", "magic"}), QString());
    }

    void aTableRowIsABreakdown() {
        TermTable table;
        table.shape = {1, 1, 2};
        table.columns = {{"prior", TermKind::Prior, 1, 0}, {"coupling", TermKind::LogDet, 1, 1}};
        table.nats = {-3, 1, -5, 2};
        table.key.indices = {0, 1};
        QCOMPARE(table.rows(), std::size_t{2});
        QCOMPARE(table.totalNats(1), -3.0);
        QCOMPARE(table.breakdown(1).volumeNats(), 2.0);
        QCOMPARE(table.densities(), (std::vector<double>{-3, -5}));
        QCOMPARE(table.volumes(), (std::vector<double>{1, 2}));
        QVERIFY(std::abs(table.bitsPerDims()[0] - 1 / std::log(2.0)) < 1e-15);
    }

    void meanCarriesItsStandardError() {
        const auto mean = meanOf({1, 2, 3, 4});
        QCOMPARE(mean.value, 2.5);
        QVERIFY(std::abs(mean.standardError - std::sqrt(5.0 / 3 / 4)) < 1e-15);
        QCOMPARE(meanOf({}).n, std::size_t{0});
        QVERIFY(std::isnan(meanOf({}).value));
    }

    void oneImageHasAMeanAndNoError() {
        const auto one = meanOf({7});
        QCOMPARE(one.value, 7.0);
        QVERIFY(std::isnan(one.standardError));
        QCOMPARE(meanText(one), std::string("7.000 (one image: no error)"));
        QCOMPARE(meanText(meanOf({7, 7})), std::string("7.000 ± 0.000"));
        QCOMPARE(meanText(meanOf({3.954, 3.962})), std::string("3.958 ± 0.004"));
        QCOMPARE(meanText(meanOf({})), std::string("no finite value"));
        QCOMPARE(errorText(one, 0), std::string("(one image: no error)"));
        QCOMPARE(briefNumber(one.standardError), std::string("no number"));
        QCOMPARE(aroundMean(one).low, 7.0);
    }

    void onlyMemoryFailuresOfferARetry() {
        const auto failureOf = [](const auto& error) {
            try {
                throw error;
            } catch (...) {
                return currentFailure("scoring");
            }
        };
        QVERIFY(failureOf(DeviceMemoryError("full")).retryWithHalfBatch);
        QVERIFY(!failureOf(DataError("cut short")).retryWithHalfBatch);
        QCOMPARE(failureOf(DataError("cut short")).message, std::string("cut short"));
        QCOMPARE(failureOf(42).stage, std::string("scoring"));
    }
};

NESCIO_TEST(tst_breakdown, TestBreakdown)
#include "tst_breakdown.moc"
