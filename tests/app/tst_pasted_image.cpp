// A picture is the same image whether its file is dropped or its pixels are pasted.
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "app/session/pasted_image.h"
#include "datasets/load.h"
#include "tests/test_list.h"
#include "widgets/image_view.h"

using namespace nescio;

namespace {

QImage made(QImage::Format format) {
    QImage picture(20, 20, QImage::Format_ARGB32);
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x) picture.setPixelColor(x, y, QColor(200, 10 * x, 7 * y, 13 * x));
    return picture.convertToFormat(format);
}

QImage palette(QRgb first) {
    QImage picture(4, 4, QImage::Format_Indexed8);
    picture.setColorTable({first, qRgb(9, 9, 9)});
    picture.fill(0);
    picture.setPixel(1, 1, 1);
    return picture;
}

QImage deep() {
    QImage picture(20, 20, QImage::Format_Grayscale16);
    for (int i = 0; i < 400; ++i)
        reinterpret_cast<quint16*>(picture.scanLine(i / 20))[i % 20] = static_cast<quint16>(10 * i);
    return picture;
}

}  // namespace

class TestPastedImage : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void droppedAndPastedAreTheSame_data() {
        QTest::addColumn<QImage>("picture");
        QTest::addColumn<QString>("said");
        QTest::newRow("colour") << made(QImage::Format_RGB32) << "";
        QTest::newRow("hidden colours") << made(QImage::Format_ARGB32) << "alpha: laid over white";
        QTest::newRow("grey") << made(QImage::Format_Grayscale8) << "";
        QTest::newRow("palette of greys") << palette(qRgb(30, 30, 30)) << "";
        QTest::newRow("palette of colours") << palette(qRgb(30, 0, 0)) << "";
        QTest::newRow("hidden grey of a palette")
            << palette(qRgba(30, 30, 30, 0)) << "alpha: laid over white";
        QTest::newRow("16 bits in colour") << made(QImage::Format_RGBA64) << "depth: 16 bits";
        QTest::newRow("12 bits in 16") << deep() << "depth: only 12 of 16 bits";
    }
    void droppedAndPastedAreTheSame() {
        QFETCH(QImage, picture);
        QFETCH(QString, said);
        const QTemporaryDir folder;
        const QString path = folder.filePath("picture.png");
        QVERIFY(picture.save(path));
        const Image dropped = loadImage(path.toStdString());
        const Image pasted = pastedImage(QImage(path));
        QVERIFY(pasted.shape == dropped.shape);
        QCOMPARE(pasted.bytes, dropped.bytes);
        QCOMPARE(pasted.changes, dropped.changes);
        QCOMPARE(pasted.changes.empty(), said.isEmpty());
        QVERIFY(said.isEmpty() || QString::fromStdString(pasted.changes[0]).startsWith(said));
    }

    void whatIsShownComesBackAsTheSameBytes() {
        const Image colour{
            {3, 2, 3}, {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26}, {}, {}};
        QCOMPARE(pastedImage(toQImage(colour)).bytes, colour.bytes);
        const Image grey{{1, 1, 5}, {0, 50, 100, 150, 255}, {}, {}};
        const Image back = pastedImage(toQImage(grey));
        QCOMPARE(back.shape.channels, 1);
        QCOMPARE(back.bytes, grey.bytes);
        QCOMPARE(back.source, std::string("clipboard"));
    }
};

NESCIO_TEST(tst_pasted_image, TestPastedImage)
#include "tst_pasted_image.moc"
