// The account of an image in the window: drawn up while somebody looks, for images of sets and dropped ones,
// with the nearest training images where these are loaded.

#include <cmath>

#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include "app/pages/breakdown/breakdown_page.h"
#include "tests/test_list.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/plot_view.h"
#include "widgets/result_view.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowAccount : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] BreakdownPage* page() const { return m_fixture->window().parts().page<BreakdownPage>(); }
    [[nodiscard]] QTabWidget* tabs() const { return in<QTabWidget>(*page(), "breakdownTabs"); }
    [[nodiscard]] QString findings() const { return in<QLabel>(*page(), "accountFindings")->text(); }
    /// Whether the account has a tab with a figure, a sheet or a table of this id.
    [[nodiscard]] bool has(const QString& id) const {
        return in<QWidget>(*page()->account(), qPrintable("result_" + id)) != nullptr;
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("run.h5", 20)));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void nothingIsComputedUntilSomebodyLooks() {
        QSignalSpy accounted(&m_fixture->controllers().inspecting, &InspectController::accounted);
        m_fixture->session().select({"synthetic/strokes-test", 2});
        QVERIFY(m_fixture->settle());
        QCOMPARE(accounted.size(), 0);
        QVERIFY(page()->plot()->hasData());

        m_fixture->window().parts().tabs->setCurrentWidget(page());
        tabs()->setCurrentWidget(page()->account());
        QVERIFY(accounted.wait(kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(page()->account()->hasData());
        for (const auto* id : {"why", "bits", "levels", "codes", "ranks", "nearest", "nearest_images"})
            QVERIFY2(has(id), id);
        QVERIFY(in<QLabel>(*page(), "accountTitle")->text().contains("#2"));
        QVERIFY(findings().contains("are less likely") && findings().contains("Nearest of"));
        QVERIFY(findings().contains("expected a background run"));
    }

    void theFigureOfTheAccountIsTheOneToExport() {
        const auto* plot = m_fixture->window().parts().currentPlot();
        QVERIFY(plot && plot == page()->account()->currentPlot());
        QVERIFY(plot->hasData());
        m_fixture->keepScreenshot("account.png");
        page()->account()->showFigure("nearest_images");
        m_fixture->keepScreenshot("account_nearest.png");
    }

    void aHeldImageIsSetAgainstTheNext() {
        auto* hold = in<QToolButton>(*page(), "accountHold");
        QVERIFY(hold->isEnabled());
        hold->click();
        QVERIFY(!in<QLabel>(*page(), "accountTitle")->text().contains("beside"));  // not against itself
        QSignalSpy accounted(&m_fixture->controllers().inspecting, &InspectController::accounted);
        m_fixture->session().select({"synthetic/strokes-test", 3});
        QVERIFY(accounted.wait(kPatienceMs));
        QVERIFY(m_fixture->settle());
        const auto title = in<QLabel>(*page(), "accountTitle")->text();
        QVERIFY(title.contains("#3") && title.contains("beside") && title.contains("#2"));
        QVERIFY(findings().contains(" minus that of "));
        m_fixture->keepScreenshot("account_difference.png");
        hold->click();
        QVERIFY(!in<QLabel>(*page(), "accountTitle")->text().contains("beside"));
    }

    /// The account's hold is its own: here the waterfall of one image is set against that of another.
    void twoImagesInOneWaterfall() {
        tabs()->setCurrentIndex(0);
        auto& session = m_fixture->session();
        auto* hold = in<QToolButton>(*page(), "accountHold");
        QSignalSpy answered(&m_fixture->controllers().inspecting, &InspectController::answered);
        const auto select = [&](std::int64_t index) {
            answered.clear();
            session.select({"synthetic/strokes-test", index});
            return answered.wait(kPatienceMs) && m_fixture->settle();
        };
        QVERIFY(select(5));
        QVERIFY(hold->isEnabled() && !hold->isChecked());
        hold->click();
        QVERIFY(!page()->plot()->summary().contains("Beside"));  // not against itself
        QVERIFY(select(6));
        const auto& table = *session.currentRun()->tables.at("synthetic/strokes-test");
        const auto other = table.totalNats(*rowOf(table, 5));
        const auto words = page()->plot()->summary();
        QVERIFY2(words.contains("Beside Synthetic strokes test #5"), qPrintable(words));
        const auto lines = page()->plot()->csv().split('\n', Qt::SkipEmptyParts);
        QVERIFY(lines.front().trimmed().endsWith("held_nats"));
        QVERIFY(std::abs(lines.back().section(',', -1).toDouble() - other) < 1e-6);
        m_fixture->keepScreenshot("breakdown_two.png");
        hold->click();
        QVERIFY(!page()->plot()->summary().contains("Beside"));
        tabs()->setCurrentIndex(1);
        QVERIFY(m_fixture->settle());
    }

    void aDroppedImageHasOne() {
        QSignalSpy accounted(&m_fixture->controllers().inspecting, &InspectController::accounted);
        m_fixture->drop({m_fixture->writePng("grey.png", 28, 28, 128)});
        QVERIFY(accounted.wait(kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(in<QLabel>(*page(), "accountTitle")->text().contains("grey.png"));
    }

    void withoutItsTrainingImagesThereIsASentence() {
        m_fixture->session().removeDataSet("synthetic/garments");
        QSignalSpy accounted(&m_fixture->controllers().inspecting, &InspectController::accounted);
        m_fixture->session().select({"synthetic/strokes-test", 5});
        QVERIFY(accounted.wait(kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(findings().contains("Nearest training images: expected"));
        QVERIFY(!has("nearest"));
    }

    void nothingSelectedIsASentence() {
        m_fixture->session().select({});
        QVERIFY(!page()->account()->hasData());
        QVERIFY(findings().contains("Pick an image"));
    }
};

NESCIO_TEST(tst_window_account, TestWindowAccount)
#include "tst_window_account.moc"
