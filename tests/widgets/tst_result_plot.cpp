// The plot that shows figures of experiments: cells that open others, zooming, tips, what it says where there
// are no values, and what leaves it as numbers or as a file.
#include <QtTest>

#include <cmath>
#include <limits>

#include "tests/test_list.h"
#include "tests/widgets/result_figures.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/figure_export.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/histogram_words.h"
#include "widgets/plots/result_drawing.h"
#include "widgets/plots/result_plot.h"

using namespace nescio;
using tests::figureOf;
using tests::gridOf;
using tests::heightOf;
using tests::kNan;
using tests::lineOf;
using tests::paper;
using tests::prepare;
using tests::stepsOf;

namespace {

ResultFigure matrixFigure() {
    ResultPanel panel;
    panel.matrix = ResultMatrix{.rows = {"glow on a data set with a long name", "vae"},
                                .columns = {"A", "B", "C"},
                                .values = {0.5, 0.1, kNan, 1, 0.5, 0.75},
                                .figures = {"", "run_1", "", "run_2", "run_2", ""},
                                .middle = 0.5,
                                .reach = 0.5};
    return figureOf({panel});
}

void prepare(ResultPlot& plot, const ResultFigure& figure) {
    plot.show(figure);
    prepare(plot, QSize(760, 480));
}

}  // namespace

class TestResultPlot : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesThatAreNotFiniteBreakLines();
    void whatHasNoFiniteValueSaysSo();
    void aCellOpensItsFigure();
    void aMatrixIsWalkedWithKeys();
    void aMatrixDoesNotZoom();
    void zoomingOnePanelLeavesTheOthers();
    void tipsTellWhatIsUnderTheCursor();
    void csvIsInLongForm();
    void histogramsSayWhatThoseOfThePagesSay();
    void csvOfAMatrixNamesRowsAndColumns();
    void aTallerFigureWantsMoreHeight();
    void aCrowdOfDotsStaysSmall();
};

void TestResultPlot::valuesThatAreNotFiniteBreakLines() {
    ResultSeries line = lineOf("a", SetRole::Test, {1, kNan, 3, std::numeric_limits<double>::infinity(), 2});
    line.x[2] = kNan;
    line.low = {0, kNan, 2, 2, kNan};
    line.high = {2, 2, kNan, 4, 4};
    ResultPlot plot;
    prepare(plot, figureOf({{.series = {line, stepsOf("b", SetRole::Samples, {kNan, 1, kNan})},
                             .marks = {{kNan, "nowhere"}}}}));
    QVERIFY(plot.sentence().isEmpty());
    QVERIFY(!plot.grab().isNull());
    const Panel panel = drawingOf(figureOf({{.series = {line}}}), paper()).panels.front();
    QVERIFY(panel.y.range.high < 5 && panel.x.range.high < 4.5);
    QVERIFY(plot.csv().contains(QLatin1String("inf")));  // what was found is kept
}

void TestResultPlot::whatHasNoFiniteValueSaysSo() {
    ResultPlot plot;
    plot.show(figureOf({}));
    QVERIFY(!plot.hasData());
    QCOMPARE(plot.sentence(), QStringLiteral("No values to draw."));
    QVERIFY(plot.csv().isEmpty());
    plot.show(figureOf({{.series = {lineOf("a", SetRole::Test, {kNan, kNan})}}}));
    QVERIFY(plot.hasData());
    QCOMPARE(plot.sentence(), QStringLiteral("No values to draw: all are not finite."));
    QCOMPARE(plot.accessibleDescription(), plot.sentence());
    QVERIFY(plot.tipAt({300, 200}).isEmpty());
    // One empty panel does not take the others with it.
    const Figure drawn =
        drawingOf(figureOf({{.title = "model without volume"}, gridOf(1).panels[0]}), paper());
    QCOMPARE(drawn.panels[0].instead, QStringLiteral("no values"));
    QVERIFY(drawn.panels[1].instead.isEmpty());
}

