// Figures of experiments that are asked for their images: by a range of a histogram, a dot, a point of a
// curve, and what a printed figure says of those that are chosen.
#include <QtTest>

#include "tests/test_list.h"
#include "tests/widgets/result_figures.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/plots/result_plot.h"

using namespace nescio;
using tests::figureOf;
using tests::kNan;
using tests::lineOf;
using tests::paper;
using tests::prepare;
using tests::stepsOf;

namespace {

/// Five images of one set, the last of which has no number: as bins from 0 to 4, as dots, or ranked behind
/// the points of a curve.
ResultFigure imageFigure(SeriesStyle style) {
    ResultSeries series = style == SeriesStyle::Steps
                              ? stepsOf("seen, n = 5", SetRole::Test, {.25, .25, .25, .25})
                              : lineOf("seen, n = 5", SetRole::Test, {0, 1, 2, 3});
    series.style = style;
    const bool dots = style == SeriesStyle::Dots;
    std::vector<std::int64_t> indices{10, 11, 12, 13};
    std::vector<double> values = dots ? series.x : std::vector<double>{0.5, 1.5, 2.5, 3.5};
    if (!dots) indices.push_back(14), values.push_back(kNan);
    series.images = SeriesImages{{orderedImages("seen", "", indices, values)}};
    if (style == SeriesStyle::Line) series.images->thresholds = {kNan, 2, 1, 0};
    if (style == SeriesStyle::Steps)
        series.counts = SeriesCounts{.n = 5, .available = 5, .notFinite = 1, .outside = 0, .mean = 2};
    return figureOf({{.series = {series}}});
}

/// Where a value of the only panel is on the widget.
QPoint placeIn(const ResultPlot& plot, double x, double y) {
    return plot.onWidget(0, {x, y}).toPoint();
}

void moveMouse(ResultPlot& plot, const QPoint& to, Qt::MouseButtons buttons) {
    QMouseEvent event(QEvent::MouseMove, QPointF(to), plot.mapToGlobal(QPointF(to)), Qt::NoButton, buttons,
                      {});
    QApplication::sendEvent(&plot, &event);
}

void show(ResultPlot& plot, const ResultFigure& figure) {
    plot.show(figure);
    prepare(plot, QSize(760, 480));
}

}  // namespace

class TestResultBrush : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRangeOfAHistogramChoosesItsImages() {
        ResultPlot plot;
        show(plot, imageFigure(SeriesStyle::Steps));
        QVERIFY(plot.hasImages());
        plot.setDragMode(DragMode::Brush);
        QSignalSpy chosen(&plot, &PlotView::imagesChosen);
        const auto place = [&](double x) { return placeIn(plot, x, 0.1); };
        QTest::mousePress(&plot, Qt::LeftButton, {}, place(0.9));
        moveMouse(plot, place(1.5), Qt::LeftButton);
        moveMouse(plot, place(2.6), Qt::LeftButton);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, place(2.6));
        const auto images = chosen.last().front().value<ImageSelection>();
        QCOMPARE(images, ImageSelection("seen", {11, 12}));
        const auto before = plot.grab().toImage();
        plot.setBrush(std::make_shared<const Brush>(Brush{images}));
        QVERIFY(plot.grab().toImage() != before);
    }

    void aDotIsAnImage() {
        ResultPlot plot;
        show(plot, imageFigure(SeriesStyle::Dots));
        QSignalSpy picked(&plot, &PlotView::imagePicked), hovered(&plot, &PlotView::imageHovered);
        moveMouse(plot, placeIn(plot, 2, 2), Qt::NoButton);
        QCOMPARE(hovered.last()[1].toLongLong(), 12);
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeIn(plot, 2, 2));
        QCOMPARE(picked.last()[0].toString(), QStringLiteral("seen"));
        QCOMPARE(picked.last()[1].toLongLong(), 12);
        moveMouse(plot, placeIn(plot, 1.5, 2.9), Qt::NoButton);
        QCOMPARE(hovered.last()[0].toString(), QString());
    }

    void aPointOfACurveChoosesWhatItFlags() {
        ResultPlot plot;
        show(plot, imageFigure(SeriesStyle::Line));
        QSignalSpy chosen(&plot, &PlotView::imagesChosen);
        connect(&plot, &PlotView::imagesChosen, &plot, [&plot](const ImageSelection& images) {
            plot.setBrush(std::make_shared<const Brush>(Brush{images}));
        });
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeIn(plot, 2, 2));  // threshold 1
        QCOMPARE(chosen.last().front().value<ImageSelection>(), ImageSelection("seen", {11, 12, 13}));
        QTest::mouseClick(&plot, Qt::LeftButton, Qt::ControlModifier, placeIn(plot, 1, 1));  // threshold 2
        QCOMPARE(chosen.last().front().value<ImageSelection>(), ImageSelection("seen", {11}));
        const auto count = chosen.size();
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeIn(plot, 0.3, 2.7));  // far from the curve
        QCOMPARE(chosen.size(), count);
        QVERIFY(!plot.tipAt(placeIn(plot, 0.3, 2.7)).contains("flagged"));
        // Between two points, on the straight run that joins them: those of the nearer.
        QVERIFY(plot.tipAt(placeIn(plot, 1.6, 1.6)).contains("flagged"));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeIn(plot, 1.6, 1.6));
        QCOMPARE(chosen.last().front().value<ImageSelection>(), ImageSelection("seen", {11, 12, 13}));
        QTest::mouseClick(&plot, Qt::LeftButton, {}, placeIn(plot, 0.2, 0.2));  // nothing is flagged at 0
        QVERIFY(chosen.last().front().value<ImageSelection>().empty());
    }

    void theBinsOfAResultCanBeChosenForPaper() {
        ResultPlot plot;
        show(plot, imageFigure(SeriesStyle::Steps));
        auto figure = plot.paperFigure({400, 300}, paper());
        QVERIFY(canRebin(figure));
        rebin(figure, 1);
        // All four of five values that are finite, in one bin four wide.
        QCOMPARE(figure.panels.front().curves.front().points[1].y(), 1 / 4.0);
        // Beside one that is of no images the bins stay: they are the same for all of a panel.
        auto mixed = imageFigure(SeriesStyle::Steps);
        mixed.panels.front().series.push_back(mixed.panels.front().series.front());
        mixed.panels.front().series.back().images.reset();
        plot.show(mixed);
        QVERIFY(!canRebin(plot.paperFigure({400, 300}, paper())));
        // What is chosen is said on paper.
        plot.show(imageFigure(SeriesStyle::Steps));
        plot.setBrush(
            std::make_shared<const Brush>(Brush{united(ImageSelection("seen", {11, 12}), {"other", {3}})}));
        QCOMPARE(plot.paperFigure({400, 300}, paper()).footer, QStringList("Dark: 2 chosen images."));
        plot.setBrush(std::make_shared<const Brush>());
        auto without = imageFigure(SeriesStyle::Steps);
        without.panels.front().series.front().images.reset();
        plot.show(without);
        QVERIFY(!plot.hasImages() && !canRebin(plot.paperFigure({400, 300}, paper())));
    }
};

NESCIO_TEST(tst_result_brush, TestResultBrush)
#include "tst_result_brush.moc"
