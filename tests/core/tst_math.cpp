// Noise keyed by what it is for, Gaussian densities, and threads fit for numbers.

#include <QtTest>

#include <ATen/core/PhiloxRNGEngine.h>
#include <set>
#include <thread>

#include "core/math/counter_noise.h"
#include "core/math/device.h"
#include "core/math/gaussian.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestMath : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void philoxGivesThePublishedNumbers() {
        // Known-answer test of Salmon et al. 2011: counter 0, key 0, ten rounds.
        at::philox_engine engine(0, 0, 0);
        const std::uint32_t expected[] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
        std::multiset<std::uint32_t> found;
        for (int i = 0; i < 4; ++i) found.insert(engine());
        QVERIFY(found == std::multiset<std::uint32_t>(std::begin(expected), std::end(expected)));
    }

    void noiseOfAnImageIsTheSameInAnyBatch() {
        const auto together = uniformNoise({7, {3, 11, 5}, 2}, NoiseStream::Dequantize, 100);
        const auto alone = uniformNoise({7, {11}, 2}, NoiseStream::Dequantize, 100);
        QVERIFY(torch::equal(together[1], alone[0]));
        const auto normal = normalNoise({7, {3, 11, 5}, 2}, NoiseStream::Latent, 101);
        QVERIFY(torch::equal(normal[2], normalNoise({7, {5}, 2}, NoiseStream::Latent, 101)[0]));
    }

    void everyPartOfTheKeyMatters() {
        const auto base = uniformNoise({1, {0}, 0}, NoiseStream::Dequantize, 64);
        for (const auto& other : {uniformNoise({2, {0}, 0}, NoiseStream::Dequantize, 64),
                                  uniformNoise({1, {1}, 0}, NoiseStream::Dequantize, 64),
                                  uniformNoise({1, {0}, 1}, NoiseStream::Dequantize, 64),
                                  uniformNoise({1, {0}, 0}, NoiseStream::Latent, 64)})
            QVERIFY(!torch::isin(other, base).any().item<bool>());
    }

    void noiseHasTheMomentsOfItsLaw() {
        std::vector<std::int64_t> images(200);
        for (std::size_t i = 0; i < images.size(); ++i) images[i] = static_cast<std::int64_t>(i);
        const auto uniform = uniformNoise({5, images, 0}, NoiseStream::Dequantize, 1000).to(torch::kFloat64);
        QVERIFY(uniform.min().item<double>() >= 0 && uniform.max().item<double>() < 1);
        // Four standard errors of 200,000 draws.
        QVERIFY(std::abs(uniform.mean().item<double>() - 0.5) < 4 * 0.2887 / 447);
        const auto normal = normalNoise({5, images, 0}, NoiseStream::Latent, 1000).to(torch::kFloat64);
        QVERIFY(std::abs(normal.mean().item<double>()) < 4.0 / 447);
        QVERIFY(std::abs(normal.var().item<double>() - 1) < 4 * 1.4142 / 447);
        // Fourth moment 3: Box-Muller on a 24-bit grid is still Gaussian in its tails.
        QVERIFY(std::abs(normal.pow(4).mean().item<double>() - 3) < 4 * 9.8 / 447);
    }

    void permutationHoldsEveryIndexOnce() {
        auto order = permutation(1000, 3, NoiseStream::Shuffle, 4);
        QVERIFY(order != permutation(1000, 3, NoiseStream::Shuffle, 5));
        std::sort(order.begin(), order.end());
        for (std::int64_t i = 0; i < 1000; ++i) QCOMPARE(order[static_cast<std::size_t>(i)], i);
    }

    void standardNormalAtZeroIsKnown() {
        const auto nats = standardNormalLogDensity(torch::zeros({2, 3, 1, 1}, torch::kFloat64));
        QVERIFY(std::abs(nats[0].item<double>() + 1.5 * std::log(2 * M_PI)) < 1e-14);
    }

    void normalDensityMatchesItsFormula() {
        const auto z = torch::full({1, 1, 1, 1}, 1.5, torch::kFloat64);
        const auto nats = normalLogDensity(z, torch::full({1, 1, 1, 1}, 0.5, torch::kFloat64),
                                           torch::full({1, 1, 1, 1}, std::log(2.0), torch::kFloat64));
        const double expected = -0.5 * 0.25 - std::log(2.0) - 0.5 * std::log(2 * M_PI);
        QVERIFY(std::abs(nats[0].item<double>() - expected) < 1e-14);
    }

    void sumsWithoutGradientAccumulateInDouble() {
        const torch::NoGradGuard noGrad;
        QCOMPARE(sumPerImage(torch::ones({2, 3})).scalar_type(), torch::kFloat64);
    }

    void everyThreadOfThePoolFlushesDenormals() {
        std::thread([] {
            enterComputeThread(2);
            QVERIFY(denormalsAreFlushed());
        }).join();
    }

    void cudaIsHeldToFloat32AndToTheSameBits() {
        enterComputeThread(1);
        QVERIFY(!at::globalContext().allowTF32CuDNN());
        QVERIFY(!at::globalContext().allowTF32CuBLAS());
        QVERIFY(at::globalContext().deterministicCuDNN());
    }

    void unaskedThreadsAreAtMostWhatTheEnvironmentSays() {
        const auto before = qgetenv("OMP_NUM_THREADS");
        qputenv("OMP_NUM_THREADS", "1");
        std::thread([] {
            enterComputeThread(0);
            QCOMPARE(at::get_num_threads(), 1);
            enterComputeThread(2);
            QCOMPARE(at::get_num_threads(), 2);
        }).join();
        qputenv("OMP_NUM_THREADS", before);
    }

    void askingForCudaWithoutOneSaysWhy() {
        if (describeDevice("auto").id == "cuda") QSKIP("this machine has CUDA");
        QCOMPARE(whyNot<DeviceError>([] { describeDevice("cuda"); }, {"expected a CUDA device", "no CUDA"}),
                 QString());
        QVERIFY(!describeDevice("auto").reason.empty());
    }

    void unknownDeviceIsRefused() {
        QCOMPARE(whyNot<OptionError>([] { describeDevice("tpu"); }, {"auto, cpu or cuda", "tpu"}), QString());
    }
};

NESCIO_TEST(tst_math, TestMath)
#include "tst_math.moc"
