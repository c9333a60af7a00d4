// Figures made ready for print in the real window: put together, changed, written, dropped back, all at once.
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressDialog>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTest>

#include "app/dialogs/export_dialog.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "tests/test_list.h"
#include "widgets/paper/carried_recipe.h"
#include "widgets/paper/figure_preview.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowFigures : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] ExportDialog* dialog() const { return m_fixture->window().findChild<ExportDialog*>(); }
    [[nodiscard]] ExportDialog* openedDialog() const {
        m_fixture->window().actions().exportFigure->trigger();
        return dialog();
    }
    void close() const {
        if (dialog()) dialog()->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), kPatienceMs);
    }
    /// Checks the figure whose title begins so.
    static void take(const ExportDialog& dialog, const QString& beginning) {
        auto* list = in<QListWidget>(dialog, "panelList");
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text().startsWith(beginning))
                return list->item(row)->setCheckState(Qt::Checked);
        QFAIL(qPrintable(beginning));
    }
    [[nodiscard]] static QByteArray textOf(const FigureRecipe& recipe) {
        return QJsonDocument(jsonOf(recipe)).toJson();
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        m_fixture->session().select({"synthetic/strokes-test", 3});
        QVERIFY(m_fixture->settle());
        auto& parts = m_fixture->window().parts();
        parts.tabs->setCurrentWidget(parts.page<BreakdownPage>());
        QVERIFY(m_fixture->settle());
        parts.tabs->setCurrentWidget(parts.page<LikelihoodsPage>());
        QVERIFY(QTest::qWaitFor([&] { return parts.currentPlot() && parts.currentPlot()->hasData(); },
                                kPatienceMs));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void theFileIsNamedAfterRunAndFigure() {
        auto* opened = openedDialog();
        QVERIFY(opened);
        QVERIFY2(opened->path().endsWith("/flow-likelihoods.pdf"), qPrintable(opened->path()));
        QCOMPARE(opened->recipe().origin.file, QStringLiteral("flow.h5"));
        QVERIFY(opened->recipe().origin.weights.startsWith("step 20 · weights "));
        // Figures go to reviewers: no folder says whose they are.
        QVERIFY(!textOf(opened->recipe()).contains(QFileInfo(m_fixture->path("flow.h5")).path().toUtf8()));
        close();
    }

    void panelsAreTakenChangedWrittenAndDroppedBack() {
        auto* opened = openedDialog();
        take(*opened, QStringLiteral("Breakdown: breakdown"));
        take(*opened, QStringLiteral("Training: training"));  // two panels, of which one is not wanted
        auto* list = in<QListWidget>(*opened, "panelList");
        const auto second = list->findItems(QStringLiteral("Training: training, 2: "), Qt::MatchStartsWith);
        QCOMPARE(second.size(), 1);
        QCOMPARE(opened->recipe().sources.size(), std::size_t{4});
        second.front()->setCheckState(Qt::Unchecked);
        in<QSpinBox>(*opened, "panelColumns")->setValue(3);
        in<QComboBox>(*opened, "lookLetters")->setCurrentIndex(2);
        in<QComboBox>(*opened, "exportPreset")->setCurrentIndex(1);  // a double column
        auto* words = in<QTableWidget>(*opened, "editWords");
        const auto found = words->findItems(QStringLiteral("density"), Qt::MatchExactly);
        QVERIFY(!found.isEmpty());
        words->item(found.front()->row(), 1)->setText(QStringLiteral("how often"));
        QCOMPARE(opened->recipe().sources.size(), std::size_t{3});
        QCOMPARE(printed(opened->recipe()).panels[0].y.title, QStringLiteral("how often"));
        QVERIFY(printed(opened->recipe()).panels[1].title.startsWith("(b) "));
        QCOMPARE(printed(opened->recipe()).panels[2].x.title, QStringLiteral("optimiser step"));
        QCOMPARE(opened->recipe().size.widthMm, 174.0);
        m_fixture->keepScreenshot(QStringLiteral("figures.png"));
        if (const auto folder = qEnvironmentVariable("NESCIO_SCREENSHOTS"); !folder.isEmpty())
            opened->grab().save(QDir(folder).filePath(QStringLiteral("export_dialog.png")));
        const QByteArray before = textOf(opened->recipe());
        const QString file = m_fixture->path("three.svg");
        in<QLineEdit>(*opened, "exportPath")->setText(file);
        in<QPushButton>(*opened, "exportCommit")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), kPatienceMs);
        QVERIFY(QFile::exists(file));

        m_fixture->drop({file});
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), kPatienceMs);
        QCOMPARE(textOf(dialog()->recipe()), before);
        QCOMPARE(m_fixture->session().dropped().size(), std::size_t{0});
        close();
    }

    void aHistogramGetsOtherBinsAndKeepsThem() {
        auto* opened = openedDialog();
        auto* bins = in<QSpinBox>(*opened, "editBins");
        QVERIFY(bins->isVisibleTo(opened));
        QCOMPARE(bins->text(), QStringLiteral("automatic"));
        const auto before = printed(opened->recipe()).panels[0].curves[0].points.size();
        bins->setValue(20);
        QCOMPARE(opened->recipe().edits.bins, 20);
        QCOMPARE(printed(opened->recipe()).panels[0].curves[0].points.size(), std::size_t{42});
        QVERIFY(before != std::size_t{42});
        if (const auto folder = qEnvironmentVariable("NESCIO_SCREENSHOTS"); !folder.isEmpty())
            opened->grab().save(QDir(folder).filePath(QStringLiteral("export_bins.png")));
        const QString file = m_fixture->path("bins.svg");
        in<QLineEdit>(*opened, "exportPath")->setText(file);
        in<QPushButton>(*opened, "exportCommit")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), kPatienceMs);
        m_fixture->drop({file});
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), kPatienceMs);
        QCOMPARE(in<QSpinBox>(*dialog(), "editBins")->value(), 20);
        close();
        auto& parts = m_fixture->window().parts();
        parts.tabs->setCurrentWidget(parts.page<BreakdownPage>());
        QVERIFY(!in<QSpinBox>(*openedDialog(), "editBins")->isVisibleTo(dialog()));
        close();
        parts.tabs->setCurrentWidget(parts.page<LikelihoodsPage>());
        opened = openedDialog();
        in<QLineEdit>(*opened, "exportPath")->setText(m_fixture->path("three.svg"));
        close();
    }

    /// The next export begins where the last one ended.
    void folderFormatWidthAndLookAreRemembered() {
        auto* opened = openedDialog();
        QCOMPARE(QFileInfo(opened->path()).path(), QFileInfo(m_fixture->path("three.svg")).path());
        QVERIFY(opened->path().endsWith(".svg"));
        QCOMPARE(opened->recipe().size.widthMm, 174.0);
        QCOMPARE(opened->recipe().look.letters, PanelLetters::Brackets);
        QVERIFY(opened->recipe().edits == FigureEdits());
        close();
    }

    void aKeptFigureIsOfferedLater() {
        auto* opened = openedDialog();
        auto* words = in<QTableWidget>(*opened, "editWords");
        words->item(words->findItems(QStringLiteral("density"), Qt::MatchExactly).front()->row(), 1)
            ->setText(QStringLiteral("how often"));
        in<QPushButton>(*opened, "exportKeep")->click();
        close();
        opened = openedDialog();
        take(*opened, QStringLiteral("Likelihoods: likelihoods · kept 1"));
        QCOMPARE(opened->recipe().sources.size(), std::size_t{2});
        for (const auto& source : opened->recipe().sources)
            if (source.title.contains("kept"))
                QCOMPARE(source.figure.panels[0].y.title, QStringLiteral("how often"));  // as edited
        close();
    }

    void theClipboardHasPdfToo() {
        m_fixture->window().actions().copyFigure->trigger();
        const auto* data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->data(QStringLiteral("application/pdf")).startsWith("%PDF"));
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
        QVERIFY(data->hasImage());
    }

    void allFiguresAreWrittenOnceAsked() {
        QDir().mkpath(m_fixture->path("all"));
        const auto writeAll = [&] {
            m_fixture->window().actions().exportAll->trigger();
            auto* chooser = in<QFileDialog>(m_fixture->window(), "exportAll");
            Q_EMIT chooser->fileSelected(m_fixture->path("all"));
            chooser->close();
        };
        writeAll();
        const QDir folder(m_fixture->path("all"));
        // Between two figures the window answers: this hand is quicker than the first.
        auto* progress = in<QProgressDialog>(m_fixture->window(), "figureBatch");
        QVERIFY(progress);
        progress->cancel();
        QTRY_VERIFY2_WITH_TIMEOUT(m_fixture->sentence().contains("Stopped: 0 of"),
                                  qPrintable(m_fixture->sentence()), kPatienceMs);
        QVERIFY(folder.entryList(QDir::Files).isEmpty());
        writeAll();
        QTRY_VERIFY2_WITH_TIMEOUT(m_fixture->sentence().contains("Wrote"), qPrintable(m_fixture->sentence()),
                                  kPatienceMs);
        for (const char* name : {"flow-likelihoods.svg", "flow-breakdown.svg", "flow-training.svg"})
            QVERIFY2(folder.exists(QString::fromLatin1(name)), name);
        for (const QString& file : folder.entryList(QDir::Files))
            QVERIFY2(recipeIn(folder.filePath(file)), qPrintable(file));
        const auto count = folder.entryList(QDir::Files).size();
        QVERIFY2(m_fixture->sentence().contains(QStringLiteral("%1 figures").arg(count)),
                 qPrintable(m_fixture->sentence()));
        writeAll();
        auto* question = m_fixture->window().findChild<QMessageBox*>();
        QVERIFY(question && question->isVisible());
        question->reject();
    }

    /// Several at once: one after the other, none lost.
    void figuresDroppedTogetherOpenInTurn() {
        const QDir folder(m_fixture->path("all"));
        m_fixture->drop({folder.filePath("flow-breakdown.svg"), folder.filePath("flow-training.svg")});
        for (const char* name : {"breakdown", "training"}) {
            QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), kPatienceMs);
            QCOMPARE(dialog()->recipe().sources.front().name, QString::fromLatin1(name));
            auto* shown = dialog();
            shown->reject();
            QTRY_VERIFY_WITH_TIMEOUT(dialog() != shown, kPatienceMs);
        }
        QVERIFY(!dialog());
    }

    void aBrokenFigureIsASentenceAndWhatCameWithItIsTaken() {
        const auto file =
            m_fixture->writeBytes("broken.svg", "<svg><nescio:figure>QUJD</nescio:figure></svg>");
        m_fixture->drop({file, m_fixture->writePng("grey.png", 28, 28, 99)});
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->session().dropped().size(), std::size_t{1}, kPatienceMs);
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY2_WITH_TIMEOUT(m_fixture->sentence().contains("broken.svg"),
                                  qPrintable(m_fixture->sentence()), kPatienceMs);
        QVERIFY(!dialog());
    }
};

NESCIO_TEST(tst_window_figures, TestWindowFigures)
#include "tst_window_figures.moc"
