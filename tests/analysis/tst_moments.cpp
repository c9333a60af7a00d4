// Moments of data sets against hand-worked and published numbers, and the second-order expansion that is
// built on them against a flow whose likelihood is exactly quadratic.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <optional>

#include <QTemporaryDir>

#include "core/analysis/experiment.h"
#include "core/analysis/moments.h"
#include "core/train/training.h"
#include "core/values/failure.h"
#include "datasets/load.h"
#include "datasets/random.h"
#include "tests/analysis/small_experiments.h"
#include "tests/test_list.h"

using namespace nescio;

class TestMoments : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

  private Q_SLOTS:
    void momentsOfTwoImages() {
        ImageSet set{.id = "two",
                     .title = "two",
                     .shape = {1, 1, 2},
                     .count = 2,
                     .available = 2,
                     .bytes = {0, 51, 255, 51}};
        const auto moments = momentsOf(set);
        QCOMPARE(moments.mean, (std::vector<double>{0.5, 0.2}));
        QCOMPARE(moments.variance, (std::vector<double>{0.25, 0}));
        QCOMPARE(moments.varianceSum(0), 0.25);
    }

    void momentsOfTheRealSetsAreThePublishedOnes() {
        if (qEnvironmentVariableIsEmpty("NESCIO_DATA"))
            qputenv("NESCIO_DATA", NESCIO_SOURCE_DIR "/../shared/data");
        std::optional<ImageSet> objects, numbers;
        try {
            objects = loadImageSet("cifar-10/data_batch_1-first5000");
            numbers = loadImageSet("svhn/test_32x32-first2000");
        } catch (const DataError&) {
            QSKIP("no data");
        }
        const auto cifar = momentsOf(*objects), svhn = momentsOf(*numbers);
        const double expected[2][3] = {{62.4, 60.2, 69.0}, {48.8, 52.0, 53.2}};
        for (int c = 0; c < 3; ++c) {
            QVERIFY(std::abs(cifar.varianceSum(c) - expected[0][c]) < 0.1);
            QVERIFY(std::abs(svhn.varianceSum(c) - expected[1][c]) < 0.1);
            QVERIFY(cifar.varianceSum(c) > svhn.varianceSum(c));
        }
    }

    /// Before training its couplings are zero: the flow is linear, log p a quadratic form and the expansion
    /// exact, but for dequantisation, which adds the same to both sets.
    void theSecondOrderGapOfALinearFlowIsTheMeasuredOne() {
        using Int = std::int64_t;
        RunSpec spec{.model = "cv_glow",
                     .preset = "",
                     .modelOptions = {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}},
                     .trainOptions = {{"steps", Int{1}}, {"batch", Int{64}}, {"learning_rate", 1e-8}}};
        const auto independent = [](int spread, int shift, std::uint64_t seed) {
            ImageSet set{.id = "u",
                         .title = "spread " + std::to_string(spread),
                         .shape = {1, 8, 8},
                         .count = 4000,
                         .available = 4000};
            Random random(seed);
            for (int i = 0; i < 4000 * 64; ++i)
                set.bytes.own().push_back(
                    static_cast<std::uint8_t>(128 + shift - spread / 2 + random.below(spread)));
            return set;
        };
        const auto wide = independent(100, 0, 1), narrow = independent(60, 5, 2);
        LiveTraining live;
        startTraining(spec, wide, m_folder.filePath("linear.h5").toStdString(), {}, live);
        const auto& kind = experimentKind("second_order");
        const auto result = *kind.run({.models = {live.snapshot()}, .sets = {wide, narrow}});
        const auto& part = tests::columnOf(result, "gap", "part").words;
        const auto row = [&](const char* begin) {
            return static_cast<std::size_t>(
                std::find_if(part.begin(), part.end(),
                             [&](const auto& one) { return one.starts_with(begin); }) -
                part.begin());
        };
        const auto& gap = tests::columnOf(result, "gap", "value").numbers;
        const auto& error = tests::columnOf(result, "gap", "standard error").numbers;
        const auto predicted = row("predicted"), measured = row("measured");
        const auto diagonal = row("second order: diagonal"), whole = row("second order: exact");
        qInfo("predicted %.2f ± %.2f nats, measured %.2f ± %.2f nats", gap[predicted], error[predicted],
              gap[measured], error[measured]);
        QVERIFY(gap[measured] > 5);
        // The expansion is exact here, so that what is left is the error of probes and of images: four of
        // them.
        QVERIFY(error[predicted] > 0 && error[measured] > 0);
        QVERIFY(std::abs(gap[predicted] - gap[measured]) <
                4 * std::hypot(error[predicted], error[measured]) + 0.1);
        QVERIFY(std::abs(gap[diagonal] - gap[whole]) < 0.05 * gap[whole]);  // independent pixels
        QVERIFY2(result.findings[0].find("probes of the Jacobian") != std::string::npos &&
                     result.findings[0].find(" ± ") != std::string::npos,
                 result.findings[0].c_str());
    }
};

NESCIO_TEST(tst_moments, TestMoments)
#include "tst_moments.moc"
