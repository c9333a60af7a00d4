// Runs side by side in the window: which are compared, whose numbers stand where, and what an opened run
// brings along.
#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include "app/pages/compare/compare_page.h"
#include "core/scores/roc.h"
#include "core/values/mean.h"
#include "tests/test_list.h"
#include "widgets/banner.h"
#include "widgets/copied_table.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/run_curves_plot.h"
#include "widgets/set_box.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowCompare : public QObject {
    Q_OBJECT
  private:
    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] ComparePage* page() const { return m_fixture->window().parts().page<ComparePage>(); }
    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    [[nodiscard]] std::string path(const char* name) const { return m_fixture->path(name).toStdString(); }
    [[nodiscard]] const TermTable& table(const char* run, const std::string& set) const {
        return *session().run(path(run))->tables.at(set);
    }
    /// Until nothing is computed and nothing waits for its turn: a verdict makes a new table.
    bool quiet() {
        bool over = true;
        for (int turn = 0; turn < 4; ++turn) {
            QCoreApplication::processEvents();
            over = m_fixture->settle();
        }
        return over;
    }
    static int column(const QTableView& view, const QString& title) {
        for (int c = 0; c < view.model()->columnCount(); ++c)
            if (view.model()->headerData(c, Qt::Horizontal).toString() == title) return c;
        return -1;
    }
    /// The row of a run, by the path that the tip of its first cell ends in.
    [[nodiscard]] int row(const QTableView& view, const char* run) const {
        for (int r = 0; r < view.model()->rowCount(); ++r)
            if (view.model()->index(r, 0).data(Qt::ToolTipRole).toString().endsWith(m_fixture->path(run)))
                return r;
        return -1;
    }
    [[nodiscard]] QVariant cell(const QTableView& view, const char* run, const QString& title,
                                int role = Qt::DisplayRole) const {
        return view.model()->index(row(view, run), column(view, title)).data(role);
    }
    static QStringList titles(const QTableView& view) {
        QStringList all;
        for (int c = 0; c < view.model()->columnCount(); ++c)
            all << view.model()->headerData(c, Qt::Horizontal).toString().replace('\n', ' ');
        return all;
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QTRY_VERIFY_WITH_TIMEOUT(page()->curves()->sentence().contains("No run yet"), kPatienceMs);
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test") &&
                m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("first.h5", 20)));
        auto other = m_fixture->tinyTraining("second.h5", 12);
        other.spec.seed = 2;
        other.spec.modelOptions["hidden"] = std::int64_t{8};
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->train(other));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void curvesOfAllRunsLieOverEachOther() {
        const auto& data = page()->curves()->data();
        QCOMPARE(data.runs.size(), std::size_t{2});
        QVERIFY(data.runs[0].slot != data.runs[1].slot);
        QCOMPARE(data.runs[0].rows.back().step, std::int64_t{20});
        QCOMPARE(data.runs[1].rows.back().step, std::int64_t{12});
        auto* along = in<QComboBox>(*page(), "compareAlong");
        along->setCurrentIndex(along->findText("by training time"));
        QCOMPARE(page()->curves()->data().along, CurveAxis::Seconds);
        QVERIFY(page()->curves()->csv().startsWith("run,step,epoch,elapsed_seconds,"));
        along->setCurrentIndex(0);
    }

    void theTableHasWhatTheTablesHave() {
        in<SetBox>(*page(), "compareSet")->choose("synthetic/strokes-test");
        QVERIFY(quiet());
        const auto& runs = *page()->runs();
        QCOMPARE(runs.model()->rowCount(), 2);
        for (const char* run : {"first.h5", "second.h5"}) {
            const auto& strokes = table(run, "synthetic/strokes-test");
            const auto mean = meanOf(strokes.bitsPerDims());
            const auto title = toQt(strokes.setTitle) + "\nbits/dim";
            QCOMPARE(cell(runs, run, title, CellTableModel::kSortRole).toDouble(), mean.value);
            QCOMPARE(cell(runs, run, title).toString(), toQt(meanText(mean)));
            const auto& garments = table(run, "synthetic/garments-test");
            const double area = aurocOfMinus(garments.logLikelihoods(), strokes.logLikelihoods());
            QCOMPARE(cell(runs, run, "AUROC(−log p)\n95 % interval", CellTableModel::kSortRole).toDouble(),
                     area);
            QVERIFY(cell(runs, run, "against").toString().startsWith(toQt(garments.setTitle) + ", n = "));
            QVERIFY(cell(runs, run, "n").toString().startsWith("2"));
            const auto& history = session().run(path(run))->summary.history;
            QCOMPARE(cell(runs, run, "training\nbits/dim", CellTableModel::kSortRole).toDouble(),
                     history.back().total);
        }
        QCOMPARE(cell(runs, "first.h5", "scored at").toString(), QString("step 20"));
        QCOMPARE(cell(runs, "second.h5", "scored at").toString(), QString("step 12"));
        m_fixture->keepScreenshot("compare_runs.png");
    }

    void longTitlesGiveWayToTheNumbers() {
        const auto& runs = *page()->runs();
        const auto title = runs.model()->index(row(runs, "first.h5"), 0);
        QVERIFY(runs.fontMetrics().horizontalAdvance(title.data().toString()) > 200);
        QVERIFY2(runs.columnWidth(0) <= 200, "shortened in its middle");
        QCOMPARE(runs.textElideMode(), Qt::ElideMiddle);
        QVERIFY2(title.data(Qt::ToolTipRole).toString().startsWith(title.data().toString()),
                 "whole in the tip");
    }

    void runsHaveHuesThatNoSetHas() {
        for (const auto& run : page()->curves()->data().runs) QVERIFY(run.slot >= kFirstRunSlot);
    }

    void onlySettingsThatDifferAreShownUntilAllAreAskedFor() {
        const auto differing = titles(*page()->runs());
        QVERIFY2(differing.contains("seed") && !differing.contains("model"), qPrintable(differing.join("|")));
        QVERIFY(!differing.join('|').contains("atch"));
        in<QCheckBox>(*page(), "compareAll")->click();
        QVERIFY(quiet());
        QVERIFY(titles(*page()->runs()).contains("model"));
        QVERIFY(titles(*page()->runs()).size() > differing.size() + 8);
        m_fixture->keepScreenshot("compare_all_settings.png");
        in<QCheckBox>(*page(), "compareAll")->click();
        QVERIFY(quiet());
        QCOMPARE(titles(*page()->runs()), differing);
        QCOMPARE(cell(*page()->runs(), "second.h5", "seed").toString(), QString("2"));
    }

    void theTableSortsAndCopies() {
        auto* runs = page()->runs();
        const int steps = column(*runs, "step");
        runs->sortByColumn(steps, Qt::AscendingOrder);
        QCOMPARE(row(*runs, "second.h5"), 0);
        runs->sortByColumn(steps, Qt::DescendingOrder);
        QCOMPARE(row(*runs, "first.h5"), 0);
        runs->setFocus();
        QTest::keyClick(runs, Qt::Key_C, Qt::ControlModifier);
        const auto lines = QGuiApplication::clipboard()->text().split('\n');
        QCOMPARE(lines.size(), 4);  // titles, two runs, an end
        QVERIFY2(lines[0].startsWith("run\tstep\ttraining bits/dim\t"), qPrintable(lines[0]));
        runs->sortByColumn(-1, Qt::AscendingOrder);
    }

    void theHistogramIsOfOneSetUnderEachRun() {
        auto* plot = page()->histogram();
        QVERIFY(plot->hasData());
        const auto csv = plot->csv();
        for (const char* run : {"(seed 1)", "(seed 2)"})
            QVERIFY2(csv.contains(run), qPrintable(csv.left(400)));
        const auto words = plot->summary();
        QVERIFY2(words.count("AUROC(−log p)") == 2, qPrintable(words));
        in<SetBox>(*page(), "compareSet")->choose("synthetic/garments-test");
        QVERIFY(quiet());
        QVERIFY2(!plot->summary().contains("AUROC"), qPrintable(plot->summary()));  // the runs' own kind
        in<SetBox>(*page(), "compareSet")->choose("synthetic/strokes-test");
        QVERIFY(quiet());
    }

    void aRunThatIsLeftOutIsDrawnNoMore() {
        auto* runs = page()->runs();
        const int colour = page()->curves()->data().runs[1].slot;
        const auto first = runs->model()->index(row(*runs, "first.h5"), 0);
        QCOMPARE(first.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        runs->setCurrentIndex(first);
        QTest::keyClick(runs, Qt::Key_Space);
        QVERIFY(quiet());
        QCOMPARE(page()->curves()->data().runs.size(), std::size_t{1});
        QCOMPARE(page()->curves()->data().runs[0].slot, colour);
        QCOMPARE(runs->model()->rowCount(), 2);    // it can be chosen again
        QVERIFY(!titles(*runs).contains("seed"));  // of one run, nothing differs
        QVERIFY(page()->histogram()->summary().count("AUROC(−log p)") == 1);
        QVERIFY(runs->model()->setData(runs->model()->index(row(*runs, "first.h5"), 0), Qt::Checked,
                                       Qt::CheckStateRole));
        QVERIFY(quiet());
        QCOMPARE(page()->curves()->data().runs.size(), std::size_t{2});
    }

    void oneImageUnderAllRuns() {
        in<QTabWidget>(*page(), "compareTabs")->setCurrentIndex(1);
        session().select({"synthetic/strokes-test", 7});
        QVERIFY(quiet());
        const auto& image = *page()->image();
        QCOMPARE(image.model()->rowCount(), 2);
        for (const char* run : {"first.h5", "second.h5"}) {
            const auto& strokes = table(run, "synthetic/strokes-test");
            const auto at = rowOf(strokes, 7);
            QVERIFY(at);
            const double nats = strokes.totalNats(*at);
            QCOMPARE(cell(image, run, "log-likelihood\nnats", CellTableModel::kSortRole).toDouble(), nats);
            QCOMPARE(cell(image, run, "volume\nnats", CellTableModel::kSortRole).toDouble(),
                     strokes.volumes()[*at]);
            QCOMPARE(cell(image, run, "density\nnats", CellTableModel::kSortRole).toDouble(),
                     strokes.densities()[*at]);
            const auto bits = cell(image, run, "bits/dim", CellTableModel::kSortRole).toDouble();
            QVERIFY(std::abs(bits + nats / (784 * std::log(2.0))) < 1e-9);
            // The training images are the reference: counted by hand.
            const auto reference = table(run, "synthetic/garments").logLikelihoods();
            const auto below =
                std::count_if(reference.begin(), reference.end(), [&](double v) { return v < nats; });
            QCOMPARE(cell(image, run, "rank", CellTableModel::kSortRole).toDouble(),
                     100 * (static_cast<double>(below) / static_cast<double>(reference.size())));
            QVERIFY(cell(image, run, "among").toString().contains("n = "));
        }
        QVERIFY(in<QLabel>(*page(), "compareImageWords")->text().contains("#7"));
        m_fixture->keepScreenshot("compare_image.png");
        session().select({"synthetic/garments", 3});
        QVERIFY(quiet());
        for (const char* run : {"first.h5", "second.h5"})
            if (!rowOf(table(run, "synthetic/garments"), 3))
                QCOMPARE(cell(image, run, "bits/dim").toString(), QString("not scored"));
        session().select({});
        QVERIFY(quiet());
        QCOMPARE(image.model()->rowCount(), 0);
        QVERIFY(in<QLabel>(*page(), "compareImageWords")->text().contains("Pick an image"));
        in<QTabWidget>(*page(), "compareTabs")->setCurrentIndex(0);
    }

    void bothThemesAreLegible() {
        m_fixture->window().setTheme(true);
        m_fixture->keepScreenshot("compare_dark.png");
        m_fixture->window().setTheme(false);
    }

    /// A run that was opened has its sets, and one button scores them: its own window knows nothing else.
    void anOpenedRunBringsItsSetsAndScoresThemOnRequest() {
        auto request = m_fixture->tinyTraining("bare.h5", 6);
        {
            WindowFixture other;
            request.out = path("bare.h5");
            QVERIFY(other.train(request));
            QVERIFY(other.settle());
        }
        WindowFixture fixture;
        fixture.controllers().library.openRun(toQt(path("bare.h5")));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().currentRun(), kPatienceMs);
        QVERIFY(fixture.settle());
        for (const char* id : {"synthetic/garments", "synthetic/garments-test"}) {
            QVERIFY2(fixture.session().dataSet(id), id);
        }
        QVERIFY2(fixture.sentence().contains("Synthetic garments test"), qPrintable(fixture.sentence()));
        fixture.keepScreenshot("compare_opened.png");
        Q_EMIT fixture.window().parts().banner->remedyRequested();
        QVERIFY(fixture.settle());
        const auto& tables = fixture.session().currentRun()->tables;
        QCOMPARE(tables.at("synthetic/garments-test")->rows(), std::size_t{2000});
        QCOMPARE(tables.at("synthetic/garments")->rows(),
                 static_cast<std::size_t>(ScoringController::kGlanceImages));
        // Asked again, there is nothing to do, and it says so.
        fixture.window().actions().scoreNamed->trigger();
        QVERIFY(fixture.settle());
        QVERIFY2(fixture.sentence().contains("scored in full"), qPrintable(fixture.sentence()));
    }

    void anOpenedRunBringsTheTestPartOfItsRealSet() {
        if (!qEnvironmentVariableIsSet("NESCIO_DATA")) QSKIP("no data");
        auto request = m_fixture->tinyTraining("real.h5", 4);
        request.spec.trainData = "fashion-mnist/train20k";
        {
            WindowFixture other;
            QVERIFY(other.train(request));
            QVERIFY(other.settle());
        }
        WindowFixture fixture;
        fixture.controllers().library.openRun(toQt(request.out));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().currentRun(), kPatienceMs);
        QVERIFY(fixture.settle());
        const auto* test = fixture.session().dataSet("fashion-mnist/t10k");
        QVERIFY(test);
        QCOMPARE(fixture.session().roleOf(*test), SetRole::Test);
        QCOMPARE(test->available, std::int64_t{10'000});
        QVERIFY(fixture.session().dataSet("fashion-mnist/train20k"));
        QVERIFY2(fixture.sentence().contains("FashionMNIST test"), qPrintable(fixture.sentence()));
    }

    void oneCancelEndsAllOfTheRequest() {
        WindowFixture fixture;
        fixture.controllers().library.openRun(toQt(path("second.h5")));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().currentRun(), kPatienceMs);
        QVERIFY(fixture.settle());
        fixture.session().setTables(path("second.h5"), {});
        auto& scoring = fixture.controllers().scoring;
        QSignalSpy scored(&scoring, &ScoringController::scored);
        const JobId request = scoring.scoreNamed(path("second.h5"));
        connect(&scoring, &ScoringController::scored, &fixture.window(),
                [&] { fixture.controllers().jobs().interactive.cancelRequest(request); });
        QVERIFY(fixture.settle());
        // More sets are named: what is scored by then is kept, the others are not begun.
        QCOMPARE(scored.count(), 1);
        QCOMPARE(fixture.session().currentRun()->tables.size(), std::size_t{1});
    }
};

NESCIO_TEST(tst_window_compare, TestWindowCompare)
#include "tst_window_compare.moc"
