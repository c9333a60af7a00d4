// A whole result: its tabs, the figure that is shown, and images with their words.
#include <QtTest>

#include <fmt/format.h>
#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>

#include "tests/patience.h"
#include "tests/test_list.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/result_view.h"

using namespace nescio;
using tests::heightOf;

namespace {

ResultImages imagesOf(std::size_t perRow, const std::string& caption) {
    ResultImages sheet{.id = "images",
                       .title = "Images",
                       .rows = {"most likely", "least likely"},
                       .perRow = perRow,
                       .images = {},
                       .captions = {}};
    for (std::size_t i = 0; i < 2 * perRow; ++i) {
        sheet.images.push_back({.shape = {1, 28, 28},
                                .bytes = std::vector<std::uint8_t>(784, 200),
                                .source = fmt::format("#{}", i),
                                .changes = {}});
        sheet.captions.push_back(caption);
    }
    return sheet;
}

ExperimentResult everything() {
    ExperimentResult result{.id = "matrix", .title = "A result", .source = "figure 1"};
    ResultMatrix matrix{
        .rows = {"r"}, .columns = {"c"}, .values = {0.25}, .figures = {"run_1"}, .middle = 0.5};
    ResultSeries line{.label = "a line", .x = {0, 1}, .y = {0, 1}};
    result.findings = {"First finding.", "Second finding."};
    result.tables = {{.id = "numbers", .title = "Numbers", .columns = {{"n", "", {1, 2}}}}};
    result.figures = {{.id = "auroc", .title = "AUROC", .note = {}, .panels = {{.matrix = matrix}}},
                      {.id = "run_1",
                       .title = "A run with a title that is longer than any tab should be",
                       .note = {},
                       .panels = {{.series = {line}}}}};
    result.images = {imagesOf(10, "3.12")};
    return result;
}

}  // namespace

