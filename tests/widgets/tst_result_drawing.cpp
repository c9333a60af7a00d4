// How figures of experiments are drawn: panels in a grid, legends said once, looks that stay with their set,
// shapes of every style, and labels that meet nothing.
#include <QtTest>

#include <cmath>

#include "tests/test_list.h"
#include "tests/widgets/result_figures.h"
#include "widgets/plots/figure_height.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/plots/figure_view.h"
#include "widgets/plots/result_drawing.h"
#include "widgets/plots/series_looks.h"

using namespace nescio;
using tests::figureOf;
using tests::gridOf;
using tests::kNan;
using tests::lineOf;
using tests::paper;
using tests::stepsOf;

namespace {

FigureLayout laidOut(const ResultFigure& figure, const QSizeF& size) {
    return layOut(drawingOf(figure, paper()), QRectF(QPointF(0, 0), size), paper());
}

}  // namespace

class TestResultDrawing : public QObject {
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
    void onePointHasAxes();
    void manyCellsAreAPicture();
};

void TestResultDrawing::panelsStandInAGrid() {
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

void TestResultDrawing::oneLegendServesPanelsWithTheSameSets() {
    const Figure drawn = drawingOf(gridOf(2), paper());
    QCOMPARE(drawn.legend.size(), std::size_t{2});
    for (const Panel& panel : drawn.panels) QVERIFY(panel.legend.empty());
    const FigureLayout layout = laidOut(gridOf(2), {238, 200});
    for (const QRectF& box : layout.legend)
        for (const PanelLayout& place : layout.panels) QVERIFY(box.bottom() <= place.title.front().box.top());
}

void TestResultDrawing::panelsWithSetsOfTheirOwnHaveLegendsOfTheirOwn() {
    const Figure drawn = drawingOf(figureOf({{.series = {lineOf("up", SetRole::Test, {1, 2})}},
                                             {.series = {lineOf("down", SetRole::Test, {2, 1})}}}),
                                   paper());
    QVERIFY(drawn.legend.empty());
    QCOMPARE(drawn.panels[1].legend.front().text, QStringLiteral("down"));
    QCOMPARE(drawn.panels[1].curves.front().colour, drawn.panels[0].curves.front().colour);
}

void TestResultDrawing::aSeriesLooksTheSameInEveryPanel() {
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

void TestResultDrawing::panelsWithOneAxisAreLinked() {
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

void TestResultDrawing::bandsStepsAndDotsBecomeShapes() {
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

void TestResultDrawing::labelsOfMarksMeetNothing_data() {
    QTest::addColumn<std::vector<double>>("marks");
    QTest::addRow("far apart") << std::vector<double>{1, 5, 8};
    QTest::addRow("close together") << std::vector<double>{5, 5.05, 5.1};
    QTest::addRow("at the ends") << std::vector<double>{0, 9};
    QTest::addRow("outside and not finite") << std::vector<double>{kNan, 4};
}

void TestResultDrawing::labelsOfMarksMeetNothing() {
    QFETCH(std::vector<double>, marks);
    ResultPanel panel{.title = {}, .xTitle = "step", .yTitle = "nats"};
    panel.series = {lineOf("a set", SetRole::Test, {1, 2, 3, 4, 5, 6, 7, 8, 9, 9})};
    for (const double x : marks) {
        const ResultMark mark{x, "the other set overtakes this one"};
        panel.marks.push_back(mark);
    }
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

void TestResultDrawing::onePointHasAxes() {
    for (const double value : {0.0, 1.0, -1e6, 1e-12}) {
        const Panel panel =
            drawingOf(figureOf({{.series = {lineOf("a", SetRole::Test, {value})}}}), paper()).panels[0];
        QVERIFY(panel.y.range.low < value && panel.y.range.high > value);
        QVERIFY(panel.x.range.low < 0 && panel.x.range.high > 0);
    }
}

void TestResultDrawing::manyCellsAreAPicture() {
    ResultMatrix matrix{.rows = {}, .columns = {}, .values = std::vector<double>(28 * 28, 0.5)};
    for (int i = 0; i < 28; ++i) {
        matrix.rows.push_back(std::to_string(i));
        matrix.columns.push_back(std::to_string(i));
    }
    const auto figure = figureOf({{.matrix = matrix}});
    const Panel panel = drawingOf(figure, paper()).panels[0];
    QVERIFY(panel.cells && panel.cells->isPicture());
    QCOMPARE(panel.y.categories.size(), std::size_t{4});  // rows 0, 7, 14, 21
    QCOMPARE(panel.y.categories[1].value, 20.5);
    QVERIFY(panel.x.categories.empty());
    // At the height that suits it, a pixel is as high as it is wide.
    const QSizeF size = QSizeF(174, figureHeightMm(drawingOf(figure, paper()), 174, paper())) * kPointsPerMm;
    const auto place = laidOut(figure, size).panels.front().plot;
    QVERIFY(std::abs(place.width() - place.height()) < 0.02 * place.width());
}

NESCIO_TEST(tst_result_drawing, TestResultDrawing)
#include "tst_result_drawing.moc"
