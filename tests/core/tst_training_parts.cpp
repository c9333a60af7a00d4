// Optimisers against PyTorch's numbers, the order of batches, schedules, and one flat block of parameters.

#include <QtTest>

#include <set>

#include <torch/nn/modules/linear.h>

#include "core/math/device_memory.h"
#include "core/train/batch_order.h"
#include "core/train/flat_parameters.h"
#include "core/train/optimiser.h"
#include "core/train/train_options.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestTrainingParts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // PyTorch 1.13.0, torch.optim, float64, lr 0.01, default constants: parameters (1, -2, 3) after three
    // steps with gradients (0.1 k, -0.2, 0.5 / k), k = 1, 2, 3.
    void optimisersGiveTheNumbersOfPyTorch_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QVector<double>>("expected");
        QTest::newRow("adamax") << "adamax"
                                << QVector<double>{0.9754680536605327, -1.9700000015, 2.976732968241759};
        QTest::newRow("adam") << "adam"
                              << QVector<double>{0.9707681695544842, -1.9700000015, 2.9719466190236936};
        QTest::newRow("rmsprop") << "rmsprop"
                                 << QVector<double>{0.7301174159932009, -1.7710870629827284,
                                                    2.8262892347163557};
    }
    void optimisersGiveTheNumbersOfPyTorch() {
        QFETCH(QString, id);
        QFETCH(QVector<double>, expected);
        const auto values = torch::tensor({1.0, -2.0, 3.0}, torch::kFloat64);
        const auto optimiser = makeOptimiser(id.toStdString(), values);
        for (int k = 1; k <= 3; ++k)
            optimiser->step(values, torch::tensor({0.1 * k, -0.2, 0.5 / k}, torch::kFloat64), 0.01, k);
        for (int i = 0; i < 3; ++i)
            QVERIFY2(std::abs(values[i].item<double>() - expected[i]) < 1e-12,
                     qPrintable(QString::number(values[i].item<double>(), 'g', 17)));
    }

    void anUnknownOptimiserIsRefused() {
        QCOMPARE(whyNot<OptionError>([] { makeOptimiser("sgd", torch::zeros({1})); }, {"adamax", "sgd"}),
                 QString());
    }

    void everyEpochShowsEachTrainingImageOnce() {
        BatchOrder order(100, 0.2, 16, 1);
        QCOMPARE(order.validation().size(), std::size_t{20});
        std::multiset<std::int64_t> seen;
        for (int step = 0; step < 5; ++step)
            for (const auto image : order.batchOf(step)) seen.insert(image);
        QCOMPARE(seen.size(), std::size_t{80});
        for (const auto image : order.training()) QCOMPARE(seen.count(image), std::size_t{1});
        for (const auto image : order.validation()) QCOMPARE(seen.count(image), std::size_t{0});
    }

    void theOrderDependsOnSeedAndStepAlone() {
        BatchOrder forward(50, 0, 8, 3);
        std::vector<std::vector<std::int64_t>> batches;
        for (int step = 0; step < 20; ++step) batches.push_back(forward.batchOf(step));
        BatchOrder jumping(50, 0, 8, 3);
        for (const int step : {19, 2, 7, 6})
            QVERIFY(jumping.batchOf(step) == batches[static_cast<std::size_t>(step)]);
        BatchOrder other(50, 0, 8, 4);
        QVERIFY(other.batchOf(0) != batches[0]);
    }

    void aBatchLargerThanTheSetIsStillFull() {
        BatchOrder order(3, 0, 8, 1);
        QCOMPARE(order.batchOf(0).size(), std::size_t{8});
        QVERIFY(std::abs(order.epochsAfter(3) - 8.0) < 1e-12);
    }

    void learningRateWarmsUpAndDecays() {
        auto options = trainOptionsFrom(
            {{"steps", std::int64_t{100}}, {"warmup", std::int64_t{10}}, {"learning_rate", 1e-2}});
        QVERIFY(std::abs(learningRateAt(0, options) - 1e-3) < 1e-15);
        QVERIFY(std::abs(learningRateAt(50, options) - 1e-2) < 1e-15);
        options.decay = "late_halving";
        QVERIFY(std::abs(learningRateAt(79, options) - 1e-2) < 1e-15);
        QVERIFY(std::abs(learningRateAt(80, options) - 5e-3) < 1e-15);
        QVERIFY(std::abs(learningRateAt(95, options) - 2.5e-3) < 1e-15);
        options.decay = "cosine";
        QVERIFY(std::abs(learningRateAt(50, options) - 5e-3) < 1e-12);
        QVERIFY(learningRateAt(99, options) < 1e-5);
    }

    void optionsOutOfRangeAreNamed() {
        QCOMPARE(whyNot<OptionError>(
                     [] {
                         trainOptionsFrom({{"batch", std::int64_t{0}}});
                     },
                     {"batch", "from 1 to 4096", "0"}),
                 QString());
        QCOMPARE(whyNot<OptionError>(
                     [] {
                         trainOptionsFrom({{"speed", 1.0}});
                     },
                     {"speed", "learning_rate"}),
                 QString());
    }

    void flatParametersAreTheModulesOwn() {
        torch::nn::Linear layer(3, 2);
        const auto before = layer->weight.detach().clone();
        const FlatParameters flat(*layer);
        QCOMPARE(flat.values().numel(), 8);
        QVERIFY(torch::equal(layer->weight.detach(), before));
        layer->forward(torch::ones({1, 3})).sum().backward();
        QCOMPARE(flat.gradients().sum().item<float>(), 8.0F);
        flat.values().zero_();
        QCOMPARE(layer->weight.abs().sum().item<float>(), 0.0F);
    }

    void runningOutOfMemoryOffersHalfTheBatch_data() {
        QTest::addColumn<QString>("words");
        for (const char* words :
             {"CUDA out of memory. Tried to allocate 2.00 GiB", "CUDA error: out of memory",
              "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
              "GET was unable to find an engine to execute this computation"})
            QTest::addRow("%s", words) << words;
    }
    void runningOutOfMemoryOffersHalfTheBatch() {
        QFETCH(QString, words);
        try {
            guardMemory("training", [&] { TORCH_CHECK(false, words.toStdString()); });
            QFAIL("expected an error");
        } catch (...) {
            const auto failure = currentFailure("training");
            QVERIFY(failure.retryWithHalfBatch);
            QVERIFY(failure.message.find("half") != std::string::npos);
        }
    }

    void anAllocatorThatRefusesOffersHalfTheBatch() {
        // A real refusal of this machine's allocator, not a made-up one.
        QCOMPARE(whyNot<DeviceMemoryError>(
                     [] { guardMemory("scoring", [] { return torch::empty({std::int64_t{1} << 45}); }); },
                     {"scoring", "too little memory"}),
                 QString());
    }
};

NESCIO_TEST(tst_training_parts, TestTrainingParts)
#include "tst_training_parts.moc"
