// Figures of experiments: what becomes of panels, series, marks and matrices, on screen and as numbers.
#include <QtTest>

#include <cmath>
#include <limits>

#include "tests/test_list.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/figure_export.h"
#include "widgets/plots/result_drawing.h"
#include "widgets/plots/result_plot.h"
#include "widgets/plots/series_looks.h"

using namespace nescio;
using tests::prepare;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

ResultSeries lineOf(const std::string& label, SetRole role, std::vector<double> y) {
    ResultSeries series{.label = label, .role = role, .x = {}, .y = std::move(y)};
    for (std::size_t i = 0; i < series.y.size(); ++i) series.x.push_back(static_cast<double>(i));
    return series;
}

ResultSeries stepsOf(const std::string& label, SetRole role, const std::vector<double>& y) {
    ResultSeries series = lineOf(label, role, y);
    series.style = SeriesStyle::Steps;
    series.x.push_back(static_cast<double>(y.size()));
    return series;
}

ResultFigure figureOf(std::vector<ResultPanel> panels, int columns = 1) {
    return {
        .id = "trial", .title = "A title", .note = "a note", .columns = columns, .panels = std::move(panels)};
}

/// Two panels a row with the same two sets in each.
ResultFigure gridOf(int rows) {
    ResultFigure figure = figureOf({}, 2);
    for (int i = 0; i < 2 * rows; ++i)
        figure.panels.push_back({.title = "panel " + std::to_string(i),
                                 .xTitle = "nats " + std::to_string(i / 2),
                                 .yTitle = "density",
                                 .series = {stepsOf("seen", SetRole::Test, {1, 3, 2}),
                                            stepsOf("unseen", SetRole::OutOfDistribution, {2, 1, 4.0 + i})}});
    return figure;
}

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

FigureStyle paper() {
    return FigureStyle::paper(Theme::light());
}

FigureLayout laidOut(const ResultFigure& figure, const QSizeF& size) {
    return layOut(drawingOf(figure, paper()), QRectF(QPointF(0, 0), size), paper());
}

void prepare(ResultPlot& plot, const ResultFigure& figure) {
    plot.show(figure);
    prepare(plot, QSize(760, 480));
}

}  // namespace

class TestResultPlot : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void panelsStandInAGrid();
    void oneLegendServesPanelsWithTheSameSets();
    void panelsWithSetsOfTheirOwnHaveLegendsOfTheirOwn();
    void aSeriesLooksTheSameInEveryPanel();
    void panelsWithOneAxisAreLinked();
    void bandsStepsAndDotsBecomeShapes();
    void labelsOfMarksMeetNothing_data();
    void labelsOfMarksMeetNothing();
    void valuesThatAreNotFiniteBreakLines();
    void whatHasNoFiniteValueSaysSo();
    void onePointHasAxes();
    void aCellOpensItsFigure();
    void aMatrixIsWalkedWithKeys();
    void aMatrixDoesNotZoom();
    void zoomingOnePanelLeavesTheOthers();
    void tipsTellWhatIsUnderTheCursor();
    void csvIsInLongForm();
    void csvOfAMatrixNamesRowsAndColumns();
    void aTallerFigureWantsMoreHeight();
    void aCrowdOfDotsStaysSmall();
};

void TestResultPlot::panelsStandInAGrid() {
    const FigureLayout layout = laidOut(gridOf(3), {493, 360});
    QCOMPARE(layout.panels.size(), std::size_t{6});
    const QRectF target(0, 0, 493, 360);
    for (std::size_t i = 0; i < 6; ++i) {
        const QRectF& plot = layout.panels[i].plot;
        QVERIFY(target.contains(plot) && plot.height() > 40);
        QCOMPARE(plot.left(), layout.panels[i % 2].plot.left());
        QCOMPARE(plot.top(), layout.panels[i / 2 * 2].plot.top());
        QVERIFY(std::abs(plot.width() - layout.panels[0].plot.width()) < 1e-9);
        QVERIFY(layout.panels[i].title.front().box.bottom() <= plot.top());
    }
    QVERIFY(layout.panels[1].left > layout.panels[0].plot.right());
    QVERIFY(layout.panels[2].title.front().box.top() > layout.panels[0].plot.bottom());
}

