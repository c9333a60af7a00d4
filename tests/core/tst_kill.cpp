// kill -9 in the middle of training: the run opens, and resumes to the weights of an uninterrupted run.
// The test starts itself as the process that trains and is killed.

#include <QtTest>

#include <random>

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include "core/store/run_file.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/patience.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

ImageSet garments() {
    return *loadImageSet("synthetic/garments", {.limit = 300});
}

/// Set in the process that is killed: where it trains.
constexpr char kTrainInto[] = "NESCIO_TEST_TRAIN_INTO";

/// Checkpoints at every step, so that a kill has a fair chance to hit the writing of a file.
void trainInto(const std::string& out) {
    RunSpec spec;
    spec.preset = "";
    spec.modelOptions = {
        {"levels", std::int64_t{2}}, {"steps", std::int64_t{2}}, {"hidden", std::int64_t{16}}};
    spec.trainOptions = {
        {"steps", std::int64_t{60}}, {"batch", std::int64_t{32}}, {"checkpoint_seconds", 0.0}};
    spec.trainData = "synthetic/garments";
    spec.device = "cpu";
    LiveTraining live;
    startTraining(spec, garments(), out, {}, live);
}

}  // namespace

class TestKill : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        const auto file = qEnvironmentVariable(kTrainInto);
        if (file.isEmpty()) return;
        trainInto(file.toStdString());
        std::_Exit(0);
    }

    void aKilledRunOpensAndResumesToTheSameWeights() {
        QTemporaryDir folder;
        const auto whole = folder.filePath("whole.h5").toStdString();
        trainInto(whole);
        const auto expected = readCheckpoint(whole);
        std::mt19937 random(std::random_device{}());
        for (int round = 0; round < 4; ++round) {
            const auto file = folder.filePath(QString("killed%1.h5").arg(round));
            QProcess child;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(kTrainInto, file);
            child.setProcessEnvironment(environment);
            child.start(QCoreApplication::applicationFilePath(), {"tst_kill"});
            QVERIFY(child.waitForStarted(kPatienceMs));
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), kPatienceMs);
            const int delay = static_cast<int>(random() % 1500);
            child.waitForFinished(delay);
            child.kill();
            child.waitForFinished(kPatienceMs);
            const auto summary = readRunSummary(file.toStdString());
            qInfo("killed after %d ms at step %lld of %lld", delay, static_cast<long long>(summary.step),
                  static_cast<long long>(summary.totalSteps));
            LiveTraining live;
            QCOMPARE(resumeTraining(file.toStdString(), garments(), {}, live), JobEnd::Finished);
            const auto resumed = readCheckpoint(file.toStdString());
            QCOMPARE(resumed.step, expected.step);
            for (std::size_t i = 0; i < expected.weights.size(); ++i)
                QVERIFY2(resumed.weights[i].bytes == expected.weights[i].bytes,
                         expected.weights[i].name.c_str());
        }
    }
};

NESCIO_TEST(tst_kill, TestKill)
#include "tst_kill.moc"
