// The Experiments page: it offers every experiment, runs one on a lane, shows and keeps what it found, writes
// its tables, and answers what cannot be done with a sentence.

#include <algorithm>

#include <QAbstractItemModel>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include "app/dialogs/export_dialog.h"
#include "app/pages/experiments/experiment_controller.h"
#include "app/pages/experiments/experiments_page.h"
#include "core/analysis/experiment.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/result_view.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowExperiments : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] ExperimentsPage* page() const {
        return m_fixture->window().parts().page<ExperimentsPage>();
    }
    template <class W>
    W* in(const char* name) const {
        return page()->findChild<W*>(QString::fromLatin1(name));
    }
    void choose(const char* id) const {
        auto* box = in<QComboBox>("experiment");
        box->setCurrentIndex(box->findText(QString::fromStdString(experimentKind(id).title)));
    }
    [[nodiscard]] QString sentence() const { return in<QLabel>("resultFindings")->text(); }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void withoutDataItSaysSo() {
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QCOMPARE(in<QComboBox>("experiment")->count(), static_cast<int>(experimentKinds().size()));
        QVERIFY(!in<QPushButton>("experimentRun")->isEnabled());
        QVERIFY(in<QPushButton>("experimentRun")->toolTip().contains("Add a data set"));
        QVERIFY(!in<QPushButton>("experimentExport")->isEnabled());
        QVERIFY2(sentence().contains("Add a data set"), qPrintable(sentence()));
    }

    void theyStandInTheOrderOfThePaper() {
        const auto choices = ExperimentController::choices();
        QCOMPARE(choices.front().id, std::string("table"));
        for (std::size_t i = 1; i < choices.size(); ++i)
            QVERIFY(paperNumber(choices[i - 1].source) <= paperNumber(choices[i].source));
    }

    void momentsNeedNoRun() {
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        choose("table");
        QVERIFY(in<QPushButton>("experimentRun")->toolTip().contains("needs a trained run"));
        choose("moments");
        in<QPushButton>("experimentRun")->click();
        QVERIFY(QTest::qWaitFor([&] { return page()->view()->hasData(); }, kPatienceMs));
        QVERIFY(sentence().contains("Sums of variances"));
        QCOMPARE(page()->view()->findChildren<QTableView*>().size(), qsizetype{2});
        m_fixture->keepScreenshot("experiment_moments.png");
    }

    void aTableOfTheRunIsShownKeptAndWritten() {
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        choose("table");
        QVERIFY(m_fixture->settle());
        in<QPushButton>("experimentRun")->click();
        QVERIFY(QTest::qWaitFor([&] { return page()->view()->hasData(); }, kPatienceMs));
        auto* view = page()->findChild<QTableView*>("result_bits_per_dim");
        QVERIFY(view);
        QVERIFY(view->model()->rowCount() >= 2);
        QVERIFY(in<QPushButton>("experimentExport")->isEnabled());
        m_fixture->keepScreenshot("experiment_table.png");
        const auto kept = readExperiments(m_fixture->session().currentRun()->path());
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(kept[0].tables[0].rows()), view->model()->rowCount());

        const auto asked =
            m_fixture->window().findChild<ExperimentController*>()->filesOf(m_fixture->path("tables"));
        m_fixture->window().findChild<ExperimentController*>()->write(m_fixture->path("tables"));
        QVERIFY(m_fixture->settle());
        QVERIFY(!asked.isEmpty());
        for (const auto& file : asked) QVERIFY2(QFile::exists(file), qPrintable(file));
        QFile csv(m_fixture->path("tables-bits_per_dim.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().startsWith("run,set,"));
        QVERIFY(QFile::exists(m_fixture->path("tables-bits_per_dim.tex")));
    }

    void whatIsKeptComesBackWithTheExperiment() {
        choose("constants");
        QVERIFY(QTest::qWaitFor([&] { return sentence().contains("Not run yet"); }, kPatienceMs));
        choose("table");
        QVERIFY(QTest::qWaitFor([&] { return page()->view()->hasData(); }, kPatienceMs));
    }

    /// From a cell of the matrix to the histogram behind it, to its images.
    void figuresOfExperimentsAreBrushed() {
        choose("matrix");
        QVERIFY(m_fixture->settle());
        in<QPushButton>("experimentRun")->click();
        QVERIFY(QTest::qWaitFor([&] { return page()->view()->hasData(); }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        auto* cells = qobject_cast<ResultPlot*>(page()->view()->currentPlot());
        QVERIFY(cells);
        cells->grab();
        QTest::mouseClick(cells, Qt::LeftButton, {}, cells->cellRect(0, {0, 1}).center().toPoint());
        auto* plot = qobject_cast<ResultPlot*>(page()->view()->currentPlot());
        QVERIFY(plot && plot != cells && plot->hasImages());
        QVERIFY(in<QWidget>("brushCounts")->isVisible() && !in<QWidget>("imageGrid")->isVisible());
        plot->grab();
        const QPoint from(3 * plot->width() / 10, plot->height() / 2);
        const QPoint to(plot->width() - 30, plot->height() / 2);
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        for (const auto& place : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(place), plot->mapToGlobal(QPointF(place)),
                             Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(plot, &move);
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        const auto& chosen = m_fixture->session().brush()->chosen;
        QVERIFY(!chosen.empty());
        for (const auto& set : chosen.sets()) QVERIFY2(m_fixture->session().dataSet(set), set.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(in<QWidget>("imageGrid")->isVisible(), kPatienceMs);
        QVERIFY(m_fixture->settle());
        m_fixture->keepScreenshot("experiment_brushed.png");
        // Another result: its plots are linked, those that went are not asked.
        in<QPushButton>("experimentRun")->click();
        QVERIFY(m_fixture->settle());
        m_fixture->session().choose({});
    }

    void anExtremeImageIsInspectedByAClick() {
        choose("extremes");
        QVERIFY(m_fixture->settle());
        in<QPushButton>("experimentRun")->click();
        QVERIFY(QTest::qWaitFor([&] { return page()->view()->hasData(); }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        auto* sheet = qobject_cast<SamplesPlot*>(page()->view()->currentPlot());
        QVERIFY(sheet && sheet->hasImages());
        sheet->grab();
        const auto kept = readExperiments(m_fixture->session().currentRun()->path());
        const auto found = std::ranges::find(kept, std::string("extremes"), &ExperimentResult::experiment);
        QVERIFY(found != kept.end());
        const auto& first = found->images.front().places.front();
        sheet->setFocus();
        QTest::keyClick(sheet, Qt::Key_Right);
        QTest::keyClick(sheet, Qt::Key_Return);
        const auto& selected = m_fixture->session().selection();
        QCOMPARE(selected.setId, first.setId);
        QCOMPARE(selected.index, first.index);
        m_fixture->session().choose(ImageSelection(selected.setId, {selected.index}));
        QVERIFY(m_fixture->settle());
        m_fixture->keepScreenshot("experiment_extremes.png");
        m_fixture->session().choose({});
    }

    void theShownFigureIsTheOneToExport() {
        auto& window = m_fixture->window();
        ExperimentResult result{.id = "matrix", .experiment = "matrix"};
        for (const char* id : {"one", "two"}) {
            ResultSeries line{.label = "a line", .x = {0, 1}, .y = {0, 1}};
            result.figures.push_back({.id = id, .title = id, .note = {}, .panels = {{.series = {line}}}});
        }
        result.tables = {{.id = "numbers", .title = "Numbers", .columns = {{"n", "", {1, 2}}}}};
        page()->showResult(result);
        QVERIFY(window.parts().currentPlot());
        QCOMPARE(window.parts().currentPlot()->figureName(), QStringLiteral("matrix_one"));
        QVERIFY(window.actions().exportFigure->isEnabled() && window.actions().copyFigure->isEnabled());
        page()->view()->tabs()->setCurrentIndex(1);
        QCOMPARE(window.parts().currentPlot()->figureName(), QStringLiteral("matrix_two"));
        window.setTheme(true);
        QCOMPARE(window.parts().currentPlot()->grab().toImage().pixelColor(2, 2), Theme::darkTheme().surface);
        window.setTheme(false);
        window.actions().exportFigure->trigger();
        auto* dialog = window.findChild<ExportDialog*>();
        QVERIFY(dialog);
        // The dialog keeps the figure that it was opened with.
        page()->showSentence("Running…");
        page()->showResult(result);
        QCOMPARE(dialog->recipe().sources.front().name, QStringLiteral("matrix_two"));
        dialog->reject();
        page()->view()->tabs()->setCurrentIndex(2);
        QVERIFY(!window.parts().currentPlot());
        QVERIFY(!window.actions().exportFigure->isEnabled());
    }

    void whatTheModelCannotDoIsOneSentence() {
        choose("second_order");
        QVERIFY(m_fixture->settle());
        in<QPushButton>("experimentRun")->click();
        QVERIFY(QTest::qWaitFor([&] { return sentence().contains("constant-volume flow"); }, kPatienceMs));
        QVERIFY(!page()->view()->hasData());
    }
};

NESCIO_TEST(tst_window_experiments, TestWindowExperiments)
#include "tst_window_experiments.moc"
