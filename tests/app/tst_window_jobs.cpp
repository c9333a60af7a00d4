// Requests on the real window queue: none ends or restarts another, one Cancel ends one of them, and a set
// that is removed takes its jobs along.

#include <memory>
#include <semaphore>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include "app/pages/experiments/experiment_controller.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/verdicts/verdict_controller.h"
#include "app/pages/verdicts/verdicts_page.h"
#include "core/analysis/experiment.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/job_strip.h"
#include "widgets/qt_text.h"
#include "widgets/result_view.h"
#include "window_fixture.h"

using namespace nescio;

namespace {

constexpr const char* kLargeSet = "synthetic/garments";

/// A patient job that lasts until it is let go or stopped.
class Gate {
  public:
    explicit Gate(Lane& lane, bool quiet = false) {
        Job<bool> job;
        job.context = &m_context;
        job.traits = {.kind = "", .stage = "waiting at the gate", .yields = true, .quiet = quiet};
        job.work = [latch = m_latch](const JobControl& control) -> std::optional<bool> {
            const std::stop_callback stopped(control.stop, [latch] { latch->release(); });
            latch->acquire();
            return true;
        };
        job.done = [](bool&) {};
        job.failed = [](const Failure&) {};
        lane.submit(std::move(job));
    }
    ~Gate() { open(); }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    void open() { m_latch->release(); }

  private:
    QObject m_context;
    const std::shared_ptr<std::counting_semaphore<9>> m_latch =
        std::make_shared<std::counting_semaphore<9>>(0);
};

}  // namespace

