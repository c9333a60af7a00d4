// The plots as a person uses them: zoom, pan, fit, tips, keys and picking.
#include <QtTest>

#include <limits>

#include "tests/test_list.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/image_card.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/samples_plot.h"

using namespace nescio;
using tests::prepare;

namespace {

HistogramData threeBins() {
    HistogramData data;
    data.quantity = "bits/dim";
    data.direction = "← more likely";
    data.edges = {1, 2, 3, 4};
    data.series = {{.label = "MNIST test",
                    .role = SetRole::OutOfDistribution,
                    .density = {0.25, 0.5, 0.25},
                    .n = 1004,
                    .available = 10000,
                    .notFinite = 4,
                    .outside = 12,
                    .mean = 2.5}};
    return data;
}

void wheel(QWidget& widget, const QPointF& at, int delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

class TestPlotWidgets : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theWheelZoomsAroundTheCursor();
    void theWheelWithControlZoomsUpwards();
    void aFrameZoomsIntoIt();
    void aLevelDragIsARangeOfX();
    void aClickZoomsNowhere();
    void theMiddleButtonPans();
    void keysZoomPanAndFit();
    void aDoubleClickFits();
    void zoomingOutEndsAtTheWholeFigure();
    void aNewAxisForgetsTheZoom();
    void theTipNamesBinDensityAndCounts();
    void whatIsNotDrawnIsSaid();
    void droppedImagesStayOnTheFigure();
    void theInspectedImageIsMarkedApartFromDroppedOnes();
    void whatHoveringSaysLetsThePointerThrough();
    void hoveringTellsTheValue();
    void aSampleIsPickedWithMouseAndKeys();
    void groupsAreNeverParted();
    void theThemeSwitchesLive();
};

void TestPlotWidgets::theWheelZoomsAroundTheCursor() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    const QSignalSpy spy(&plot, &ChartPlot::viewChanged);
    const QString before = plot.tipAt({300, 200});
    wheel(plot, {300, 200}, 240);
    QCOMPARE(spy.count(), 1);
    QVERIFY(plot.view().x().has_value());
    QVERIFY(std::abs(plot.view().x()->length() - 3 / (1.25 * 1.25)) < 1e-9);
    QVERIFY(!plot.view().y(0).has_value());
    plot.grab();
    QCOMPARE(plot.tipAt({300, 200}), before);  // what was under the cursor stays under it
}

void TestPlotWidgets::theWheelWithControlZoomsUpwards() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    wheel(plot, {300, 200}, 120, Qt::ControlModifier);
    QVERIFY(!plot.view().x().has_value());
    QVERIFY(plot.view().y(0).has_value());
}

void TestPlotWidgets::aFrameZoomsIntoIt() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QTest::mousePress(&plot, Qt::LeftButton, {}, {200, 100});
    QTest::mouseMove(&plot, {400, 250});
    QMouseEvent move(QEvent::MouseMove, QPointF(400, 250), plot.mapToGlobal(QPointF(400, 250)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, {400, 250});
    QVERIFY(plot.view().x().has_value());
    QVERIFY(plot.view().y(0).has_value());
    QVERIFY(plot.view().x()->low > 1 && plot.view().x()->high < 4);
}

void TestPlotWidgets::aLevelDragIsARangeOfX() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QTest::mousePress(&plot, Qt::LeftButton, {}, {200, 180});
    QMouseEvent move(QEvent::MouseMove, QPointF(400, 180), plot.mapToGlobal(QPointF(400, 180)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::LeftButton, {}, {400, 180});
    QVERIFY(plot.view().x().has_value());
    QVERIFY(plot.view().x()->low > 1 && plot.view().x()->high < 4);
}

void TestPlotWidgets::aClickZoomsNowhere() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, {200, 100});
    QVERIFY(plot.view() == FigureView());
}

void TestPlotWidgets::theMiddleButtonPans() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    wheel(plot, {350, 200}, 480);
    plot.grab();
    const double before = plot.view().x()->low;
    QTest::mousePress(&plot, Qt::MiddleButton, {}, {350, 200});
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 200), plot.mapToGlobal(QPointF(300, 200)), Qt::NoButton,
                     Qt::MiddleButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::MiddleButton, {}, {300, 200});
    QVERIFY(plot.view().x()->low > before);
}