void TestResultPlot::aCellOpensItsFigure() {
    ResultPlot plot;
    prepare(plot, matrixFigure());
    QSignalSpy wanted(&plot, &ResultPlot::figureWanted);
    QSignalSpy activated(&plot, &ResultPlot::cellActivated);
    const auto click = [&](int row, int column) {
        QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.cellRect(0, {row, column}).center().toPoint());
    };
    click(0, 1);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("run_1"));
    QCOMPARE(activated.at(0), (QVariantList{0, 1}));
    click(0, 2);  // no figure there
    QCOMPARE(wanted.count(), 1);
    click(1, 0);
    QCOMPARE(wanted.at(1).at(0).toString(), QStringLiteral("run_2"));
    QVERIFY(plot.tipAt(plot.cellRect(0, {0, 1}).center())
                .startsWith(QLatin1String("glow on a data set with a long name, B: 0.1")));
    QVERIFY(plot.tipAt(plot.cellRect(0, {0, 2}).center()).contains(QLatin1String("no value")));
}

void TestResultPlot::aMatrixIsWalkedWithKeys() {
    ResultPlot plot;
    prepare(plot, matrixFigure());
    QSignalSpy wanted(&plot, &ResultPlot::figureWanted);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Return}) QTest::keyClick(&plot, key);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).toString(), QStringLiteral("run_1"));
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Down, Qt::Key_Left, Qt::Key_Enter})
        QTest::keyClick(&plot, key);
    QCOMPARE(wanted.at(1).at(0).toString(), QStringLiteral("run_2"));
}

void TestResultPlot::aMatrixDoesNotZoom() {
    ResultPlot plot;
    prepare(plot, matrixFigure());
    plot.zoomAround(0, {1, 1}, 2, Qt::Horizontal);
    QVERIFY(plot.view() == FigureView());
}

void TestResultPlot::zoomingOnePanelLeavesTheOthers() {
    ResultPlot plot;
    prepare(plot, gridOf(2));
    plot.zoomAround(2, {1, 1}, 2, Qt::Horizontal);
    plot.zoomAround(2, {1, 1}, 2, Qt::Vertical);
    QVERIFY(plot.view().x(2) && plot.view().y(2));
    for (const int other : {0, 1, 3}) QVERIFY(!plot.view().x(other) && !plot.view().y(other));
    plot.show(gridOf(1));
    QVERIFY(plot.view() == FigureView());
}

void TestResultPlot::tipsTellWhatIsUnderTheCursor() {
    ResultSeries line = lineOf("a line", SetRole::Test, {1, 2, 3});
    line.low = {0.9, 1.9, 2.9};
    line.high = {1.1, 2.1, 3.1};
    ResultSeries dots = lineOf("dots", SetRole::Other, {3, 2, 1});
    dots.style = SeriesStyle::Dots;
    const ResultPanel panel{.series = {line, stepsOf("bins", SetRole::Samples, {5, 6}), dots},
                            .marks = {{1, "half way"}}};
    const FigureStyle style = paper();
    const QString tip = tipOf(panel, {1.01, 2.0}, {2, 3}, style);
    QCOMPARE(tip, QStringLiteral("a line: 2.000 [1.900, 2.100] at 1.000\nbins: 6.000 from 1.000 to 2.000\n"
                                 "dots: (1.000, 2.000)\nhalf way: 1.000"));
    QCOMPARE(tipOf(panel, {0.5, 9}, {2, 3}, style).count(QLatin1Char('\n')), qsizetype{1});
}

void TestResultPlot::csvIsInLongForm() {
    ResultSeries line = lineOf("a, quoted", SetRole::Test, {1, 2});
    line.low = {0.5, 1.5};
    line.high = {1.5, 2.5};
    const QString lines = csvOf(figureOf({{.title = "P", .series = {line}, .marks = {{1.5, "mark"}}}}));
    QCOMPARE(lines, QStringLiteral("panel,series,x,y,low,high\nP,\"a, quoted\",0,1,0.5,1.5\n"
                                   "P,\"a, quoted\",1,2,1.5,2.5\nP,mark,1.5,,,\n"));
    const QString bins = csvOf(figureOf({{.xTitle = "x", .series = {stepsOf("s", SetRole::Test, {4, 5})}}}));
    QCOMPARE(bins, QStringLiteral("bin_low x,bin_high x,density s\n0,1,4\n1,2,5\n"));
}

