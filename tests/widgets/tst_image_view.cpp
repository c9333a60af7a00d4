// Images on screen: bytes become the same pixels, whatever their channels.

#include <QSignalSpy>
#include <QTest>

#include "tests/test_list.h"
#include "widgets/image_view.h"

using namespace nescio;

class TestImageView : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aGreyImageKeepsItsPixels() {
        const QImage picture = toQImage(Image{{1, 2, 3}, {0, 1, 2, 253, 254, 255}, {}, {}});
        QCOMPARE(picture.size(), QSize(3, 2));  // three wide: rows are padded in memory
        QCOMPARE(qGray(picture.pixel(2, 0)), 2);
        QCOMPARE(qGray(picture.pixel(0, 1)), 253);
    }

    void aColourImageIsReadPlaneByPlane() {
        const QImage picture = toQImage(Image{{3, 1, 2}, {10, 20, 30, 40, 50, 60}, {}, {}});
        QCOMPARE(picture.pixel(0, 0), qRgb(10, 30, 50));
        QCOMPARE(picture.pixel(1, 0), qRgb(20, 40, 60));
    }

    void anImageWithTooFewBytesIsNotRead() {
        QVERIFY(toQImage(Image{{1, 4, 4}, {1, 2, 3}, {}, {}}).isNull());
        QVERIFY(toQImage(Image{}).isNull());
    }

    void pixelsAreEnlargedWithoutSmoothing() {
        ImageView view;
        view.resize(210, 210);
        view.show(Image{{1, 2, 2}, {0, 255, 255, 0}, {}, {}});
        const QImage drawn = view.grab().toImage();
        QCOMPARE(qGray(drawn.pixel(55, 55)), 0);
        QCOMPARE(qGray(drawn.pixel(100, 55)), 0);    // up to the edge of the pixel
        QCOMPARE(qGray(drawn.pixel(110, 55)), 255);  // and at once the next
        QCOMPARE(qGray(drawn.pixel(155, 155)), 0);
    }

    void aSentenceReplacesThePicture() {
        ImageView view;
        view.show(Image{{1, 1, 1}, {0}, {}, {}});
        view.showSentence("nothing here");
        QVERIFY(view.picture().isNull());
        QCOMPARE(view.accessibleDescription(), QStringLiteral("nothing here"));
    }
};

NESCIO_TEST(tst_image_view, TestImageView)
#include "tst_image_view.moc"
