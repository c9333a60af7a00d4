// Training as the app sees it: it learns, stops, pauses, resumes bit for bit, and refuses what it must.

#include <QtTest>

#include <chrono>
#include <thread>

#include <QTemporaryDir>

#include "core/math/device.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/patience.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

RunSpec tinySpec(std::int64_t steps, int threads = 1) {
    RunSpec spec;
    spec.preset = "";
    spec.modelOptions = {
        {"levels", std::int64_t{2}}, {"steps", std::int64_t{2}}, {"hidden", std::int64_t{8}}};
    spec.trainOptions = {{"steps", steps},
                         {"batch", std::int64_t{16}},
                         {"log_every", std::int64_t{4}},
                         {"validate_every", std::int64_t{8}},
                         {"validation", 0.1}};
    spec.trainData = "synthetic/garments";
    spec.device = "cpu";
    spec.threads = threads;
    return spec;
}

const ImageSet& images() {
    static const ImageSet set = *loadImageSet("synthetic/garments", {.limit = 200});
    return set;
}

bool sameWeights(const std::filesystem::path& a, const std::filesystem::path& b) {
    const auto first = readCheckpoint(a), second = readCheckpoint(b);
    if (first.step != second.step || first.weights.size() != second.weights.size()) return false;
    for (std::size_t i = 0; i < first.weights.size(); ++i)
        if (first.weights[i].bytes != second.weights[i].bytes) return false;
    for (std::size_t i = 0; i < first.optimiser.size(); ++i)
        if (first.optimiser[i].bytes != second.optimiser[i].bytes) return false;
    return true;
}

double worstDifference(const std::vector<double>& a, const std::vector<double>& b) {
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, std::abs(a[i] - b[i]));
    return worst;
}

}  // namespace