void TestResultPlot::histogramsSayWhatThoseOfThePagesSay() {
    ResultSeries series = stepsOf("MNIST test, n = 4 of 10", SetRole::Test, {0.5, 0.25});
    series.counts = {.n = 4, .available = 10, .notFinite = 0, .outside = 1, .mean = 1.5};
    const ResultPanel panel{
        .title = "glow", .xTitle = "log-likelihood (nats), more likely → · 1 not drawn", .series = {series}};
    HistogramData page;
    page.quantity = "log-likelihood (nats)";
    page.edges = {0, 1, 2};
    page.series.resize(1);
    page.series[0].label = "MNIST test";
    page.series[0].density = series.y;
    page.series[0].n = 4;
    page.series[0].available = 10;
    page.series[0].outside = 1;
    page.series[0].mean = 1.5;
    HistogramPlot plot;
    plot.show(page);
    QCOMPARE(csvOf(figureOf({panel})), plot.csv());
    QVERIFY(plot.csv().contains("density MNIST test (n = 4 of 10, 0 not finite, 1 outside, mean 1.5)"));
    const QString tip = tipOf(panel, {0.5, 0.2}, {2, 1}, paper());
    QCOMPARE(tip, tipOf(page, 0.5, paper()));
    QVERIFY2(tip.endsWith("\nMNIST test: density 0.5000, 2 of 4 images"), qPrintable(tip));
    const QString two = csvOf(figureOf({panel, panel}));
    QCOMPARE(two, QStringLiteral("# glow\n%1\n# glow\n%1").arg(plot.csv()));
    series.counts.reset();  // files of earlier versions do not have them
    QCOMPARE(tipOf({.xTitle = "x", .series = {series}}, {0.5, 0.2}, {2, 1}, paper()).section('\n', 1),
             QStringLiteral("MNIST test: density 0.5000"));
    // How many images is not a part of the set's name.
    const auto entry = drawingOf(figureOf({panel}), paper()).panels[0].legend.at(0);
    QCOMPARE(entry.text, QStringLiteral("MNIST test"));
    QCOMPARE(entry.count, QStringLiteral("n = 4 of 10"));
}

void TestResultPlot::csvOfAMatrixNamesRowsAndColumns() {
    const QStringList lines = csvOf(matrixFigure()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), qsizetype{7});
    QCOMPARE(lines[0], QStringLiteral("panel,row,column,value"));
    QCOMPARE(lines[3], QStringLiteral("1,glow on a data set with a long name,C,nan"));
    QCOMPARE(lines[4], QStringLiteral("1,vae,A,1"));
}

void TestResultPlot::aTallerFigureWantsMoreHeight() {
    ResultPlot one, three;
    one.show(gridOf(1));
    three.show(gridOf(3));
    for (const double width : {kSingleColumnMm, kDoubleColumnMm}) {
        QVERIFY(heightOf(one, width) >= 30);
        QVERIFY(heightOf(three, width) > 1.5 * heightOf(one, width));
        QVERIFY(heightOf(three, width) <= 230);
    }
}

void TestResultPlot::aCrowdOfDotsStaysSmall() {
    ResultSeries crowd{.label = "crowd", .role = SetRole::Test, .style = SeriesStyle::Dots, .x = {}, .y = {}};
    for (int i = 0; i < 100000; ++i) {
        crowd.x.push_back(std::sin(i * 12.9898) + std::sin(i * 78.233));
        crowd.y.push_back(std::sin(i * 37.719) + std::sin(i * 4.1414));
    }
    ResultPlot plot;
    plot.show(figureOf({{.series = {crowd}}}));
    const QTemporaryDir folder;
    for (const char* ending : {"pdf", "svg"}) {
        const QString path = folder.filePath(QStringLiteral("crowd.") + QLatin1String(ending));
        exportFigure(plot, path, {.widthMm = kDoubleColumnMm, .heightMm = heightOf(plot, kDoubleColumnMm)});
        QVERIFY(QFileInfo(path).size() < 6 * 1024 * 1024);
        qInfo("%s: %lld kB", ending, static_cast<long long>(QFileInfo(path).size() / 1024));
    }
}

NESCIO_TEST(tst_result_plot, TestResultPlot)
#include "tst_result_plot.moc"