class TestResultView : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void figuresComeFirstThenImagesThenTables() {
        ResultView view;
        view.show(everything());
        QCOMPARE(view.tabs()->count(), 4);
        QVERIFY(qobject_cast<ResultPlot*>(view.tabs()->widget(0)));
        QVERIFY(qobject_cast<SamplesPlot*>(view.tabs()->widget(2)));
        QVERIFY(qobject_cast<QTableView*>(view.tabs()->widget(3)));
        QVERIFY(view.tabs()->tabText(1).size() <= 32);
        QCOMPARE(view.tabs()->tabToolTip(1),
                 QStringLiteral("A run with a title that is longer than any tab should be"));
    }

    void theShownFigureIsTold() {
        ResultView view;
        QVERIFY(!view.currentPlot());
        QSignalSpy changed(&view, &ResultView::currentPlotChanged);
        view.show(everything());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(view.currentPlot()->figureName(), QStringLiteral("matrix_auroc"));
        view.tabs()->setCurrentIndex(2);
        QCOMPARE(view.currentPlot()->figureName(), QStringLiteral("matrix_images"));
        view.tabs()->setCurrentIndex(3);
        QVERIFY(!view.currentPlot());
        QCOMPARE(changed.count(), 3);
        view.tabs()->setCurrentIndex(0);
        view.showSentence("Running…");
        QVERIFY(!view.currentPlot() && !view.hasData());
    }

    void aCellTurnsToItsFigure() {
        ResultView view;
        view.show(everything());
        view.resize(760, 480);
        view.QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto* plot = qobject_cast<ResultPlot*>(view.currentPlot());
        plot->grab();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->cellRect(0, {0, 0}).center().toPoint());
        QCOMPARE(view.tabs()->currentIndex(), 1);
        view.showFigure("unknown");
        QCOMPARE(view.tabs()->currentIndex(), 1);
        view.show(everything());
        QCOMPARE(view.tabs()->currentIndex(), 1);  // the same result again keeps the tab
    }

    void theFigureIsTheLargestThing() {
        ResultView view;
        auto result = everything();
        result.findings.assign(40, "A finding that is said again and again.");
        view.show(result);
        view.resize(760, 480);
        view.QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(view.currentPlot()->height() > view.height() / 2);
        QVERIFY(view.findChild<QScrollArea*>()->height() < view.height() / 4);
        view.showSentence("One sentence.");
        QTRY_VERIFY_WITH_TIMEOUT(view.findChild<QLabel*>("resultFindings")->height() > 0, kPatienceMs);
    }

    void theThemeReachesEveryPlot() {
        ResultView view;
        view.setTheme(Theme::darkTheme());
        view.show(everything());
        view.resize(700, 500);
        for (const int tab : {0, 1, 2}) {
            view.tabs()->setCurrentIndex(tab);
            view.setTheme(Theme::light());
            QCOMPARE(view.currentPlot()->grab().toImage().pixelColor(1, 1), Theme::light().surface);
            view.setTheme(Theme::darkTheme());
            QCOMPARE(view.currentPlot()->grab().toImage().pixelColor(1, 1), Theme::darkTheme().surface);
        }
    }

    void imagesStandInTheirRows() {
        SamplesPlot plot;
        const ResultImages sheet = imagesOf(10, "3.12");
        plot.show(sheet, "extremes");
        QCOMPARE(plot.figureName(), QStringLiteral("extremes_images"));
        const FigureStyle style = FigureStyle::paper(Theme::light());
        SampleGridContent content{.count = 20, .shape = {1, 28, 28}, .titled = true, .labelled = true};
        content.perRow = 10;
        content.rowTitled = true;
        content.labelWidth = style.widthOf("3.12", style.small);
        const SampleGrid grid = sampleGrid({0, 0, 238, 120}, content, style);
        QCOMPARE(grid.shown, 20);
        QCOMPARE(grid.box(9).top(), grid.box(0).top());
        QVERIFY(grid.rowHeadBox(1).top() >= grid.labelBox(9).bottom());
        QVERIFY(grid.box(10).top() >= grid.rowHeadBox(1).bottom());
        QVERIFY(grid.labelSize > 0 && grid.box(0).width() > 12);
        QVERIFY(plot.csv().contains(QLatin1String(",most likely,3.12")));
    }

    /// Of eight pixels six times as wide there would be no room for the words under them.
    void theSmallestImagesAreLargeEnoughForWords() {
        const auto style = FigureStyle::screen(Theme::light(), QFont());
        SampleGridContent content{
            .count = 3, .shape = {1, 8, 8}, .labelled = true, .perRow = 3, .labelWidth = 90};
        const SampleGrid small = sampleGrid({0, 0, 800, 400}, content, style);
        QVERIFY(small.cell.width() >= 90 && small.labelSize > 0);
        QCOMPARE(small.cell.width(), 160.0);
        content.shape = {1, 28, 28};
        QCOMPARE(sampleGrid({0, 0, 800, 400}, content, style).cell.width(), 168.0);
    }

    void wordsUnderSmallImagesShrinkThenGo() {
        const FigureStyle style = FigureStyle::paper(Theme::light());
        SampleGridContent content{.count = 20, .shape = {1, 28, 28}, .labelled = true};
        content.perRow = 10;
        content.rowTitled = true;
        content.labelWidth = 26;
        const SampleGrid shrunk = sampleGrid({0, 0, 238, 120}, content, style);
        QVERIFY(shrunk.labelSize > 0 && shrunk.labelSize < style.small);
        content.labelWidth = 80;
        const SampleGrid bare = sampleGrid({0, 0, 238, 120}, content, style);
        QCOMPARE(bare.labelSize, 0.0);
        QVERIFY(bare.rowHead > 0 && bare.shown == 20);
    }

    void oneImageIsDrawn() {
        SamplesPlot plot;
        ResultImages one = imagesOf(1, "a");
        one.rows.resize(1);
        one.images.resize(1);
        one.captions.resize(1);
        plot.show(one);
        plot.resize(300, 200);
        QVERIFY(!plot.grab().isNull());
        QVERIFY(heightOf(plot, 84) < 60);
        plot.show(ResultImages{});
        QVERIFY(!plot.hasData() && !plot.grab().isNull());
    }
};

NESCIO_TEST(tst_result_view, TestResultView)
#include "tst_result_view.moc"