class TestWindowJobs : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] Session& session() { return m_fixture->session(); }
    [[nodiscard]] Controllers& controllers() { return m_fixture->controllers(); }
    [[nodiscard]] Lane& lane() { return controllers().jobs().interactive; }
    [[nodiscard]] ExperimentsPage& page() { return *m_fixture->window().parts().page<ExperimentsPage>(); }
    [[nodiscard]] std::string runPath() { return session().currentRun()->path(); }

    void choose(const char* id) {
        auto* box = in<QComboBox>(page(), "experiment");
        box->setCurrentIndex(box->findText(QString::fromStdString(experimentKind(id).title)));
    }
    void run(const char* id) {
        choose(id);
        in<QPushButton>(page(), "experimentRun")->click();
    }
    [[nodiscard]] QStringList keptExperiments() {
        QStringList ids;
        for (const auto& result : readExperiments(runPath()))
            ids << QString::fromStdString(result.experiment);
        ids.sort();
        return ids;
    }
    /// Takes long, hears of a stop after each image.
    [[nodiscard]] ScoreRequest longScoring(const std::vector<std::string>& sets) {
        return {.runPath = runPath(),
                .setIds = sets,
                .limit = 0,
                .options = {.draws = 200, .batch = 1},
                .keep = false};
    }
    bool runs(const std::string& setId) {
        const auto stage = QString::fromStdString("scoring " + session().dataSet(setId)->title);
        return QTest::qWaitFor(
            [&] {
                const auto running = lane().running();
                return running && running->stage == stage && running->board->latest().done > 0;
            },
            kPatienceMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("tiny.h5", 3)));
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->settle());
        m_fixture->window().parts().start();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void manyImagesOneMoreAClickAndAnExperimentAreAllAnswered() {
        auto& verdicts = m_fixture->window().parts().page<VerdictsPage>()->verdicts();
        QSignalSpy answered(&controllers().dropping, &DropController::answered);
        QSignalSpy shown(&m_fixture->window(), &MainWindow::inspectionShown);
        QStringList paths;
        for (int i = 0; i < 300; ++i)
            paths << m_fixture->writePng(QStringLiteral("many%1.png").arg(i), 28, 28, (i * 37) % 256);
        m_fixture->drop(paths);
        QVERIFY(QTest::qWaitFor([&] { return verdicts.model().rowCount() > 0; }, kPatienceMs));
        m_fixture->drop({m_fixture->writePng("more.png", 28, 28, 77)});
        QVERIFY(QTest::qWaitFor([&] { return answered.count() == 2; }, kPatienceMs));
        m_fixture->window().parts().tabs->setCurrentWidget(&page());
        run("table");
        shown.clear();
        session().select({"synthetic/strokes-test", 3});
        QVERIFY(shown.count() > 0 || shown.wait(kPatienceMs));
        QVERIFY(m_fixture->settle());
        QCOMPARE(verdicts.model().rowCount(), 301);
        QCOMPARE(session().dropped().size(), DropController::kInspected + 1);
        const auto name = in<QLabel>(m_fixture->window(), "inspectorName")->text();
        QVERIFY2(name.endsWith("#3"), qPrintable(name));
        QVERIFY(in<QLabel>(m_fixture->window(), "inspectorBitsPerDim")->text().contains("bits/dim"));
        QCOMPARE(keptExperiments(), QStringList({"table"}));
        QVERIFY(page().view()->hasData());
    }

    void aQuietJobIsShownWhereItLasts() {
        const auto* strip = m_fixture->window().parts().strip;
        QTRY_COMPARE_WITH_TIMEOUT(strip->summary(), QStringLiteral("Ready"), kPatienceMs);
        Gate gate(lane(), true);
        QVERIFY(!strip->summary().contains("gate"));
        QTRY_VERIFY_WITH_TIMEOUT(strip->summary().contains("waiting at the gate"), kPatienceMs);
        gate.open();
        QTRY_COMPARE_WITH_TIMEOUT(strip->summary(), QStringLiteral("Ready"), kPatienceMs);
    }

    void twoExperimentsAreBothShownAndKept() {
        QStringList found;
        const auto connection = connect(
            m_fixture->window().findChild<ExperimentController*>(), &ExperimentController::found, this,
            [&](const ExperimentResult& result) { found << QString::fromStdString(result.experiment); });
        Gate gate(lane());
        run("moments");
        run("constants");
        QVERIFY(
            QTest::qWaitFor([&] { return lane().running() && lane().running()->waiting == 2; }, kPatienceMs));
        QVERIFY2(in<QLabel>(page(), "resultFindings")->text().contains("running"),
                 "the second is on its way");
        found.clear();
        gate.open();
        QVERIFY(m_fixture->settle());
        disconnect(connection);
        QCOMPARE(found, QStringList({"moments", "constants"}));
        QCOMPARE(keptExperiments(), QStringList({"constants", "moments", "table"}));
    }

    void aStoppedExperimentLeavesTheResultOfAnother() {
        {
            Gate gate(lane());
            run("table");
            const JobId first = lane().newRequest() - 1;  // what was submitted last
            run("moments");
            QVERIFY(QTest::qWaitFor([&] { return lane().running() && lane().running()->waiting == 2; },
                                    kPatienceMs));
            choose("constants");
            QVERIFY(QTest::qWaitFor([&] { return page().view()->hasData(); }, kPatienceMs));
            choose("moments");
            QTRY_VERIFY_WITH_TIMEOUT(
                in<QLabel>(page(), "resultFindings")->text().contains("Sums of variances"), kPatienceMs);
            const auto* line = in<QLabel>(page(), "experimentRunning");
            QVERIFY2(line->isVisible() && line->text().contains("running"), "what was kept is shown beside");
            lane().cancel(first);
            QVERIFY(
                QTest::qWaitFor([&] { return m_fixture->sentence().contains("was stopped"); }, kPatienceMs));
            QVERIFY2(line->text().contains(toQt(experimentKind("moments").title)), "moments still are");
            m_fixture->keepScreenshot("experiment_running.png");
            gate.open();
            QVERIFY(m_fixture->settle());
        }
        QVERIFY(page().view()->hasData());
        QVERIFY(in<QLabel>(page(), "resultFindings")->text().contains("Sums of variances"));
        QVERIFY(!in<QLabel>(page(), "experimentRunning")->isVisible());
    }

    void variantsOfAnExperimentCanBeChosen() {
        auto result = readExperiments(runPath()).front();
        result.experiment = "sweep";
        for (const char* id : {"sweep_blur", "sweep_blur_part", "sweep_graying"}) {
            result.id = id;
            result.findings = {id};
            updateRunFile(runPath(), {.experiments = {result}});
        }
        choose("sweep");
        const auto* box = in<QComboBox>(page(), "experimentKept");
        QTRY_COMPARE_WITH_TIMEOUT(box->count(), 3, kPatienceMs);
        QVERIFY(box->isVisible());
        QCOMPARE(box->itemText(1), QStringLiteral("blur (stopped)"));
        QCOMPARE(in<QLabel>(page(), "resultFindings")->text(), QStringLiteral("sweep_blur"));
        Q_EMIT in<QComboBox>(page(), "experimentKept")->activated(2);
        QCOMPARE(in<QLabel>(page(), "resultFindings")->text(), QStringLiteral("sweep_graying"));
        QCOMPARE(box->currentIndex(), 2);
        choose("moments");
        QTRY_VERIFY_WITH_TIMEOUT(!box->isVisible(), kPatienceMs);
    }

    void aStoppedExperimentKeepsWhatItFinished() {
        auto* controller = m_fixture->window().findChild<ExperimentController*>();
        Gate gate(lane());
        run("sweep");
        QTRY_VERIFY_WITH_TIMEOUT(!controller->underWay().empty(), kPatienceMs);
        int scored = 0;
        controller->underWay().front().board->listen([&](const Progress& progress) {
            if (progress.done < progress.total || ++scored != 3) return;
            QMetaObject::invokeMethod(
                &lane(), [this] { lane().cancelAll(); }, Qt::BlockingQueuedConnection);
        });
        gate.open();
        QVERIFY(m_fixture->settle());
        const auto findings = in<QLabel>(page(), "resultFindings")->text();
        QVERIFY2(findings.startsWith("Stopped after 2 of "), qPrintable(findings));
        QVERIFY2(m_fixture->sentence().contains("was stopped after 2 of "),
                 qPrintable(m_fixture->sentence()));
        m_fixture->keepScreenshot("experiment_stopped.png");
        QCOMPARE(in<QComboBox>(page(), "experimentKept")->currentText(), QStringLiteral("graying (stopped)"));
        choose("moments");
        QTRY_VERIFY_WITH_TIMEOUT(!in<QComboBox>(page(), "experimentKept")->isVisible(), kPatienceMs);
        choose("sweep");
        QTRY_COMPARE_WITH_TIMEOUT(in<QComboBox>(page(), "experimentKept")->count(), 4, kPatienceMs);
    }

    void oneCancelEndsTheScoringOfAllSets() {
        const QString folder = m_fixture->path("few");
        QVERIFY(QDir().mkpath(folder));
        m_fixture->writePng("few/0.png", 28, 28, 50);
        m_fixture->drop({folder});
        QVERIFY(m_fixture->settle());
        const auto few = session().dataSets().back().id;
        QSignalSpy scored(&controllers().scoring, &ScoringController::scored);
        controllers().scoring.score(longScoring({few, kLargeSet, "synthetic/strokes-test"}));
        QVERIFY(runs(kLargeSet));
        QVERIFY(m_fixture->window().parts().strip->summary().contains("scoring"));
        Q_EMIT m_fixture->window().parts().strip->cancelRequested(1);
        QVERIFY(m_fixture->settle());
        QCOMPARE(scored.count(), 1);
        QCOMPARE(session().currentRun()->tables.at(few)->key.draws, 200);
    }

    void aRemovedSetEndsItsJobs() {
        QSignalSpy scored(&controllers().scoring, &ScoringController::scored);
        controllers().scoring.score(longScoring({kLargeSet}));
        QVERIFY(runs(kLargeSet));
        session().removeDataSet(kLargeSet);
        QVERIFY(m_fixture->settle());
        QCOMPARE(scored.count(), 0);
        QVERIFY(!session().dataSet(kLargeSet));
    }

    void aRemovedSetDoesNotComeBackWithItsImages() {
        DataEntry known{.id = kLargeSet, .title = "garments", .what = kLargeSet, .shape = {1, 28, 28}};
        known.shown = false;
        session().putDataSet(known);
        QVERIFY(m_fixture->settle());
        bool came = false, ended = false;
        controllers().library.withImages(
            kLargeSet, &controllers(), [&](const std::string&) { came = true; }, [&] { ended = true; });
        session().removeDataSet(kLargeSet);
        QVERIFY(m_fixture->settle());
        QVERIFY(ended && !came);
        QVERIFY(!session().dataSet(kLargeSet));
    }
};

NESCIO_TEST(tst_window_jobs, TestWindowJobs)
#include "tst_window_jobs.moc"
