// Training in the real window: cancelling, pausing, quitting, resuming, the heartbeat of the GUI thread, and
// the paradox on synthetic data.

#include <QClipboard>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "app/dialogs/export_dialog.h"
#include "app/pages/likelihoods_page.h"
#include "app/pages/training_page.h"
#include "core/store/run_file.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/result_plot.h"
#include "window_fixture.h"

using namespace nescio;
using Phase = TrainingController::Phase;

namespace {

/// The longest time between two ticks of a 5 ms timer, less the 5 ms: what the GUI thread was held up.
class Heartbeat : public QObject {
  public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kTickMs);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double gap = static_cast<double>(m_clock.nsecsElapsed()) / 1e6 - kTickMs;
            m_clock.restart();
            m_worst = std::max(m_worst, gap);
            ++m_ticks;
        });
        m_clock.start();
        m_timer.start();
    }
    [[nodiscard]] double worstMs() const { return m_worst; }
    [[nodiscard]] int ticks() const { return m_ticks; }

  private:
    static constexpr int kTickMs = 5;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_worst = 0;
    int m_ticks = 0;
};

}  // namespace

class TestWindowTraining : public QObject {
    Q_OBJECT

    static void exportsTheFigure(WindowFixture& fixture) {
        for (const char* name : {"figure.pdf", "figure.svg", "figure.png", "figure.csv"}) {
            fixture.window().actions().exportFigure->trigger();
            auto* dialog = fixture.window().findChild<ExportDialog*>();
            QVERIFY(dialog);
            dialog->findChild<QLineEdit*>(QStringLiteral("exportPath"))->setText(fixture.path(name));
            dialog->findChild<QPushButton*>(QStringLiteral("exportCommit"))->click();
            QVERIFY2(QFileInfo(fixture.path(name)).size() > 500, name);
            QTRY_VERIFY(!fixture.window().findChild<ExportDialog*>());
        }
        fixture.window().actions().copyFigure->trigger();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("image/svg+xml")));
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void stoppingMidEpochKeepsAResumableRun() {
        WindowFixture fixture;
        auto& training = fixture.workbench().training;
        const TrainRequest request = fixture.tinyTraining("stopped.h5", 1'000'000);
        QSignalSpy ended(&training, &TrainingController::ended);
        training.start(request);
        training.start(fixture.tinyTraining("second.h5", 10));  // an impatient second click
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto* run = fixture.session().run(request.out);
                return run && run->summary.history.size() > 2;
            },
            30'000));
        QVERIFY(fixture.window().actions().stop->isEnabled());
        QElapsedTimer clock;
        clock.start();
        fixture.window().actions().stop->trigger();
        QVERIFY(ended.wait(5'000));
        qInfo("stopped after %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(clock.elapsed() < 1'500);
        QVERIFY(!fixture.session().run(fixture.path("second.h5").toStdString()));
        const RunSummary stored = readRunSummary(request.out);
        QCOMPARE(stored.state, RunState::Stopped);
        QVERIFY(stored.step > 0 && stored.step < stored.totalSteps);
        QVERIFY(fixture.window().actions().resumeRun->isEnabled());
        QCOMPARE(fixture.window().actions().pause->text(), QStringLiteral("&Resume"));

        fixture.window().actions().pause->trigger();
        QVERIFY(QTest::qWaitFor(
            [&] { return fixture.session().run(request.out)->summary.step > stored.step + 5; }, 30'000));
        training.stop();
        QVERIFY(ended.wait(5'000));
    }

    void aPauseHoldsAndGoesOn() {
        WindowFixture fixture;
        auto& training = fixture.workbench().training;
        const TrainRequest request = fixture.tinyTraining("paused.h5", 1'000'000);
        training.start(request);
        const auto step = [&] {
            const auto* run = fixture.session().run(request.out);
            return run ? run->summary.step : 0;
        };
        QVERIFY(QTest::qWaitFor([&] { return step() > 10; }, 30'000));
        fixture.window().actions().pause->trigger();
        QCOMPARE(training.phase(), Phase::Paused);
        QTest::qWait(500);
        const auto held = step();
        QTest::qWait(500);
        QCOMPARE(step(), held);
        fixture.window().actions().pause->trigger();
        QVERIFY(QTest::qWaitFor([&] { return step() > held; }, 10'000));
    }

    void quittingWhileTrainingLeavesAReadableRun() {
        WindowFixture fixture;
        const TrainRequest request = fixture.tinyTraining("quit.h5", 1'000'000);
        fixture.workbench().training.start(request);
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto* run = fixture.session().run(request.out);
                return run && !run->summary.history.empty();
            },
            30'000));
        QElapsedTimer clock;
        clock.start();
        fixture.window().close();
        fixture.closeWindow();
        qInfo("closing while training took %lld ms", static_cast<long long>(clock.elapsed()));
        const RunSummary stored = readRunSummary(request.out);
        QVERIFY(stored.step > 0);
        QCOMPARE(stored.state, RunState::Stopped);
        QVERIFY(!readCheckpoint(request.out).weights.empty());
    }

    void anOpenedRunResumesToItsEnd() {
        WindowFixture fixture;
        const TrainRequest request = fixture.tinyTraining("resume.h5", 400);
        {
            WindowFixture first;
            TrainRequest early = request;
            first.workbench().training.start(early);
            QVERIFY(QTest::qWaitFor(
                [&] {
                    const auto* run = first.session().run(request.out);
                    return run && run->summary.step >= 20;
                },
                30'000));
            first.window().close();
        }
        if (readRunSummary(request.out).state == RunState::Finished)
            QSKIP("the machine was faster than the stop");
        fixture.drop({QString::fromStdString(request.out)});
        QVERIFY(QTest::qWaitFor([&] { return fixture.session().currentRun() != nullptr; }, 10'000));
        QSignalSpy ended(&fixture.workbench().training, &TrainingController::ended);
        fixture.window().actions().resumeRun->trigger();
        QVERIFY(ended.wait(60'000));
        QCOMPARE(readRunSummary(request.out).state, RunState::Finished);
        QCOMPARE(fixture.session().currentRun()->summary.step, 400);
    }

    void anUnwritableFolderIsOneSentence() {
        WindowFixture fixture;
        QSignalSpy noticed(&fixture.workbench(), &Workbench::noticed);
        TrainRequest request = fixture.tinyTraining("x.h5", 10);
        request.out = "/proc/nowhere/x.h5";
        fixture.workbench().training.start(request);
        QVERIFY(noticed.wait(20'000));
        qInfo("%s", qPrintable(fixture.sentence()));
        QVERIFY2(fixture.sentence().contains("/proc/nowhere"), qPrintable(fixture.sentence()));
        QCOMPARE(fixture.workbench().training.phase(), Phase::Idle);
        QVERIFY(fixture.settle());
        QVERIFY(fixture.session().runs().empty());
        QVERIFY(fixture.window().actions().train->isEnabled());
    }

    void anExistingFileIsNotOverwrittenUnasked() {
        WindowFixture fixture;
        QSignalSpy noticed(&fixture.workbench(), &Workbench::noticed);
        const QString path = fixture.writeBytes("kept.h5", "precious");
        fixture.workbench().training.start(fixture.tinyTraining("kept.h5", 10));
        QVERIFY(noticed.wait(20'000));
        QVERIFY2(fixture.sentence().contains("existing"), qPrintable(fixture.sentence()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
    }

    void theGuiThreadNeverStallsWhileTraining() {
        WindowFixture fixture;
        for (const char* set : {"synthetic/garments", "synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        QVERIFY(fixture.settle());
        QSignalSpy drawn(&fixture.workbench().figure, &FigureController::drawn);
        // The busiest page: curves, terms and histograms of two watched sets, all live.
        fixture.window().parts().tabs->setCurrentWidget(fixture.window().parts().training);
        auto request = fixture.quickTraining("heart.h5", 3'200);
        request.spec.watch = {"synthetic/garments-test", "synthetic/strokes-test"};
        fixture.workbench().training.start(request);
        QVERIFY(
            QTest::qWaitFor([&] { return fixture.workbench().training.phase() == Phase::Training; }, 20'000));
        Heartbeat heartbeat;
        QTest::qWait(12'000);
        qInfo("worst stall of the GUI thread while training: %.1f ms over %d ticks, %d histograms drawn",
              heartbeat.worstMs(), heartbeat.ticks(), static_cast<int>(drawn.count()));
        QVERIFY2(fixture.window().parts().training->terms()->hasData(), "the watched sets were not drawn");
        QVERIFY2(heartbeat.ticks() > 500, "the GUI thread hardly ran");
        QVERIFY2(heartbeat.worstMs() < 50, "the GUI thread stalled");
        fixture.window().close();
    }

    void trainingOnSyntheticDataEndsInAHistogramWithAVerdict() {
        WindowFixture fixture;
        for (const char* set : {"synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        TrainRequest request = fixture.tinyTraining("verdict.h5", 60);
        QVERIFY(fixture.train(request));
        HistogramData last;
        connect(&fixture.workbench().figure, &FigureController::drawn, this,
                [&last](const HistogramData& data) { last = data; });
        QVERIFY(QTest::qWaitFor(
            [&] { return last.series.size() >= 3 && last.verdict.find("[") != std::string::npos; }, 120'000));
        QVERIFY(fixture.settle());
        qInfo("%s", last.verdict.c_str());
        QVERIFY(last.verdict.find("AUROC(−log p)") == 0);
        QVERIFY(fixture.window().parts().likelihoods->plot()->hasData());
        exportsTheFigure(fixture);
        // The scores went into the run file, with n of N.
        const RunSummary stored = readRunSummary(request.out);
        QCOMPARE(stored.scoredSets.size(), 3U);
        QCOMPARE(readScoreTable(request.out, "synthetic/garments-test").rows(), 2'000U);
        const ScoreTable reference = readScoreTable(request.out, "synthetic/garments");
        QCOMPARE(reference.rows(), 1'000U);
        QCOMPARE(reference.available, 10'000);
    }
};

QTEST_MAIN(TestWindowTraining)
#include "tst_window_training.moc"
