// Work that a device does again and again: what is run plainly, recorded and played, and the noise it finds.

#include <QtTest>

#include "core/math/noise_feed.h"
#include "core/math/repeated_work.h"
#include "core/math/upload.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

const torch::Device kCuda(torch::kCUDA, 0);

/// Counts what is asked of it.
struct Counts {
    int runs = 0, recordings = 0, replays = 0;
};

class CountedRecording : public DeviceRecording {
  public:
    explicit CountedRecording(Counts& counts) : m_counts(counts) { ++counts.recordings; }
    void replay() override { ++m_counts.replays; }

  private:
    Counts& m_counts;
};

/// Puts a recorder in place of CUDA's for as long as it lives.
class Recorder {
  public:
    explicit Recorder(DeviceRecorder recorder) : m_before(cudaRecorder()) {
        cudaRecorder() = std::move(recorder);
    }
    ~Recorder() { cudaRecorder() = m_before; }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

  private:
    DeviceRecorder m_before;
};

}  // namespace

class TestRecordedWork : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void workIsPlainTwiceAndThenPlayed() {
        Counts counts;
        const Recorder recorder([&](const auto&) { return std::make_unique<CountedRecording>(counts); });
        RepeatedWork work(kCuda, [&] { ++counts.runs; });
        for (int i = 0; i < 5; ++i) work.run();
        QCOMPARE(counts.runs, 2);
        QCOMPARE(counts.recordings, 1);
        QCOMPARE(counts.replays, 3);
        QVERIFY(work.isRecorded() && work.whyPlain().empty());
        work.startAnew();
        for (int i = 0; i < 3; ++i) work.run();
        QCOMPARE(counts.runs, 4);
        QCOMPARE(counts.recordings, 2);
    }

    void workThatCannotBeRecordedGoesOnAndSaysWhy() {
        int runs = 0, tries = 0;
        const Recorder recorder([&](const auto&) -> std::unique_ptr<DeviceRecording> {
            ++tries;
            TORCH_CHECK(false, "it waits for the device\nand more");
        });
        RepeatedWork work(kCuda, [&] { ++runs; });
        for (int i = 0; i < 5; ++i) work.run();
        QCOMPARE(runs, 5);
        QCOMPARE(tries, 1);
        QCOMPARE(work.whyPlain(), std::string("a step could not be recorded: it waits for the device"));
    }

    void nothingIsRecordedOnTheCpuNorWhereItIsSwitchedOff() {
        Counts counts;
        const Recorder recorder([&](const auto&) { return std::make_unique<CountedRecording>(counts); });
        RepeatedWork here(torch::kCPU, [&] { ++counts.runs; });
        for (int i = 0; i < 5; ++i) here.run();
        recordDeviceWork(false);
        RepeatedWork there(kCuda, [&] { ++counts.runs; });
        for (int i = 0; i < 5; ++i) there.run();
        recordDeviceWork(true);
        QCOMPARE(counts.runs, 10);
        QCOMPARE(counts.recordings, 0);
    }

    void aFeedBringsTheNoiseOfItsKeyToOnePlace() {
        const NoiseKey first{.seed = 7, .images = {3, 11, 5}, .draw = 2};
        const NoiseKey second{.seed = 7, .images = {4, 0, 9}, .draw = 3};
        NoiseFeed feed(torch::kCPU);
        feed.turnTo(first);
        const auto uniform = uniformNoise(feed.key(), NoiseStream::Dequantize, 100);
        const auto normal = normalNoise(feed.key(), NoiseStream::Dequantize, 100);
        QVERIFY(torch::equal(uniform, uniformNoise(first, NoiseStream::Dequantize, 100)));
        QVERIFY(torch::equal(normal, normalNoise(first, NoiseStream::Dequantize, 100)));
        feed.turnTo(second);
        QVERIFY(torch::equal(uniform, uniformNoise(second, NoiseStream::Dequantize, 100)));
        QVERIFY(torch::equal(normal, normalNoise(second, NoiseStream::Dequantize, 100)));
        QVERIFY(uniformNoise(feed.key(), NoiseStream::Dequantize, 100).is_same(uniform));
    }

    void aFeedLeavesTheNoiseOfOtherKeysAlone() {
        NoiseFeed feed(torch::kCPU);
        feed.turnTo({.seed = 7, .images = {3, 11}, .draw = 0});
        const auto own = uniformNoise(feed.key(), NoiseStream::Latent, 8);
        auto other = feed.key();
        other.draw = 1;
        QVERIFY(torch::equal(uniformNoise(other, NoiseStream::Latent, 8),
                             uniformNoise({7, {3, 11}, 1}, NoiseStream::Latent, 8)));
        QVERIFY(torch::equal(own, uniformNoise({7, {3, 11}, 0}, NoiseStream::Latent, 8)));
    }

    void aFeedTakesAnotherNumberOfImages() {
        NoiseFeed feed(torch::kCPU);
        feed.turnTo({.seed = 7, .images = {3, 11}, .draw = 0});
        QCOMPARE(uniformNoise(feed.key(), NoiseStream::Latent, 8).size(0), 2);
        feed.turnTo({.seed = 7, .images = {3, 11, 12}, .draw = 0});
        QCOMPARE(uniformNoise(feed.key(), NoiseStream::Latent, 8).size(0), 3);
    }

    void whatIsUploadedArrives() {
        const auto there = uploaded(std::vector<std::int64_t>{5, 1, 4}, torch::kCPU);
        QVERIFY(torch::equal(there, torch::tensor({5, 1, 4}, torch::kInt64)));
    }
};

NESCIO_TEST(tst_recorded_work, TestRecordedWork)
#include "tst_recorded_work.moc"