class TestTraining : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path trained(const char* name, std::int64_t steps) const {
        LiveTraining live;
        startTraining(tinySpec(steps), images(), path(name), {}, live);
        return path(name);
    }
    /// Trains until `steps` steps are done, then stops.
    JobEnd trainedUntil(const std::filesystem::path& file, const RunSpec& spec, std::int64_t steps) const {
        LiveTraining live;
        std::stop_source stop;
        live.board.listen([&](const Progress& progress) {
            if (progress.done >= steps) stop.request_stop();
        });
        return startTraining(spec, images(), file, stop.get_token(), live);
    }

    static void waitForPause(const LiveTraining& live) {
        QTRY_VERIFY_WITH_TIMEOUT(live.board.latest().stage.starts_with("paused"), kPatienceMs);
    }

  private Q_SLOTS:
    void trainingLowersTheLoss() {
        const auto history = readRunSummary(trained("learn.h5", 60)).history;
        QCOMPARE(history.size(), std::size_t{15});
        QVERIFY(history.back().total < history.front().total - 0.2);
        QVERIFY(history.back().validation < history[1].validation);
        QVERIFY(std::isnan(history[0].validation));
        for (const auto& row : history)
            QVERIFY(std::abs(row.total - row.density - row.volume - 8.0) < 1e-3);  // the rest is log2 256
    }

    void resumingEndsInTheSameWeightsBitForBit() {
        const auto whole = path("whole.h5"), parted = path("parted.h5");
        LiveTraining uninterrupted;
        startTraining(tinySpec(30, 2), images(), whole, {}, uninterrupted);
        QCOMPARE(trainedUntil(parted, tinySpec(30, 2), 13), JobEnd::Cancelled);
        const auto stopped = readRunSummary(parted);
        QCOMPARE(stopped.state, RunState::Stopped);
        QCOMPARE(stopped.step, 13);
        LiveTraining live;
        QCOMPARE(resumeTraining(parted, images(), {}, live), JobEnd::Finished);
        QVERIFY(sameWeights(whole, parted));
        // The curve, too, is that of an uninterrupted run.
        const auto a = readRunSummary(whole).history, b = readRunSummary(parted).history;
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(a[i].total, b[i].total);
    }

    void pausingKeepsTheWeightsAndTheClock() {
        using Clock = std::chrono::steady_clock;
        const auto whole = trained("steady.h5", 20);
        LiveTraining live;
        live.setPaused(true);
        const auto start = Clock::now();
        std::jthread training([&] { startTraining(tinySpec(20), images(), path("paused.h5"), {}, live); });
        waitForPause(live);
        const auto paused = Clock::now();
        QCOMPARE(readRunSummary(path("paused.h5")).state, RunState::Paused);
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        const auto resumed = Clock::now();
        live.setPaused(false);
        training.join();
        const std::chrono::duration<double> unpaused = (Clock::now() - start) - (resumed - paused);
        QVERIFY(sameWeights(whole, path("paused.h5")));
        QVERIFY(readRunSummary(path("paused.h5")).history.back().elapsedSeconds < unpaused.count());
    }

    void stoppingWhilePausedEndsAtOnce() {
        LiveTraining live;
        live.setPaused(true);
        std::stop_source stop;
        JobEnd end = JobEnd::Finished;
        std::jthread training(
            [&] { end = startTraining(tinySpec(20), images(), path("halt.h5"), stop.get_token(), live); });
        waitForPause(live);
        stop.request_stop();
        training.join();
        QCOMPARE(end, JobEnd::Cancelled);
        QCOMPARE(readRunSummary(path("halt.h5")).state, RunState::Stopped);
    }

    void anImageScoresTheSameInAnyBatchAndOnAnyThreads() {
        // As deep and wide as the quick preset: rounding grows with both.
        auto spec = tinySpec(20);
        spec.modelOptions = {
            {"levels", std::int64_t{2}}, {"steps", std::int64_t{8}}, {"hidden", std::int64_t{64}}};
        LiveTraining live;
        startTraining(spec, images(), path("score.h5"), {}, live);
        const auto model = loadFrozenModel(path("score.h5"), "cpu");
        const auto reference = model->evaluate(images(), {.seed = 3, .batch = 64})->bitsPerDims();
        for (const std::int64_t batch : {1, 7, 256})
            QVERIFY(worstDifference(model->evaluate(images(), {.seed = 3, .batch = batch})->bitsPerDims(),
                                    reference) < 1e-6);
        for (const int threads : {1, 2})
            std::thread([&] {
                enterComputeThread(threads);
                QVERIFY(worstDifference(model->evaluate(images(), {.seed = 3})->bitsPerDims(), reference) <
                        1e-6);
            }).join();
        const auto alone = model->explain(images().imageAt(5), {.seed = 3});
        QVERIFY(std::abs(bitsPerDim(alone.totalNats(), 784) - reference[5]) < 1e-6);
        const auto other = model->evaluate(images(), {.seed = 4})->bitsPerDims();
        QVERIFY(worstDifference(other, reference) > 1e-6);
    }

    void saveAndLoadScoreAlike() {
        LiveTraining live;
        startTraining(tinySpec(12), images(), path("same.h5"), {}, live);
        const auto fresh = live.snapshot()->evaluate(images(), {})->bitsPerDims();
        QCOMPARE(loadFrozenModel(path("same.h5"), "cpu")->evaluate(images(), {})->bitsPerDims(), fresh);
    }

    void samplesAreKeyedBySeedAndDoNotDisturbTraining() {
        const auto model = loadFrozenModel(trained("sample.h5", 8), "cpu");
        const auto first = *model->sample(5, 0.7, 1), again = *model->sample(70, 0.7, 1);
        QCOMPARE(first.count, 5);
        QVERIFY(std::equal(first.bytes.begin(), first.bytes.end(), again.bytes.begin()));
        QVERIFY(first.bytes != model->sample(5, 0.7, 2)->bytes);
    }

    void aRunThatDivergesNamesTheStepAndKeepsTheLastGoodWeights() {
        auto spec = tinySpec(400);
        spec.trainOptions["learning_rate"] = 1.0;
        spec.trainOptions["optimiser"] = std::string("rmsprop");
        spec.trainOptions["warmup"] = std::int64_t{0};
        LiveTraining live;
        const auto why = whyNot<DivergenceError>(
            [&] { startTraining(spec, images(), path("nan.h5"), {}, live); }, {"optimiser step", "first in"});
        QCOMPARE(why, QString());
        QCOMPARE(readRunSummary(path("nan.h5")).state, RunState::Diverged);
        const auto model = loadFrozenModel(path("nan.h5"), "cpu");
        for (const double bits : model->evaluate(images().first(4), {})->bitsPerDims())
            QVERIFY(std::isfinite(bits));
    }

    void badRequestsAreRefusedBeforeAnyTimeIsSpent() {
        LiveTraining live;
        auto spec = tinySpec(5);
        spec.modelOptions["steps"] = std::int64_t{0};
        QCOMPARE(whyNot<OptionError>([&] { startTraining(spec, images(), path("bad.h5"), {}, live); },
                                     {"steps", "from 1 to 64"}),
                 QString());
        spec = tinySpec(5);
        spec.modelOptions["levels"] = std::int64_t{4};
        QCOMPARE(whyNot<ShapeError>([&] { startTraining(spec, images(), path("bad.h5"), {}, live); },
                                    {"levels", "1 to 2", "1×28×28", "found 4"}),
                 QString());
        spec.model = "gan";
        QCOMPARE(whyNot<OptionError>([&] { startTraining(spec, images(), path("bad.h5"), {}, live); },
                                     {"glow", "gan"}),
                 QString());
        QVERIFY(!std::filesystem::exists(path("bad.h5")));
        QCOMPARE(whyNot<RunFileError>(
                     [&] { startTraining(tinySpec(5), images(), path("no/x.h5"), {}, live); }, {"no/x.h5"}),
                 QString());
    }

    void aNewRunTakesNothingOverFromAnOldOneOfItsFile() {
        const auto file = trained("reused.h5", 6);
        updateRunFile(file, {.tables = {*loadFrozenModel(file, "cpu")->evaluate(images(), {})}});
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{1});
        trained("reused.h5", 4);
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{0});
        QCOMPARE(readRunSummary(file).step, 4);
    }

    void aRunThatCannotBeginLeavesTheOldOneAlone() {
        const auto file = trained("precious.h5", 6);
        auto spec = tinySpec(5);
        spec.modelOptions["levels"] = std::int64_t{4};
        LiveTraining live;
        QVERIFY_EXCEPTION_THROWN(startTraining(spec, images(), file, {}, live), ShapeError);
        ImageSet colour{.title = "colour", .shape = {3, 28, 28}, .count = 1};
        colour.bytes.own().resize(3 * 784);
        QVERIFY_EXCEPTION_THROWN(startTraining(tinySpec(5), images(), file, {}, live, {colour}), ShapeError);
        QCOMPARE(readRunSummary(file).state, RunState::Finished);
        QCOMPARE(readRunSummary(file).step, 6);
    }

    void resumingOnOtherImagesIsRefused() {
        const auto file = path("other.h5");
        trainedUntil(file, tinySpec(30), 5);
        auto other = images();
        other.bytes.own()[0] ^= 1;
        LiveTraining live;
        QCOMPARE(
            whyNot<DataError>([&] { resumeTraining(file, other, {}, live); }, {"fingerprint", "other.h5"}),
            QString());
    }

    void imagesOfAnotherSizeAreRefused() {
        const auto model = loadFrozenModel(trained("shape.h5", 2), "cpu");
        ImageSet wrong{.title = "colour", .shape = {3, 32, 32}, .count = 1};
        wrong.bytes.own().resize(3072);
        QCOMPARE(
            whyNot<ShapeError>([&] { (void)model->evaluate(wrong, {}); }, {"1×28×28", "3×32×32", "colour"}),
            QString());
        QCOMPARE(
            whyNot<ShapeError>([&] { (void)model->explain(wrong.imageAt(0), {}); }, {"1×28×28", "3×32×32"}),
            QString());
    }

    void presetsAreWithinTheRangesOfTheirOptions() {
        for (const auto& model : modelInfos())
            for (const auto& preset : model.presets)
                for (const auto& shape : {ImageShape{1, 28, 28}, ImageShape{3, 32, 32}})
                    QVERIFY(!presetValues(model.id, preset, shape).model.empty());
        QCOMPARE(whyNot<OptionError>(
                     [] {
                         presetValues("glow", "huge", {1, 28, 28});
                     },
                     {"quick", "huge"}),
                 QString());
    }
};

NESCIO_TEST(tst_training, TestTraining)
#include "tst_training.moc"