void TestResultPlot::oneLegendServesPanelsWithTheSameSets() {
    const Figure drawn = drawingOf(gridOf(2), paper());
    QCOMPARE(drawn.legend.size(), std::size_t{2});
    for (const Panel& panel : drawn.panels) QVERIFY(panel.legend.empty());
    const FigureLayout layout = laidOut(gridOf(2), {238, 200});
    for (const QRectF& box : layout.legend)
        for (const PanelLayout& place : layout.panels) QVERIFY(box.bottom() <= place.title.front().box.top());
}

void TestResultPlot::panelsWithSetsOfTheirOwnHaveLegendsOfTheirOwn() {
    const Figure drawn = drawingOf(figureOf({{.series = {lineOf("up", SetRole::Test, {1, 2})}},
                                             {.series = {lineOf("down", SetRole::Test, {2, 1})}}}),
                                   paper());
    QVERIFY(drawn.legend.empty());
    QCOMPARE(drawn.panels[1].legend.front().text, QStringLiteral("down"));
    QCOMPARE(drawn.panels[1].curves.front().colour, drawn.panels[0].curves.front().colour);
}

void TestResultPlot::aSeriesLooksTheSameInEveryPanel() {
    const auto a = lineOf("a", SetRole::OutOfDistribution, {1, 2});
    const auto b = lineOf("b", SetRole::OutOfDistribution, {2, 1});
    const Figure drawn = drawingOf(figureOf({{.series = {a, b}}, {.series = {b}}}), paper());
    QCOMPARE(drawn.panels[1].curves[0].colour, drawn.panels[0].curves[1].colour);
    QVERIFY(drawn.panels[0].curves[0].colour != drawn.panels[0].curves[1].colour);
    // More sets than colours: the dash tells them apart.
    ResultPanel many;
    for (int i = 0; i < 6; ++i) many.series.push_back(lineOf(std::to_string(i), SetRole::Other, {1, 2}));
    const SeriesLooks looks(figureOf({many}), Theme::light());
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t k = 0; k < i; ++k)
            QVERIFY(looks.of(0, i).colour != looks.of(0, k).colour ||
                    looks.of(0, i).dash != looks.of(0, k).dash);
}

void TestResultPlot::panelsWithOneAxisAreLinked() {
    const auto panel = [](const char* y, std::vector<double> values) {
        return ResultPanel{.title = {},
                           .xTitle = "step",
                           .yTitle = y,
                           .series = {lineOf("a", SetRole::Test, std::move(values))}};
    };
    const Figure same = drawingOf(figureOf({panel("one", {1, 2, 3}), panel("two", {4, 5, 6})}), paper());
    QVERIFY(!same.panels[0].namesX && same.panels[1].namesX);
    QCOMPARE(linkedPanels(same, 1), (std::vector<int>{0, 1}));
    const Figure other = drawingOf(figureOf({panel("one", {1, 2, 3}), panel("two", {4, 5})}), paper());
    QVERIFY(other.panels[0].namesX);
    QVERIFY(other.panels[0].x.title.isEmpty());  // said once, below
    QCOMPARE(linkedPanels(other, 1), std::vector<int>{1});
}

