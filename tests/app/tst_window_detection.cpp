// The Detection page: it compares what the run keeps at once, computes the rest on demand, sorts by numbers,
// and draws the scores that are picked.

#include <cmath>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include "app/pages/detection/compose_dialog.h"
#include "app/pages/detection/detection_page.h"
#include "app/pages/detection/import_dialog.h"
#include "app/pages/detection/score_table_model.h"
#include "core/store/run_file.h"
#include "tests/core/made_columns.h"
#include "tests/test_list.h"
#include "widgets/copied_table.h"
#include "widgets/plots/result_plot.h"
#include "widgets/result_view.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowDetection : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] DetectionPage* page() const { return m_fixture->window().findChild<DetectionPage*>(); }
    template <class W>
    W* in(const char* name) const {
        return page()->findChild<W*>(QString::fromLatin1(name));
    }
    void open() const {
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
    }
    [[nodiscard]] QAbstractItemModel* rows() const { return page()->table()->model(); }
    [[nodiscard]] QString cell(int row, int column) const {
        return rows()->index(row, column).data().toString();
    }
    [[nodiscard]] int rowOf(const QString& title) const {
        for (int row = 0; row < rows()->rowCount(); ++row)
            if (cell(row, ScoreTableModel::kTitle) == title) return row;
        return -1;
    }
    [[nodiscard]] QStringList column(int at) const {
        QStringList cells;
        for (int row = 0; row < rows()->rowCount(); ++row) cells << cell(row, at);
        return cells;
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->window().resize(1280, 900);
        m_fixture->window().show();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void claimsStandBesideOurs() {
        const auto images = [](const std::vector<double>& nats, const char* set) {
            return madeColumns({{"pixels", TermKind::Conditional}}, nats, set);
        };
        Comparison comparison{.input = {.in = images({-10, -11, -12}, "fashion-mnist/t10k"),
                                        .out = {images({-9, -9.5, -20}, "mnist/t10k")},
                                        .reference = {},
                                        .scores = {},
                                        .bootstraps = 20},
                              .detection = {},
                              .thresholds = {},
                              .result = {}};
        comparison.input.scores = {scoreNamed("likelihood", comparison.input.in.terms->columns)};
        comparison.detection = detect(comparison.input);
        const auto words = scoreWords(comparison, 0);
        // −log p: 9, 9.5, 20 against 10, 11, 12: 3 of 9 pairs.
        for (const auto* part : {"0.070 Glow", "0.090 PixelCNN", "ours 0.3"})
            QVERIFY2(words.contains(QString::fromUtf8(part)), qPrintable(words));
        comparison.input.out = {images({-9}, "kmnist/t10k")};
        comparison.detection = detect(comparison.input);
        QVERIFY(!scoreWords(comparison, 0).contains("others"));  // nobody claimed anything of these
    }

    void withoutARunItSaysWhatToDo() {
        open();
        QVERIFY(!in<QPushButton>("detectionCompare")->isEnabled());
        QVERIFY(in<QPushButton>("detectionCompare")->toolTip().contains("Train a run"));
        QCOMPARE(rows()->rowCount(), 0);
    }

    void whatTheRunKeepsIsComparedAtOnce() {
        open();
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY_WITH_TIMEOUT(rowOf("raw likelihood") >= 0, kPatienceMs);
        QVERIFY2(cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet).startsWith("0.") ||
                     cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet).startsWith("1."),
                 qPrintable(cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet)));
        QVERIFY(
            rows()->headerData(ScoreTableModel::kFirstSet, Qt::Horizontal).toString().contains("strokes"));
    }

    void theTestSetIsTheFirstChoice() {
        QCOMPARE(in<QComboBox>("detectionIn")->currentText(), QString("Synthetic garments test"));
    }

    void compareComputesWhatIsMissingAndKeepsIt() {
        const auto png = [this] { return rowOf("short code, PNG"); };
        QVERIFY2(png() >= 0, qPrintable(column(ScoreTableModel::kTitle).join(", ")));
        QCOMPARE(cell(png(), ScoreTableModel::kFirstSet), QStringLiteral("—"));
        in<QSpinBox>("detectionLimit")->setValue(60);
        in<QPushButton>("detectionCompare")->click();
        QTRY_VERIFY_WITH_TIMEOUT(png() >= 0 && cell(png(), ScoreTableModel::kFirstSet) != QStringLiteral("—"),
                                 kPatienceMs);
        QVERIFY(m_fixture->settle());
        const auto path = m_fixture->session().currentRun()->path();
        QCOMPARE(readExperiments(path).back().experiment, std::string("detection"));
        m_fixture->keepScreenshot("detection.png");
    }

    void whatIsComparedForAnotherRunIsNotShown() {
        const auto first = m_fixture->session().currentRun()->path();
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("other.h5", 3)));
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY_WITH_TIMEOUT(rowOf("raw likelihood") >= 0, kPatienceMs);
        const auto others = cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet);
        m_fixture->session().setCurrentRun(first);
        QCOMPARE(rows()->rowCount(), 0);  // at once
        in<QPushButton>("detectionCompare")->click();
        m_fixture->session().setCurrentRun(m_fixture->path("other.h5").toStdString());
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE_WITH_TIMEOUT(cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet), others,
                                  kPatienceMs);
        QVERIFY2(m_fixture->sentence().contains("kept with it"), qPrintable(m_fixture->sentence()));
        m_fixture->session().setCurrentRun(first);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf("raw likelihood") >= 0, kPatienceMs);
        QVERIFY(cell(rowOf("raw likelihood"), ScoreTableModel::kFirstSet) != others);
    }

    void stoppedItShowsWhatTheRunKeeps() {
        const auto before = rows()->rowCount();
        in<QSpinBox>("detectionLimit")->setValue(0);
        in<QPushButton>("detectionCompare")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->controllers().jobs().interactive.running().has_value(),
                                 kPatienceMs);
        m_fixture->controllers().jobs().interactive.cancelAll();
        QVERIFY(m_fixture->settle());
        QTRY_COMPARE_WITH_TIMEOUT(rows()->rowCount(), before, kPatienceMs);
        QVERIFY(rowOf("raw likelihood") >= 0);
        in<QSpinBox>("detectionLimit")->setValue(60);
    }

    void sortedByNumbersWithTheMissingLast() {
        for (const auto order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            page()->table()->sortByColumn(ScoreTableModel::kFirstSet, order);
            const auto cells = column(ScoreTableModel::kFirstSet);
            const auto first = cells.indexOf(QStringLiteral("—"));
            QVERIFY2(first > 1, qPrintable(cells.join("; ")));  // a background model is missing
            for (auto i = first; i < cells.size(); ++i) QCOMPARE(cells[i], QStringLiteral("—"));
            for (qsizetype i = 1; i < first; ++i) {
                const double above = cells[i - 1].left(5).toDouble(), below = cells[i].left(5).toDouble();
                QVERIFY(order == Qt::DescendingOrder ? above >= below : above <= below);
            }
        }
    }

    void aMissingScoreSaysHowToComeByIt() {
        const int row = rowOf("likelihood ratio");
        QVERIFY2(row >= 0, qPrintable(column(ScoreTableModel::kTitle).join(", ")));
        const auto tip = rows()->index(row, ScoreTableModel::kFirstSet).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("background"), qPrintable(tip));
        auto* remedy = in<QPushButton>("detectionRemedy");
        page()->table()->selectRow(rowOf("raw likelihood"));
        QVERIFY(!remedy->isVisible());
        page()->table()->selectRow(row);
        QVERIFY(remedy->isVisible());
        remedy->click();
        auto* dialog = m_fixture->window().findChild<QDialog*>("trainDialog");
        QVERIFY(dialog);
        QVERIFY(m_fixture->settle());
        dialog->reject();
    }

    void pickedScoresAreDrawn() {
        page()->table()->sortByColumn(ScoreTableModel::kFirstSet, Qt::DescendingOrder);
        page()->table()->selectRow(rowOf("raw likelihood"));
        QTRY_VERIFY(in<QLabel>("detectionDetails")->text().contains("Nalisnick"));
        QVERIFY(m_fixture->settle());
        auto* curves = page()->view()->findChild<ResultPlot*>("result_roc_1");
        QVERIFY(curves);
        const auto csv = curves->csv();
        QVERIFY2(csv.contains("raw likelihood") && !csv.contains("density"), qPrintable(csv.left(300)));
        QVERIFY(page()->view()->findChild<ResultPlot*>("result_scatter_1"));
        QVERIFY(page()->figure());
        m_fixture->keepScreenshot("detection_picked.png");
    }

    /// The curve says so many flagged of each set; a click there chooses that many.
    void aPointOfTheCurveChoosesWhatItFlags() {
        auto* curves = page()->view()->findChild<ResultPlot*>("result_roc_1");
        QVERIFY(curves && curves->hasImages());
        const auto lines = curves->csv().split('\n', Qt::SkipEmptyParts);
        QVERIFY2(lines[0].startsWith("panel,series,x,y"), qPrintable(lines[0]));
        double flaggedIn = 0, flaggedOut = 0;
        for (const auto& line : lines) {
            const auto cells = line.split(',');
            if (cells[0] != "ROC" || cells[cells.size() - 3].toDouble() < 0.3) continue;
            flaggedIn = cells[cells.size() - 4].toDouble();
            flaggedOut = cells[cells.size() - 3].toDouble();
            break;
        }
        curves->grab();
        QVERIFY2(flaggedIn > 0 && flaggedOut > 0, qPrintable(curves->csv().left(400)));
        QTest::mouseClick(curves, Qt::LeftButton, {}, curves->onWidget(0, {flaggedIn, flaggedOut}).toPoint());
        const auto& chosen = m_fixture->session().brush()->chosen;
        QCOMPARE(chosen.indicesOf("synthetic/garments-test").size(),
                 static_cast<std::size_t>(std::lround(flaggedIn * 2000)));
        QCOMPARE(chosen.indicesOf("synthetic/strokes-test").size(),
                 static_cast<std::size_t>(std::lround(flaggedOut * 2000)));
        QTRY_VERIFY_WITH_TIMEOUT(in<QLabel>("brushCounts")->text().contains("chosen"), kPatienceMs);
        QVERIFY(m_fixture->settle());
        // In a window of this size the grid would leave the curves no height.
        QVERIFY(curves->height() >= 150);
        QVERIFY(in<QLabel>("brushCounts")->width() >= in<QLabel>("brushCounts")->sizeHint().width());
        m_fixture->keepScreenshot("detection_flagged.png");
        m_fixture->session().choose({});
    }

    void theTableIsCopiedAsItStands() {
        page()->table()->clearSelection();
        QTest::keyClick(page()->table(), Qt::Key_C, Qt::ControlModifier);
        const auto lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QVERIFY2(lines.size() == rows()->rowCount() + 1, qPrintable(lines.join('\n')));
        QVERIFY(lines[0].startsWith("score\tAUROC, "));
        QVERIFY(lines[1].startsWith(cell(0, 0) + '\t'));
    }

    void aScoreOfOnesOwnStandsAmongTheOthers() {
        in<QAction>("detectionCompose")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(page()->findChild<ComposeDialog*>(), kPatienceMs);
        auto* dialog = page()->findChild<ComposeDialog*>();
        auto* formula = dialog->findChild<QLineEdit*>("composeFormula");
        auto* commit = dialog->findChild<QPushButton*>("composeCommit");
        auto* says = dialog->findChild<QLabel*>("composeSays");
        formula->setText("-log_p + png");
        QVERIFY2(!commit->isEnabled() && says->text().contains("bytes"), qPrintable(says->text()));
        formula->setText("-log_p + 0.5*volume");
        QVERIFY2(commit->isEnabled() && says->text().contains("nats"), qPrintable(says->text()));
        dialog->findChild<QLineEdit*>("composeId")->setText("volume");
        commit->click();
        QTRY_VERIFY_WITH_TIMEOUT(says->text().contains("volume term"), kPatienceMs);  // the id is taken
        dialog->findChild<QLineEdit*>("composeId")->setText("half_volume");
        m_fixture->keepScreenshot("detection_compose.png");
        dialog->grab().save(qEnvironmentVariable("NESCIO_SCREENSHOTS", m_fixture->path(".")) +
                            "/compose_dialog.png");
        commit->click();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf("-log_p + 0.5*volume") >= 0, kPatienceMs);
        QVERIFY(cell(rowOf("-log_p + 0.5*volume"), ScoreTableModel::kFirstSet).contains("["));
    }

    void importedNumbersAreAuditedAndCompared() {
        in<QAction>("detectionImport")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(page()->findChild<ImportDialog*>(), kPatienceMs);
        auto* dialog = page()->findChild<ImportDialog*>();
        auto* set = dialog->findChild<QComboBox*>("importSet");
        const auto bring = [&](const QString& name, const QByteArray& content, const QString& title) {
            dialog->findChild<QLineEdit*>("importFile")->setText(m_fixture->writeBytes(name, content));
            set->setCurrentIndex(set->findText(title));
            dialog->findChild<QPushButton*>("importCommit")->click();
        };
        const auto says = [&] { return dialog->findChild<QLabel*>("importSays")->text(); };
        dialog->findChild<QComboBox*>("importDirection")->setCurrentIndex(1);
        dialog->findChild<QLineEdit*>("importFile")->setText("few.csv");
        QVERIFY(!dialog->findChild<QPushButton*>("importCommit")->isEnabled());
        QVERIFY2(says().contains("told"), qPrintable(says()));
        dialog->findChild<QComboBox*>("importKnows")->setCurrentIndex(1);
        bring("few.csv", "theirs\n1\n", "Synthetic garments test");
        QTRY_VERIFY_WITH_TIMEOUT(says().contains("found 1"), kPatienceMs);
        QByteArray one = "theirs\n";
        for (int row = 0; row < 2000; ++row) one += QByteArray::number(row % 2) + "\n";
        bring("theirs.csv", one, "Synthetic garments test");
        QTRY_VERIFY_WITH_TIMEOUT(says().contains("Looks wrong") && says().contains("thresholded"),
                                 kPatienceMs);
        bring("theirs.csv", one, "Synthetic strokes test");
        QTRY_VERIFY_WITH_TIMEOUT(says().contains("one file imported for two sets"), kPatienceMs);
        dialog->grab().save(qEnvironmentVariable("NESCIO_SCREENSHOTS", m_fixture->path(".")) +
                            "/import_dialog.png");
        dialog->close();
        const auto area = [this] {
            const int row = rowOf("theirs, imported");
            return row < 0 ? QString() : cell(row, ScoreTableModel::kFirstSet);
        };
        QTRY_VERIFY_WITH_TIMEOUT(area().startsWith("0.5"), kPatienceMs);
    }

    void theThresholdFollowsTheFalseAlarms() {
        const auto flagged = [this] {
            auto* plot = page()->view()->findChild<ResultPlot*>("result_scatter_1");
            return plot ? plot->csv() : QString();
        };
        const auto before = flagged();
        in<QDoubleSpinBox>("detectionFalseAlarms")->setValue(20);
        QTRY_VERIFY_WITH_TIMEOUT(!flagged().isEmpty() && flagged() != before, kPatienceMs);
    }
};

NESCIO_TEST(tst_window_detection, TestWindowDetection)
#include "tst_window_detection.moc"
