// Sets that are watched along a training: when they are looked at, that watching changes nothing, that a
// resumed run looks as an uninterrupted one, and when one set is said to overtake another.

#include <QtTest>

#include <QTemporaryDir>

#include "core/analysis/watched.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "core/train/watch.h"
#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr std::int64_t kSteps = 70;

RunSpec watchedSpec() {
    RunSpec spec;
    spec.preset = "";
    spec.modelOptions = {
        {"levels", std::int64_t{1}}, {"steps", std::int64_t{2}}, {"hidden", std::int64_t{8}}};
    spec.trainOptions = {{"steps", kSteps}, {"batch", std::int64_t{16}}};
    spec.device = "cpu";
    return spec;
}

ImageSet garments(std::int64_t n) {
    return *loadImageSet("synthetic/garments", {.limit = n});
}
ImageSet strokes(std::int64_t n) {
    return *loadImageSet("synthetic/strokes-test", {.limit = n});
}

/// One image a set, its total at each look.
WatchedSet watchedWith(const std::vector<double>& totals) {
    WatchedSet set;
    set.images = 1;
    set.total = totals;
    for (std::size_t look = 0; look < totals.size(); ++look)
        set.steps.push_back(static_cast<std::int64_t>(10 * look));
    return set;
}

}  // namespace

class TestWatch : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

  private Q_SLOTS:
    void looksAreDenseEarlyThenEven() {
        std::vector<std::int64_t> looks;
        for (std::int64_t step = 0; step <= 800; ++step)
            if (isLook(step, 800)) looks.push_back(step);
        QCOMPARE(std::vector(looks.begin(), looks.begin() + 8),
                 (std::vector<std::int64_t>{0, 1, 2, 4, 8, 16, 25, 50}));
        QCOMPARE(looks.back(), std::int64_t{800});
        QVERIFY(looks.size() < 45);
        for (std::int64_t step = 0; step <= 3; ++step) QVERIFY(isLook(step, 3));
    }

    void whatIsKeptIsWhatScoringSays() {
        LiveTraining live;
        const WatchSets sets{strokes(9), garments(9)};
        startTraining(watchedSpec(), garments(100), path("watched.h5"), {}, live, sets);
        const auto run = readRunSummary(path("watched.h5"));
        QCOMPARE(run.watched.size(), std::size_t{2});
        const auto model = loadFrozenModel(path("watched.h5"));
        for (std::size_t s = 0; s < 2; ++s) {
            const auto& set = run.watched[s];
            QCOMPARE(set.setId, sets[s].id);
            QCOMPARE(set.images, std::int64_t{9});
            QCOMPARE(set.steps.front(), std::int64_t{0});
            QCOMPARE(set.steps.back(), kSteps);
            const auto table = *model->evaluate(sets[s], {});
            QCOMPARE(set.at(set.total, set.steps.size() - 1), table.logLikelihoods());
            QCOMPARE(set.at(set.density, set.steps.size() - 1), table.densities());
            QCOMPARE(set.at(set.volume, set.steps.size() - 1), table.volumes());
        }
        QCOMPARE(ownWatched(run), std::size_t{1});
    }

    void watchingChangesNoWeight() {
        LiveTraining plain;
        startTraining(watchedSpec(), garments(100), path("plain.h5"), {}, plain);
        const auto a = readCheckpoint(path("plain.h5")), b = readCheckpoint(path("watched.h5"));
        QCOMPARE(a.weights.size(), b.weights.size());
        for (std::size_t i = 0; i < a.weights.size(); ++i) QVERIFY(a.weights[i].bytes == b.weights[i].bytes);
        QVERIFY(readRunSummary(path("plain.h5")).watched.empty());
    }

    void aResumedRunHasTheLooksOfAnUninterruptedOne() {
        const WatchSets sets{strokes(9), garments(9)};
        LiveTraining live;
        std::stop_source stop;
        live.board.listen([&](const Progress& progress) {
            if (progress.done >= 20) stop.request_stop();
        });
        startTraining(watchedSpec(), garments(100), path("parted.h5"), stop.get_token(), live, sets);
        QCOMPARE(readRunSummary(path("parted.h5")).step, 20);
        LiveTraining rest;
        QCOMPARE(resumeTraining(path("parted.h5"), garments(100), {}, rest, sets), JobEnd::Finished);
        const auto whole = readRunSummary(path("watched.h5")).watched,
                   parted = readRunSummary(path("parted.h5")).watched;
        for (std::size_t s = 0; s < 2; ++s) {
            QCOMPARE(parted[s].steps, whole[s].steps);
            QCOMPARE(parted[s].total, whole[s].total);
        }
    }

    void aSetOvertakesWhenItStaysAbove() {
        const auto own = watchedWith({0, 0, 0, 0});
        QVERIFY(overtakingStep(own, watchedWith({-1, -1, 1, 2})) == 20);
        QVERIFY(overtakingStep(own, watchedWith({1, -1, -1, 2})) == 30);
        QVERIFY(overtakingStep(own, watchedWith({1, 1, 1, 1})) == 0);
        QVERIFY(!overtakingStep(own, watchedWith({1, 1, 1, -1})));
        QVERIFY(!overtakingStep(own, watchedWith({1, 1, 1, std::nan("")})));
    }

    void aSetOfAnotherShapeIsRefusedWithBothShapes() {
        LiveTraining live;
        EXPECT_ERROR(ShapeError,
                     startTraining(watchedSpec(), garments(100), path("refused.h5"), {}, live,
                                   {*loadImageSet("synthetic/signs", {.limit = 3})}),
                     "1×28×28", "3×32×32");
    }
};

NESCIO_TEST(tst_watch, TestWatch)
#include "tst_watch.moc"