void TestResultPlot::bandsStepsAndDotsBecomeShapes() {
    ResultSeries band = lineOf("band", SetRole::Test, {1, 2, 3});
    band.low = {0.5, 1.5, 2.5};
    band.high = {1.5, 2.5, 13};
    ResultSeries bars = band;
    bars.style = SeriesStyle::Dots;
    const Figure drawn = drawingOf(
        figureOf(
            {{.series = {band}}, {.series = {stepsOf("steps", SetRole::Test, {1, 2})}}, {.series = {bars}}}),
        paper());
    QCOMPARE(drawn.panels[0].bands.size(), std::size_t{1});
    QVERIFY(std::abs(drawn.panels[0].bands[0].fill.alphaF() - 0.25) < 0.01);
    QVERIFY(drawn.panels[0].y.range.high > 13);
    QVERIFY(drawn.panels[1].curves[0].fill.isValid());
    QCOMPARE(drawn.panels[1].y.range.low, 0.0);
    QCOMPARE(drawn.panels[1].curves[0].points,
             (std::vector<QPointF>{{0, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 0}}));
    QCOMPARE(drawn.panels[2].dots[0].points.size(), std::size_t{3});
    QVERIFY(!std::isfinite(drawn.panels[2].curves[0].points[2].y()));  // bars are not joined
}

void TestResultPlot::labelsOfMarksMeetNothing_data() {
    QTest::addColumn<std::vector<double>>("marks");
    QTest::addRow("far apart") << std::vector<double>{1, 5, 8};
    QTest::addRow("close together") << std::vector<double>{5, 5.05, 5.1};
    QTest::addRow("at the ends") << std::vector<double>{0, 9};
    QTest::addRow("outside and not finite") << std::vector<double>{kNan, 4};
}

void TestResultPlot::labelsOfMarksMeetNothing() {
    QFETCH(std::vector<double>, marks);
    ResultPanel panel{.title = {}, .xTitle = "step", .yTitle = "nats"};
    panel.series = {lineOf("a set", SetRole::Test, {1, 2, 3, 4, 5, 6, 7, 8, 9, 9})};
    for (const double x : marks) panel.marks.push_back({x, "the other set overtakes this one"});
    for (const QSizeF size : {QSizeF(238, 160), QSizeF(493, 226)}) {
        const FigureLayout layout = laidOut(figureOf({panel}), size);
        const PanelLayout& place = layout.panels.front();
        std::vector<QRectF> boxes = place.legend;
        for (const auto& label : place.markLabels) {
            QVERIFY(!label.empty());
            for (const PlacedLine& line : label) boxes.push_back(line.box);
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            QVERIFY(QRectF(QPointF(0, 0), size).contains(boxes[i]));
            if (i >= place.legend.size())
                QVERIFY(boxes[i].left() >= place.plot.left() && boxes[i].top() >= place.plot.top());
            for (std::size_t k = 0; k < i; ++k) QVERIFY(boxes[i].intersected(boxes[k]).height() < 1e-6);
        }
    }
}

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

void TestResultPlot::onePointHasAxes() {
    for (const double value : {0.0, 1.0, -1e6, 1e-12}) {
        const Panel panel =
            drawingOf(figureOf({{.series = {lineOf("a", SetRole::Test, {value})}}}), paper()).panels[0];
        QVERIFY(panel.y.range.low < value && panel.y.range.high > value);
        QVERIFY(panel.x.range.low < 0 && panel.x.range.high > 0);
    }
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
    const QString bins = csvOf(figureOf({{.series = {stepsOf("s", SetRole::Test, {4, 5})}}}));
    QCOMPARE(bins, QStringLiteral("panel,series,x,y,low,high,x_end\n1,s,0,4,,,1\n1,s,1,5,,,2\n"));
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
        QVERIFY(one.preferredHeightMm(width) >= 30);
        QVERIFY(three.preferredHeightMm(width) > 1.5 * one.preferredHeightMm(width));
        QVERIFY(three.preferredHeightMm(width) <= 230);
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
        exportFigure(plot, path,
                     {.widthMm = kDoubleColumnMm, .heightMm = plot.preferredHeightMm(kDoubleColumnMm)});
        QVERIFY(QFileInfo(path).size() < 6 * 1024 * 1024);
        qInfo("%s: %lld kB", ending, static_cast<long long>(QFileInfo(path).size() / 1024));
    }
}

NESCIO_TEST(tst_result_plot, TestResultPlot)
#include "tst_result_plot.moc"
