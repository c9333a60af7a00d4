// Training in the real window: cancelling, pausing, quitting, resuming, what the GUI thread has to do
// meanwhile, and the paradox on synthetic data.

#include <ctime>

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
#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/training/training_page.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/result_plot.h"
#include "window_fixture.h"

using namespace nescio;
using Phase = TrainingController::Phase;

namespace {

/// How long the GUI thread works in one go: the processor time it uses between two ticks of a 5 ms timer,
/// during which nothing on screen moves. Other programs on the machine do not count into it, as they would
/// into the time on the clock.
class Heartbeat : public QObject {
  public:
    Heartbeat() : m_used(usedMs()) {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double used = usedMs();
            m_worst = std::max(m_worst, used - m_used);
            m_used = used;
            ++m_ticks;
        });
        m_timer.start();
    }
    [[nodiscard]] double worstMs() const { return m_worst; }
    [[nodiscard]] int ticks() const { return m_ticks; }

  private:
    static double usedMs() {
        timespec used{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return 1e3 * static_cast<double>(used.tv_sec) + 1e-6 * static_cast<double>(used.tv_nsec);
    }
    QTimer m_timer;
    double m_used = 0, m_worst = 0;
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
            QTRY_VERIFY_WITH_TIMEOUT(!fixture.window().findChild<ExportDialog*>(), kPatienceMs);
        }
        fixture.window().actions().copyFigure->trigger();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("image/svg+xml")));
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void stoppingMidEpochKeepsAResumableRun() {
        WindowFixture fixture;
        auto& training = fixture.controllers().training;
        const TrainRequest request = fixture.tinyTraining("stopped.h5", 1'000'000);
        QSignalSpy ended(&training, &TrainingController::ended);
        training.start(request);
        training.start(fixture.tinyTraining("second.h5", 10));  // an impatient second click
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto* run = fixture.session().run(request.out);
                return run && run->summary.history.size() > 2;
            },
            kPatienceMs));
        QVERIFY(fixture.window().actions().stop->isEnabled());
        QElapsedTimer clock;
        clock.start();
        fixture.window().actions().stop->trigger();
        QVERIFY(ended.wait(kPatienceMs));
        qInfo("stopped after %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(!fixture.session().run(fixture.path("second.h5").toStdString()));
        const RunSummary stored = readRunSummary(request.out);
        QCOMPARE(stored.state, RunState::Stopped);
        QVERIFY(stored.step > 0 && stored.step < stored.totalSteps);
        QVERIFY(fixture.window().actions().resumeRun->isEnabled());
        QCOMPARE(fixture.window().actions().pause->text(), QStringLiteral("&Resume"));

        fixture.window().actions().pause->trigger();
        QVERIFY(QTest::qWaitFor(
            [&] { return fixture.session().run(request.out)->summary.step > stored.step + 5; }, kPatienceMs));
        training.stop();
        QVERIFY(ended.wait(kPatienceMs));
    }

    void aPauseHoldsAndGoesOn() {
        WindowFixture fixture;
        auto& training = fixture.controllers().training;
        const TrainRequest request = fixture.tinyTraining("paused.h5", 1'000'000);
        training.start(request);
        const auto step = [&] {
            const auto* run = fixture.session().run(request.out);
            return run ? run->summary.step : 0;
        };
        QVERIFY(QTest::qWaitFor([&] { return step() > 10; }, kPatienceMs));
        fixture.window().actions().pause->trigger();
        QCOMPARE(training.phase(), Phase::Paused);
        const auto& lane = fixture.controllers().jobs().training;
        QVERIFY(QTest::qWaitFor([&] { return lane.running()->board->latest().stage.starts_with("paused"); },
                                kPatienceMs));
        QTest::qWait(200);  // until the window has heard of the last step
        const auto held = step();
        QTest::qWait(500);
        QCOMPARE(step(), held);
        fixture.window().actions().pause->trigger();
        QVERIFY(QTest::qWaitFor([&] { return step() > held; }, kPatienceMs));
    }

    void quittingWhileTrainingLeavesAReadableRun() {
        WindowFixture fixture;
        const TrainRequest request = fixture.tinyTraining("quit.h5", 1'000'000);
        fixture.controllers().training.start(request);
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto* run = fixture.session().run(request.out);
                return run && !run->summary.history.empty();
            },
            kPatienceMs));
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
        const TrainRequest request = fixture.tinyTraining("resume.h5", 2'000);
        {
            WindowFixture first;
            first.controllers().training.start(request);
            // Before the first step there is nothing yet that could be kept.
            QVERIFY(QTest::qWaitFor(
                [&] {
                    return first.session().currentRun() && first.session().currentRun()->summary.step > 0;
                },
                kPatienceMs));
            // Or a fast machine would be done before the window closes.
            first.window().actions().pause->trigger();
            QCOMPARE(first.controllers().training.phase(), Phase::Paused);
            first.window().close();
        }
        QCOMPARE(readRunSummary(request.out).state, RunState::Stopped);
        fixture.drop({QString::fromStdString(request.out)});
        QVERIFY(QTest::qWaitFor([&] { return fixture.session().currentRun() != nullptr; }, kPatienceMs));
        QSignalSpy ended(&fixture.controllers().training, &TrainingController::ended);
        fixture.window().actions().resumeRun->trigger();
        QVERIFY(ended.wait(kPatienceMs));
        QCOMPARE(readRunSummary(request.out).state, RunState::Finished);
        QCOMPARE(fixture.session().currentRun()->summary.step, 2'000);
    }

    void anUnwritableFolderIsOneSentence() {
        WindowFixture fixture;
        QSignalSpy noticed(&fixture.controllers(), &Controllers::noticed);
        TrainRequest request = fixture.tinyTraining("x.h5", 10);
        request.out = "/proc/nowhere/x.h5";
        fixture.controllers().training.start(request);
        QVERIFY(noticed.wait(kPatienceMs));
        qInfo("%s", qPrintable(fixture.sentence()));
        QVERIFY2(fixture.sentence().contains("/proc/nowhere"), qPrintable(fixture.sentence()));
        QCOMPARE(fixture.controllers().training.phase(), Phase::Idle);
        QVERIFY(fixture.settle());
        QVERIFY(fixture.session().runs().empty());
        QVERIFY(fixture.window().actions().train->isEnabled());
    }

    void anExistingFileIsNotOverwrittenUnasked() {
        WindowFixture fixture;
        QSignalSpy noticed(&fixture.controllers(), &Controllers::noticed);
        const QString path = fixture.writeBytes("kept.h5", "precious");
        fixture.controllers().training.start(fixture.tinyTraining("kept.h5", 10));
        QVERIFY(noticed.wait(kPatienceMs));
        QVERIFY2(fixture.sentence().contains("existing"), qPrintable(fixture.sentence()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
    }

    void aRefusedTrainingLeavesTheListAsItWas() {
        WindowFixture fixture;
        auto& session = fixture.session();
        QVERIFY(fixture.addDataSet("synthetic/strokes-test"));
        const TrainRequest first = fixture.tinyTraining("first.h5", 20);
        QVERIFY(fixture.train(first));
        QVERIFY(fixture.train(fixture.tinyTraining("current.h5", 20)));
        QVERIFY(fixture.settle());
        const auto titles = [&] {
            QStringList all;
            for (const auto& run : session.runs())
                all << QString::fromStdString(run.summary.title + " " + run.path());
            return all;
        };
        const auto before = titles();
        const auto tables = session.run(first.out)->tables;
        QVERIFY(!tables.empty());
        const auto current = session.currentRun()->path();
        const QString strange = fixture.writeBytes("strange.h5", "precious");
        fixture.writeBytes("file", "no folder");
        for (const QString& out : {QString::fromStdString(first.out), strange, fixture.path("file/x.h5")}) {
            auto refused = fixture.tinyTraining("", 30);
            refused.spec.seed = 77;
            refused.out = out.toStdString();
            QSignalSpy noticed(&fixture.controllers(), &Controllers::noticed);
            fixture.controllers().training.start(refused);
            QVERIFY(noticed.wait(kPatienceMs));
            QVERIFY(fixture.settle());
            QCOMPARE(titles(), before);
            QCOMPARE(session.currentRun()->path(), current);
        }
        QVERIFY(session.run(first.out)->tables == tables);
        QVERIFY(session.run(first.out)->model && !session.run(first.out)->live);
        QCOMPARE(session.run(first.out)->summary.state, RunState::Finished);
    }

    void theGuiThreadDoesLittleAtATimeWhileTraining() {
        WindowFixture fixture;
        for (const char* set : {"synthetic/garments", "synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        QVERIFY(fixture.settle());
        QSignalSpy drawn(fixture.window().findChild<FigureController*>(), &FigureController::drawn);
        // The busiest page: curves, terms and histograms of two watched sets, all live.
        fixture.window().parts().tabs->setCurrentWidget(fixture.window().parts().page<TrainingPage>());
        auto request = fixture.quickTraining("heart.h5", 3'200);
        request.spec.watch = {"synthetic/garments-test", "synthetic/strokes-test"};
        fixture.controllers().training.start(request);
        QVERIFY(QTest::qWaitFor([&] { return fixture.controllers().training.phase() == Phase::Training; },
                                kPatienceMs));
        const Heartbeat heartbeat;
        const auto shown = [&] {
            return fixture.window().parts().page<TrainingPage>()->terms()->hasData() &&
                   heartbeat.ticks() > 500;
        };
        QVERIFY(QTest::qWaitFor(shown, kPatienceMs));
        QTest::qWait(3'000);
        qInfo("the GUI thread worked %.1f ms in one go while training, %d ticks, %d histograms drawn",
              heartbeat.worstMs(), heartbeat.ticks(), static_cast<int>(drawn.count()));
        // A picture's worth of drawing, four times over for a slow machine. Whoever computes or reads files
        // here takes longer.
        QVERIFY2(heartbeat.worstMs() < 200, "the GUI thread stalled");
        fixture.window().close();
    }

    void trainingOnSyntheticDataEndsInAHistogramWithAVerdict() {
        WindowFixture fixture;
        for (const char* set : {"synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        TrainRequest request = fixture.tinyTraining("verdict.h5", 60);
        QVERIFY(fixture.train(request));
        HistogramData last;
        connect(fixture.window().findChild<FigureController*>(), &FigureController::drawn, this,
                [&last](const HistogramData& data) { last = data; });
        QVERIFY(QTest::qWaitFor(
            [&] { return last.series.size() >= 3 && last.verdict.find('[') != std::string::npos; },
            kPatienceMs));
        QVERIFY(fixture.settle());
        qInfo("%s", last.verdict.c_str());
        QVERIFY(last.verdict.find("AUROC(−log p)") == 0);
        QVERIFY(fixture.window().parts().page<LikelihoodsPage>()->plot()->hasData());
        exportsTheFigure(fixture);
        // The scores went into the run file, with n of N.
        const RunSummary stored = readRunSummary(request.out);
        QCOMPARE(evaluatedSets(stored).size(), 3U);
        QCOMPARE(readTermTable(request.out, "synthetic/garments-test").rows(), 2'000U);
        const TermTable reference = readTermTable(request.out, "synthetic/garments");
        QCOMPARE(reference.rows(), 1'000U);
        QCOMPARE(reference.available, 10'000);
    }
};

NESCIO_TEST(tst_window_training, TestWindowTraining)
#include "tst_window_training.moc"
