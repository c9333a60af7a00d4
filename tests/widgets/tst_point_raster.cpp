// Points as pixels: where they lie, which is seen of two, and that a multitude of dots is drawn where a crowd
// would be.
#include <QPainter>
#include <QTest>

#include "tests/test_list.h"
#include "widgets/plots/dots_painter.h"
#include "widgets/plots/point_raster.h"
#include "widgets/theme.h"

using namespace nescio;

namespace {

/// A panel of 10×8 units at (2, 3), over x from 0 to 10 and y from 0 to 8: a value a unit.
PanelLayout smallPanel() {
    PanelLayout place;
    place.plot = QRectF(2, 3, 10, 8);
    place.x = {0, 10};
    place.y = {0, 8};
    return place;
}

QImage blankImage(int width, int height) {
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

QImage painted(const PointRaster& raster, const std::vector<QRgb>& colours) {
    QImage image = blankImage(14, 12);
    QPainter painter(&image);
    raster.paint(painter, colours);
    return image;
}

/// The share of pixels that the dots cover, and their mean opacity.
std::pair<double, double> coverOf(std::size_t dots) {
    PanelLayout place;
    place.plot = QRectF(0, 0, 200, 100);
    place.x = {0, 200};
    place.y = {0, 100};
    Dots all{.points = {}, .colour = Qt::black};
    // 400 places, well apart, each as often as it takes.
    for (std::size_t i = 0; i < dots; ++i)
        all.points.emplace_back(static_cast<double>(i % 20) * 10 + 5.5,
                                static_cast<double>(i / 20 % 20) * 5 + 2.5);
    QImage image = blankImage(200, 100);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawDots(painter, all, place, FigureStyle::screen(Theme::light(), QFont()));
    double covered = 0, opacity = 0;
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 200; ++x) {
            covered += image.pixelColor(x, y).alpha() > 0 ? 1 : 0;
            opacity += image.pixelColor(x, y).alphaF();
        }
    return {covered / 20000, opacity / 20000};
}

}  // namespace

class TestPointRaster : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesLieInTheirPixels() {
        const PointRaster raster(smallPanel());
        QCOMPARE(*raster.pixelOf(0, 8), QPoint(0, 0));
        QCOMPARE(*raster.pixelOf(3.5, 0.5), QPoint(3, 7));
        for (const auto& [x, y] : {std::pair(-0.1, 4.0), {10.0, 4.0}, {5.0, 8.1}, {5.0, 0.0}, {qQNaN(), 4.0}})
            QVERIFY(!raster.pixelOf(x, y));
        QCOMPARE(*PointRaster(smallPanel(), 2).pixelOf(3.5, 0.5), QPoint(7, 15));
    }

    void aPointIsASquareAndTheHigherLevelIsSeen() {
        PointRaster raster(smallPanel());
        raster.mark(2.5, 4.5, 2);
        raster.mark(3.5, 4.5, 1);
        raster.mark(2.5, 4.5, 1);  // lower than what is there
        raster.mark(50, 4, 2);     // outside
        const QImage image = painted(raster, {0, qRgb(255, 0, 0), qRgb(0, 0, 255)});
        int red = 0, blue = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                red += image.pixel(x, y) == qRgb(255, 0, 0) ? 1 : 0;
                blue += image.pixel(x, y) == qRgb(0, 0, 255) ? 1 : 0;
            }
        QCOMPARE(blue, 9);
        QCOMPARE(red, 3);  // one column of its square is not under the other
        QCOMPARE(image.pixel(2 + 2, 3 + 3), qRgb(0, 0, 255));
    }

    void pointsOfAPixelAreCountedUpToTheMost() {
        PointRaster raster(smallPanel(), 1, 1);
        for (int i = 0; i < 5; ++i) raster.count(0.5, 0.5, 3);
        raster.count(9.5, 7.5, 3);
        const std::vector<QRgb> colours{0, qRgb(1, 1, 1), qRgb(2, 2, 2), qRgb(3, 3, 3)};
        const QImage image = painted(raster, colours);
        QCOMPARE(image.pixel(2, 3 + 7), colours[3]);
        QCOMPARE(image.pixel(2 + 9, 3), colours[1]);
        QCOMPARE(image.pixel(5, 5), QRgb(0));
    }

    void nothingIsPaintedOfNothing() {
        QVERIFY(painted(PointRaster(smallPanel()), {0}) == blankImage(14, 12));
    }

    /// Where there are as many dots as to be pixels the same places are inked, and about as much.
    void aMultitudeInksWhatACrowdDoes() {
        const auto [crowdCover, crowdInk] = coverOf(kMultitude);
        const auto [cover, ink] = coverOf(kMultitude + 400);
        QVERIFY2(ink > 0.5 * crowdInk && ink < 2 * crowdInk,
                 qPrintable(QStringLiteral("%1 beside %2").arg(ink).arg(crowdInk)));
        QVERIFY(cover <= crowdCover * 1.01 && cover > 0.2 * crowdCover);
    }
};

NESCIO_TEST(tst_point_raster, TestPointRaster)
#include "tst_point_raster.moc"
