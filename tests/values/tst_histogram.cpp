// Binning on shared edges: nothing is dropped without being counted.

#include <QtTest>

#include <cmath>
#include <limits>

#include "core/values/plot_data.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

HistogramData binned(const std::vector<std::vector<double>>& values, int bins) {
    HistogramData data;
    data.series.resize(values.size());
    binShared(data, values, bins);
    return data;
}

double integral(const HistogramData& data, std::size_t series) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < data.edges.size(); ++i)
        sum += data.series[series].density[i] * (data.edges[i + 1] - data.edges[i]);
    return sum;
}

}  // namespace

class TestHistogram : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesLandInTheirBins() {
        const auto data = binned({{0, 1, 1.5, 4}}, 4);
        QCOMPARE(data.edges, (std::vector<double>{0, 1, 2, 3, 4}));
        QCOMPARE(data.series[0].density, (std::vector<double>{0.25, 0.5, 0, 0.25}));  // 4 is in the last
        QCOMPARE(data.series[0].mean, 1.625);
    }

    void setsShareTheirEdgesAndEachIntegratesToOne() {
        const auto data = binned({{1, 2, 3}, {5, 6}}, 10);
        QCOMPARE(data.edges.front(), 1.0);
        QCOMPARE(data.edges.back(), 6.0);
        for (const std::size_t series : {0, 1}) QVERIFY(std::abs(integral(data, series) - 1) < 1e-12);
    }

    void oneFarOutlierIsCountedAndDoesNotFlattenTheRest() {
        std::vector<double> values(5000, 0);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) / 5000;
        values[17] = 1e9;
        const auto data = binned({values}, 50);
        QVERIFY(data.edges.back() < 2);
        QVERIFY(data.series[0].outside >= 1);
        QVERIFY(std::abs(integral(data, 0) + static_cast<double>(data.series[0].outside) / 5000 - 1) < 1e-9);
    }

    void aFewWildSamplesDoNotSqueezeTheSets() {
        std::vector<double> set(1000), samples(64);
        for (std::size_t i = 0; i < set.size(); ++i) set[i] = 2 + static_cast<double>(i) / 1000;
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = 3 + static_cast<double>(i) / 64;
        for (const std::size_t wild : {5, 6, 63}) samples[wild] = 1000.0 * static_cast<double>(wild);
        const auto data = binned({set, samples}, 80);
        QVERIFY2(data.edges.front() >= 2 && data.edges.back() < 10, "the axis is that of the sets");
        QCOMPARE(data.series[0].outside, 1);  // the lowest 0.1 %; above, the samples make room
        QCOMPARE(data.series[1].outside, 3);
        QCOMPARE(data.series[1].n, 64);
    }

    void nothingOfATwoValuedOrSkewedSetIsCut() {
        const auto two = binned({{1, 9}}, 8);
        QCOMPARE(two.edges.back(), 9.0);
        std::vector<double> skewed;
        for (int i = 0; i < 200; ++i) skewed.push_back(-std::log(1 - (i + 0.5) / 200));
        QCOMPARE(binned({skewed}, 8).series[0].outside, 0);
    }

    void whatIsNotFiniteIsCounted() {
        const auto data = binned({{1, NAN, 2, INFINITY}}, 4);
        QCOMPARE(data.series[0].n, 4);
        QCOMPARE(data.series[0].notFinite, 2);
        QCOMPARE(data.series[0].mean, 1.5);
    }

    void degenerateSetsStillHaveARange() {
        for (const auto& values : {std::vector<double>{}, std::vector<double>{3},
                                   std::vector<double>{3, 3, 3}, std::vector<double>{NAN}}) {
            const auto data = binned({values}, 8);
            QVERIFY(data.edges.back() > data.edges.front());
            QCOMPARE(data.series[0].density.size(), std::size_t{8});
        }
    }
};

NESCIO_TEST(tst_histogram, TestHistogram)
#include "tst_histogram.moc"
