// The table of verdicts on the real window: what is dropped is judged while somebody looks, by the thousand
// as by the one; rows and selection follow each other, and nothing that was dropped is lost to a later drop.

#include <algorithm>
#include <set>

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include "app/pages/verdicts/verdict_controller.h"
#include "app/pages/verdicts/verdict_table.h"
#include "app/pages/verdicts/verdicts_page.h"
#include "tests/test_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowVerdicts : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] VerdictsPage& page() { return *m_fixture->window().findChild<VerdictsPage*>(); }
    [[nodiscard]] VerdictModel& model() { return page().verdicts().model(); }
    [[nodiscard]] Session& session() { return m_fixture->session(); }
    [[nodiscard]] QAbstractItemModel& shown() { return *page().table()->model(); }
    void open(QWidget* tab) { m_fixture->window().parts().tabs->setCurrentWidget(tab); }
    bool judgedAll(int rows) {
        return QTest::qWaitFor([&] { return model().rowCount() == rows; }, kPatienceMs) &&
               m_fixture->settle();
    }
    /// n images of different greys.
    [[nodiscard]] QStringList pictures(const char* name, int n) const {
        QStringList paths;
        for (int i = 0; i < n; ++i)
            paths << m_fixture->writePng(QStringLiteral("%1%2.png").arg(QLatin1String(name)).arg(i), 28, 28,
                                         (i * 37) % 256);
        return paths;
    }
    [[nodiscard]] int columnOf(const QString& title) {
        for (int c = 0; c < model().columnCount(); ++c)
            if (model().headerData(c, Qt::Horizontal, Qt::DisplayRole) == title) return c;
        return -1;
    }
    void clear() {
        m_fixture->controllers().dropping.clear();
        QVERIFY(m_fixture->settle());
        QCOMPARE(model().rowCount(), 0);
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
    }

    void withoutARunItIsSaid() {
        m_fixture->drop(pictures("early", 1));
        QVERIFY(m_fixture->settle());
        open(&page());
        QCOMPARE(model().rowCount(), 0);
        const auto labels = page().findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains("need a trained run");
        }));
    }

    void nothingIsJudgedUntilSomebodyLooks() {
        open(m_fixture->window().parts().tabs->widget(0));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("tiny.h5", 3)));
        QVERIFY(m_fixture->settle());
        QCOMPARE(model().rowCount(), 0);
        open(&page());
        QVERIFY2(judgedAll(1), "what was dropped before there was a run");
        QVERIFY(model().scores() && model().scores()->size() > 5);
    }

    void verdictsFollowTheRate() {
        clear();
        m_fixture->drop(pictures("rate", 3));
        QVERIFY(judgedAll(3));
        const int verdict = columnOf("likelihood\nverdict"), value = columnOf("likelihood");
        QVERIFY(verdict > 0 && value > 0);
        auto* rate = in<QDoubleSpinBox>(page(), "falseAlarms");
        rate->setValue(100);
        QCOMPARE(model().index(0, verdict).data().toString(), QString("flagged"));
        rate->setValue(0);
        const auto& scores = *model().scores();
        const auto likelihood =
            static_cast<std::size_t>((value - VerdictModel::kFirstScore) / VerdictModel::kPerScore);
        QCOMPARE(scores[likelihood].kind.id, std::string("likelihood"));
        const double most = scores[likelihood].heldOut.back();
        for (int row = 0; row < 3; ++row) {
            const double score = model().index(row, value).data(VerdictModel::kSortRole).toDouble();
            QCOMPARE(model().index(row, verdict).data().toString(),
                     score > most ? QString("flagged") : QString("not flagged"));
            QVERIFY(model().index(row, verdict).data(Qt::ToolTipRole).toString().startsWith("likelihood "));
        }
        rate->setValue(5);
    }

    void rowsAndSelectionFollowEachOther() {
        const auto source = [&](int row) { return model().rows()[static_cast<std::size_t>(row)].source; };
        page().table()->setCurrentIndex(shown().index(2, 0));
        QVERIFY(m_fixture->settle());
        QCOMPARE(page().verdicts().selected(), source(2));
        session().select({kDroppedSet, 0});
        const auto first = session().dropped()[0].source.id;
        QCOMPARE(source(page().table()->currentIndex().row()), first);
    }

    void rowsAreSortedAsNumbers() {
        const int bits = VerdictModel::kBitsPerDim;
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            page().table()->sortByColumn(bits, order);
            for (int row = 1; row < 3; ++row) {
                const double before = shown().index(row - 1, bits).data(VerdictModel::kSortRole).toDouble();
                const double after = shown().index(row, bits).data(VerdictModel::kSortRole).toDouble();
                QVERIFY(order == Qt::AscendingOrder ? before <= after : before >= after);
            }
        }
        page().table()->sortByColumn(-1, Qt::AscendingOrder);
    }

    void pickedRowsAreCopiedWithTabs() {
        page().table()->selectAll();
        page().table()->setFocus();
        QTest::keyClick(page().table(), Qt::Key_C, Qt::ControlModifier);
        const auto lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), qsizetype{4});
        QVERIFY2(lines[0].startsWith("image\tbits/dim\tflagged by\t"), qPrintable(lines[0]));
        for (const auto& line : lines) QCOMPARE(line.count('\t'), lines[0].count('\t'));
    }

    void hiddenScoresStayHidden() {
        auto* menu = in<QToolButton>(page(), "verdictScores")->menu();
        const int column = VerdictModel::kFirstScore;
        QVERIFY(!page().table()->isColumnHidden(column));
        menu->actions().first()->trigger();
        QVERIFY(page().table()->isColumnHidden(column) && page().table()->isColumnHidden(column + 2));
        QVERIFY(!page().table()->isColumnHidden(column + 3));
        menu->actions().first()->trigger();
        QVERIFY(!page().table()->isColumnHidden(column));
    }

    void allOfItIsWritten() {
        const QString path = m_fixture->path("verdicts.csv");
        page().verdicts().writeCsv(path);
        QVERIFY(m_fixture->settle());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), qsizetype{4});
        QVERIFY(lines[0].contains("likelihood_verdict"));
    }

    void aNewDropJoinsThoseBefore() {
        clear();
        m_fixture->drop(pictures("older", 5));
        m_fixture->drop(pictures("newer", 4));
        QVERIFY(judgedAll(9));
        std::set<std::uint64_t> sources;
        for (const auto& row : model().rows()) sources.insert(row.source);
        QCOMPARE(sources.size(), std::size_t{9});
        QCOMPARE(session().dropped().size(), 9U);
    }

    void manyStreamInAndAreReadAgainWhenPicked() {
        clear();
        open(m_fixture->window().parts().tabs->widget(0));
        auto paths = pictures("many", 150);
        paths.insert(100, m_fixture->writeBytes("bad.png", "no picture"));
        m_fixture->drop(paths);
        QVERIFY(judgedAll(150));
        QVERIFY2(m_fixture->window().parts().tabs->currentWidget() == &page(), "they are for the table");
        QVERIFY2(m_fixture->sentence().contains("bad.png"), qPrintable(m_fixture->sentence()));
        QCOMPARE(session().dropped().size(), DropController::kInspected);
        QSignalSpy inspected(&m_fixture->window(), &MainWindow::inspectionShown);
        page().table()->setCurrentIndex(shown().index(140, 0));
        QVERIFY(m_fixture->settle());
        QCOMPARE(session().dropped().size(), DropController::kInspected + 1);
        QCOMPARE(page().verdicts().selected(), model().rows()[140].source);
        QVERIFY(inspected.count() > 0);
        QCOMPARE(in<QLabel>(m_fixture->window(), "inspectorName")->text(),
                 model().index(140, 0).data().toString());
        QCOMPARE(page().table()->currentIndex().row(), 140);
        m_fixture->keepScreenshot("verdicts.png");
    }

    void whatIsJudgedStaysWhenStopped() {
        clear();
        m_fixture->drop(pictures("stop", 600));
        QVERIFY(QTest::qWaitFor([&] { return model().rowCount() > 0; }, kPatienceMs));
        m_fixture->controllers().jobs().interactive.cancelAll();
        QVERIFY(m_fixture->settle());
        const int kept = model().rowCount();
        QVERIFY(kept > 0);
        m_fixture->drop(pictures("after", 2));
        QVERIFY(judgedAll(kept + 2));
    }

    void anInspectionInBetweenLosesNothing() {
        clear();
        m_fixture->drop(pictures("yield", 300));
        QVERIFY(QTest::qWaitFor([&] { return model().rowCount() > 0; }, kPatienceMs));
        session().select({kDroppedSet, 1});
        session().select({"", 0});
        m_fixture->drop(pictures("between", 1));
        QVERIFY(judgedAll(301));
        std::set<std::uint64_t> sources;
        for (const auto& row : model().rows()) sources.insert(row.source);
        QCOMPARE(sources.size(), std::size_t{301});
    }

    void anotherRunJudgesAnew() {
        clear();
        m_fixture->drop(pictures("twice", 2));
        QVERIFY(judgedAll(2));
        const int bits = VerdictModel::kBitsPerDim;
        const double before = model().index(0, bits).data(VerdictModel::kSortRole).toDouble();
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("other.h5", 9)));
        QVERIFY(m_fixture->settle());
        QVERIFY(judgedAll(2));
        QVERIFY(model().index(0, bits).data(VerdictModel::kSortRole).toDouble() != before);
    }
};

NESCIO_TEST(tst_window_verdicts, TestWindowVerdicts)
#include "tst_window_verdicts.moc"
