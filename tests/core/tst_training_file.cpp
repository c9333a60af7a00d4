// The file of a training: one training owns it, a full disk makes it wait, and what lay there before stays
// until the new run can begin.

#include <QtTest>

#include <QTemporaryDir>

#include "core/store/run_file.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

using Path = std::filesystem::path;

/// A checkpoint after every step.
RunSpec tinySpec() {
    RunSpec spec;
    spec.preset = "";
    spec.modelOptions = {
        {"levels", std::int64_t{1}}, {"steps", std::int64_t{2}}, {"hidden", std::int64_t{8}}};
    spec.trainOptions = {
        {"steps", std::int64_t{12}}, {"batch", std::int64_t{16}}, {"checkpoint_seconds", 0.0}};
    spec.trainData = "synthetic/garments";
    spec.device = "cpu";
    spec.threads = 1;
    return spec;
}

const ImageSet& hundredImages() {
    static const ImageSet set = *loadImageSet("synthetic/garments", {.limit = 100});
    return set;
}

JobEnd train(const Path& out, LiveTraining& live, const std::stop_token& stop = {}) {
    return startTraining(tinySpec(), hundredImages(), out, stop, live);
}

JobEnd train(const Path& out) {
    LiveTraining live;
    return train(out, live);
}

}  // namespace

class TestTrainingFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }

  private Q_SLOTS:
    void aFullDiskMakesATrainingWaitUntilThereIsRoom() {
        QCOMPARE(train(path("plain.h5")), JobEnd::Finished);
        LiveTraining live;
        std::optional<FullDisk> full;
        QStringList troubles;
        std::int64_t last = 0, repeated = 0;
        live.board.listen([&](const Progress& progress) {
            if (progress.trouble.empty()) {
                repeated += progress.done < last ? 1 : 0;
                last = progress.done;
                if (last == 5 && troubles.isEmpty()) full.emplace(4096);
                return;
            }
            troubles << QString::fromStdString(progress.trouble);
            if (troubles.size() == 2) full.reset();
            live.tryAgain();
        });
        QCOMPARE(train(path("waits.h5"), live), JobEnd::Finished);
        QCOMPARE(troubles.size(), 2);
        QVERIFY2(troubles.front().contains("waits.h5") && troubles.front().contains("disk took no more") &&
                     troubles.front().contains("waits and goes on by itself"),
                 qPrintable(troubles.front()));
        QCOMPARE(repeated, std::int64_t{0});
        QVERIFY(sameCheckpoint(readCheckpoint(path("waits.h5")), readCheckpoint(path("plain.h5"))));
        QCOMPARE(readRunSummary(path("waits.h5")).state, RunState::Finished);
    }

    void aStopWhileTheDiskRefusesLeavesTheLastCheckpoint() {
        LiveTraining live;
        std::stop_source stop;
        std::optional<FullDisk> full;
        std::string before;
        live.board.listen([&](const Progress& progress) {
            if (progress.trouble.empty() && progress.done == 5 && !full) {
                before = bytesOf(path("stopped.h5"));
                full.emplace(4096);
            }
            if (!progress.trouble.empty()) stop.request_stop();
        });
        EXPECT_ERROR(RunFileError, train(path("stopped.h5"), live, stop.get_token()), "stopped.h5",
                     "disk took no more", "nothing was changed");
        full.reset();
        QVERIFY(!before.empty() && bytesOf(path("stopped.h5")) == before);
        LiveTraining again;
        QCOMPARE(resumeTraining(path("stopped.h5"), hundredImages(), {}, again), JobEnd::Finished);
    }

    void anOldRunStaysWhereANewOneCannotBegin() {
        const auto old = madeRun(path("old.h5"));
        const auto before = bytesOf(old);
        {
            const FullDisk full(4096);
            EXPECT_ERROR(RunFileError, train(old), "old.h5", "disk took no more");
        }
        QVERIFY(bytesOf(old) == before);
        ImageSet odd = hundredImages();
        odd.shape = {1, 14, 56};
        LiveTraining live;
        auto spec = tinySpec();
        spec.modelOptions["levels"] = std::int64_t{3};
        EXPECT_ERROR(Error, startTraining(spec, odd, old, {}, live), "14");
        EXPECT_ERROR(ShapeError, startTraining(tinySpec(), hundredImages(), old, {}, live, {odd}), "14");
        QVERIFY(bytesOf(old) == before);
    }

    void aRunIsNotTrainedIntoItsOwnImages() {
        const auto file = path("images.npy");
        std::ofstream(file) << "images";
        auto spec = tinySpec();
        LiveTraining live;
        spec.trainData = file.string();
        EXPECT_ERROR(RunFileError, startTraining(spec, hundredImages(), file, {}, live), "images.npy",
                     "another file");
        spec.trainData = "synthetic/garments";
        spec.watch = {m_folder.path().toStdString()};
        EXPECT_ERROR(RunFileError, startTraining(spec, hundredImages(), file, {}, live), "images.npy",
                     "another file");
        QCOMPARE(bytesOf(file), std::string("images"));
    }

    void ofTwoTrainingsIntoOneFileTheSecondIsRefusedBeforeItWorks() {
        LiveTraining live;
        QStringList refusals;
        std::filesystem::create_symlink("one.h5", path("other.h5"));
        live.board.listen([&](const Progress& progress) {
            if (progress.done != 5) return;
            for (const auto* name : {"one.h5", "other.h5"})
                refusals << whyNot<RunFileError>([&] { train(path(name)); }, {name, "trains into it"});
            LiveTraining again;
            refusals << whyNot<RunFileError>(
                [&] { resumeTraining(path("one.h5"), hundredImages(), {}, again); },
                {"one.h5", "trains into it"});
        });
        QCOMPARE(train(path("one.h5"), live), JobEnd::Finished);
        QCOMPARE(refusals, QStringList({"", "", ""}));
        QCOMPARE(readRunSummary(path("one.h5")).state, RunState::Finished);
        QCOMPARE(train(path("one.h5")), JobEnd::Finished);
    }
};

NESCIO_TEST(tst_training_file, TestTrainingFile)
#include "tst_training_file.moc"