void TestPlotWidgets::keysZoomPanAndFit() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.view().x().has_value());
    const double before = plot.view().x()->low;
    QTest::keyClick(&plot, Qt::Key_Right);
    QVERIFY(plot.view().x()->low > before);
    QTest::keyClick(&plot, Qt::Key_F);
    QVERIFY(plot.view() == FigureView());
}

void TestPlotWidgets::aDoubleClickFits() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    wheel(plot, {300, 200}, 240);
    QTest::mouseDClick(&plot, Qt::LeftButton, {}, {300, 200});
    QVERIFY(plot.view() == FigureView());
}

void TestPlotWidgets::zoomingOutEndsAtTheWholeFigure() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    wheel(plot, {300, 200}, 120);
    for (int i = 0; i < 5; ++i) wheel(plot, {300, 200}, -120);
    QVERIFY(plot.view() == FigureView());
    for (int i = 0; i < 500; ++i) wheel(plot, {300, 200}, 120);
    plot.grab();
    QVERIFY(plot.view().x()->length() > 1e-7);
}

void TestPlotWidgets::aNewAxisForgetsTheZoom() {
    HistogramPlot plot;
    HistogramData data = threeBins();
    plot.show(data);
    prepare(plot);
    wheel(plot, {300, 200}, 240);
    data.series[0].density = {0.3, 0.4, 0.3};
    plot.show(data);
    QVERIFY(plot.view().x().has_value());
    data.edges = {1000, 1001, 1002, 1003};
    plot.show(data);
    QVERIFY(!plot.view().x().has_value());
}

void TestPlotWidgets::theTipNamesBinDensityAndCounts() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QCOMPARE(plot.tipAt({380, 300}),
             QStringLiteral("2.0 to 3.0 bits/dim\nMNIST test: density 0.5000, 500 of 1\u2009004 images"));
    QCOMPARE(plot.tipAt({2, 2}), QString());
}

void TestPlotWidgets::whatIsNotDrawnIsSaid() {
    HistogramPlot plot;
    plot.show(threeBins());
    QVERIFY(plot.csv().contains(QLatin1String("4 not finite, 12 outside")));
    QVERIFY(plot.summary().contains(QStringLiteral("n = 1\u2009004 of 10\u2009000")));
}

void TestPlotWidgets::droppedImagesStayOnTheFigure() {
    HistogramPlot plot;
    HistogramData data = threeBins();
    plot.show(data);
    prepare(plot);
    const QImage before = plot.grab().toImage();
    data.markers = {7.5, std::numeric_limits<double>::quiet_NaN()};
    plot.show(data);
    QVERIFY(plot.grab().toImage() != before);
    QVERIFY(plot.tipAt({650, 200}).isEmpty());  // the axis grew to the marker, past the last bin
}

void TestPlotWidgets::theInspectedImageIsMarkedApartFromDroppedOnes() {
    /// The figure as it would be drawn.
    struct Opened : HistogramPlot {
        [[nodiscard]] Figure figure() const { return makeFigure({700, 420}, screenStyle()); }
        [[nodiscard]] QStringList legend() const {
            QStringList texts;
            const Figure made = figure();
            for (const auto& entry : made.panels.front().legend) texts << entry.text;
            return texts;
        }
    };
    Opened plot;
    HistogramData data = threeBins();
    data.markers = {1.5};
    plot.show(data);
    QVERIFY(plot.legend().contains(QStringLiteral("1 dropped image")));  // and not “this image”
    QVERIFY(plot.legend().filter(QStringLiteral("this image")).isEmpty());
    data.markers = {1.5, 1.6};
    data.inspected = 2.5;
    plot.show(data);
    QVERIFY(plot.legend().contains(QStringLiteral("2 dropped images")));
    QCOMPARE(plot.legend().filter(QStringLiteral("this image")).size(), 1);
    const auto marks = plot.figure().panels.front().marks;
    QCOMPARE(marks.size(), 3U);
    QCOMPARE(marks.back().x, 2.5);
    QVERIFY(marks.back().width > marks.front().width && marks.back().colour != marks.front().colour);
}

