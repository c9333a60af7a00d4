// A dropped image under a model that knows its pixels: the map is drawn beside the terms, adds up to them,
// and is exported like any other figure. Under a flow there is a sentence in its place.

#include <cmath>

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include "app/dialogs/export_dialog.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "tests/test_list.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/per_pixel_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowPerPixel : public QObject {
    Q_OBJECT

    static TrainRequest tinyPixelCnn(const WindowFixture& fixture, int steps) {
        TrainRequest request;
        request.spec.model = "local_pixelcnn";
        request.spec.trainData = "synthetic/garments";
        request.spec.trainLimit = 256;
        request.spec.modelOptions = {{"layers", std::int64_t{1}}, {"hidden", std::int64_t{8}}};
        request.spec.trainOptions = {{"batch", std::int64_t{16}}, {"steps", std::int64_t{steps}}};
        request.out = fixture.path("pixels.h5").toStdString();
        return request;
    }
    static BreakdownPage* shown(WindowFixture& fixture) {
        auto* page = fixture.window().parts().page<BreakdownPage>();
        fixture.window().parts().tabs->setCurrentWidget(page);
        return page;
    }
    static double sumOfBits(const PerPixelPlot& map) {
        double sum = 0;
        const auto lines = map.csv().split('\n', Qt::SkipEmptyParts);
        for (const auto& line : lines.mid(1)) sum += line.section(',', 2, 2).toDouble();
        return sum;
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void aDroppedImageHasAMapThatAddsUp() {
        WindowFixture fixture;
        QVERIFY(fixture.train(tinyPixelCnn(fixture, 40)));
        QVERIFY(fixture.settle());
        auto* page = shown(fixture);
        fixture.drop({fixture.writePng("half.png", 28, 28, 128)});
        QVERIFY(QTest::qWaitFor([&] { return page->map()->hasData(); }, kPatienceMs));
        QVERIFY(fixture.settle());
        const auto& seen = fixture.session().dropped().front().seen;
        const double bits = -seen.facts.breakdown->totalNats() / std::log(2.0);
        QVERIFY(std::abs(sumOfBits(*page->map()) - bits) < 1e-4 * bits);
        QTRY_VERIFY_WITH_TIMEOUT(page->map()->height() > 200,
                                 kPatienceMs);  // laid out when the events are through
        fixture.keepScreenshot("per_pixel_dropped.png");

        page->findChild<QToolButton*>(QStringLiteral("exportPerPixel"))->click();
        auto* dialog = fixture.window().findChild<ExportDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>(QStringLiteral("exportPath"))->setText(fixture.path("map.pdf"));
        dialog->findChild<QPushButton*>(QStringLiteral("exportCommit"))->click();
        QVERIFY(QFileInfo(fixture.path("map.pdf")).size() > 1'000);
        QVERIFY(fixture.window().parts().currentPlot() == page->plot());
        page->map()->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window().parts().currentPlot() == page->map(), kPatienceMs);
    }

    /// Scores are stored without maps; the model is asked for them again.
    void aScoredImageHasAMapAsWell() {
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet("synthetic/strokes-test"));
        QVERIFY(fixture.train(tinyPixelCnn(fixture, 2)));
        QVERIFY(fixture.settle());
        QVERIFY(fixture.session().currentRun()->tables.contains("synthetic/strokes-test"));
        auto* page = shown(fixture);
        fixture.session().select({"synthetic/strokes-test", 3});
        QVERIFY(QTest::qWaitFor([&] { return page->map()->hasData(); }, kPatienceMs));
        QVERIFY(page->plot()->hasData());
        QTest::qWait(100);
        fixture.keepScreenshot("per_pixel_scored.png");
        fixture.window().setTheme(true);
        fixture.keepScreenshot("per_pixel_dark.png");
        fixture.window().setTheme(false);
    }

    void aFlowHasASentenceInstead() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("flow.h5", 4)));
        QVERIFY(fixture.settle());
        auto* page = shown(fixture);
        QSignalSpy inspected(&fixture.window(), &MainWindow::inspectionShown);
        fixture.drop({fixture.writePng("half.png", 28, 28, 128)});
        QVERIFY(
            QTest::qWaitFor([&] { return !inspected.isEmpty() && page->plot()->hasData(); }, kPatienceMs));
        const auto* none = page->findChild<QLabel*>(QStringLiteral("perPixelNone"));
        QVERIFY(none->isVisible() && !page->map()->isVisible());
        QCOMPARE(none->text(), QStringLiteral("This model gives no likelihood per pixel."));
        QTest::qWait(100);
        fixture.keepScreenshot("per_pixel_flow.png");
    }
};

NESCIO_TEST(tst_window_per_pixel, TestWindowPerPixel)
#include "tst_window_per_pixel.moc"