/// A hand that is quick enters a window beside the pointer: what it presses there is meant for the plot.
void TestPlotWidgets::whatHoveringSaysLetsThePointerThrough() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    const auto* tip = plot.findChild<ImageCard*>(QStringLiteral("plotTip"));
    QVERIFY(tip && !tip->isVisible());
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 200), plot.mapToGlobal(QPointF(300, 200)), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&plot, &move);
    QVERIFY(tip->isVisible() && tip->windowFlags().testFlag(Qt::WindowTransparentForInput));
    QCOMPARE(tip->words(), plot.tipAt({300, 200}));
    QVERIFY(!tip->geometry().contains(plot.mapToGlobal(QPoint(300, 200))));
    QTest::mousePress(&plot, Qt::LeftButton, {}, {300, 200});
    QVERIFY(!tip->isVisible());
}

void TestPlotWidgets::hoveringTellsTheValue() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    QSignalSpy spy(&plot, &ChartPlot::valueHovered);
    QMouseEvent move(QEvent::MouseMove, QPointF(350, 200), plot.mapToGlobal(QPointF(350, 200)), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot, &move);
    QVERIFY(spy.count() >= 1);
    const double value = spy.last().at(0).toDouble();
    QVERIFY(value > 2 && value < 3);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&plot, &leave);
    QVERIFY(std::isnan(spy.last().at(0).toDouble()));
}

void TestPlotWidgets::aSampleIsPickedWithMouseAndKeys() {
    SamplesPlot plot;
    SamplesData data;
    for (int i = 0; i < 12; ++i)
        data.images.push_back({.shape = {1, 28, 28},
                               .bytes = std::vector<std::uint8_t>(784, 200),
                               .source = {},
                               .changes = {}});
    plot.show(data);
    prepare(plot);
    const QSignalSpy spy(&plot, &SamplesPlot::imageActivated);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, {20, 20});
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).at(0).toInt(), 0);
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(spy.at(1).at(0).toInt(), 1);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, {695, 415});
    QCOMPARE(spy.count(), 2);  // beside the images
}

void TestPlotWidgets::groupsAreNeverParted() {
    const FigureStyle style = FigureStyle::screen(Theme::light(), {});
    for (const QSizeF size : {QSizeF(760, 480), QSizeF(300, 700), QSizeF(200, 60)})
        for (const int group : {1, 2, 5}) {
            const QRectF target(QPointF(0, 0), size);
            const SampleGrid grid = sampleGrid(
                target,
                {.count = 20 * group, .shape = {1, 28, 28}, .group = group, .titled = true, .labelled = true},
                style);
            QVERIFY(grid.shown > 0 && grid.shown % group == 0);
            for (int i = 0; i < grid.shown; ++i) {
                QCOMPARE(grid.box(i).top(), grid.box(i - i % group).top());
                QVERIFY(!grid.labelBox(i / group).intersects(grid.box(i)));
                if (i > 0) QVERIFY(!grid.box(i).intersects(grid.box(i - 1)));
                QVERIFY(grid.box(i).left() >= grid.labelBox(i / group).left());
            }
        }
    SamplesPlot plot;
    SamplesData data;
    for (int i = 0; i < 4; ++i)
        data.images.push_back(
            {.shape = {1, 2, 2}, .bytes = std::vector<std::uint8_t>(4, 200), .source = {}, .changes = {}});
    plot.show(data, {.size = 2, .labels = {"0.0", "12.5"}});
    const QStringList lines = plot.csv().split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines[0].endsWith(",label") && lines[2].endsWith(",0.0") && lines[3].endsWith(",12.5"));
}

void TestPlotWidgets::theThemeSwitchesLive() {
    HistogramPlot plot;
    plot.show(threeBins());
    prepare(plot);
    plot.setTheme(Theme::darkTheme());
    QCOMPARE(plot.grab().toImage().pixelColor(2, 2), Theme::darkTheme().surface);
    plot.setTheme(Theme::light());
    QCOMPARE(plot.grab().toImage().pixelColor(2, 2), Theme::light().surface);
}

NESCIO_TEST(tst_plot_widgets, TestPlotWidgets)
#include "tst_plot_widgets.moc"
