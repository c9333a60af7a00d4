// What a drag over a window promises and what a drop emits.

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include "tests/test_list.h"
#include "widgets/drop_area.h"

using namespace nescio;

class TestDropArea : public QObject {
    Q_OBJECT

    template <class Event>
    static bool send(QWidget& host, const QMimeData& carried) {
        Event event(host.rect().center(), Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&host, &event);
        return event.isAccepted();
    }

  private Q_SLOTS:
    void thePromiseNamesWhatWillHappen_data() {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<QString>("promise");
        QTest::newRow("nothing") << QStringList{} << "";
        QTest::newRow("one image") << QStringList{"/a/x.png"} << "Score 1 image";
        QTest::newRow("images of any case") << QStringList{"x.PNG", "y.jpeg", "z.webp"} << "Score 3 images";
        QTest::newRow("a run") << QStringList{"runs/glow.h5"} << "Open “glow.h5”";
        QTest::newRow("a folder") << QStringList{"/data/mnist"} << "Open “mnist”";
        QTest::newRow("an image by other endings") << QStringList{"a.jfif", "b.avif"} << "Score 2 images";
        QTest::newRow("an archive") << QStringList{"cifar.tar.gz"} << "Add data set";
        QTest::newRow("two data files") << QStringList{"a-ubyte.gz", "b.mat"} << "Add 2 data sets";
        QTest::newRow("all at once") << QStringList{"a.h5", "b.png", "c.npy"}
                                     << "Open “a.h5” · Score 1 image · Add data set";
    }
    void thePromiseNamesWhatWillHappen() {
        QFETCH(QStringList, paths);
        QFETCH(QString, promise);
        QCOMPARE(dropPromise(paths), promise);
    }

    void aDragCoversTheWindowAndADropEmitsPaths() {
        QWidget host;
        host.resize(300, 200);
        DropArea area(&host);
        host.show();
        QSignalSpy dropped(&area, &DropArea::pathsDropped);
        QMimeData carried;
        carried.setUrls({QUrl::fromLocalFile("/a/x.png")});
        QVERIFY(send<QDragEnterEvent>(host, carried));
        QVERIFY(area.isVisible());
        QCOMPARE(area.size(), host.size());
        QCOMPARE(area.promise(), QStringLiteral("Score 1 image"));
        QVERIFY(send<QDropEvent>(host, carried));
        QVERIFY(!area.isVisible());
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.first().first().toStringList(), QStringList{"/a/x.png"});
    }

    void leavingHidesThePromise() {
        QWidget host;
        DropArea area(&host);
        host.show();
        QMimeData carried;
        carried.setUrls({QUrl::fromLocalFile("/a/x.png")});
        send<QDragEnterEvent>(host, carried);
        QDragLeaveEvent leave;
        QApplication::sendEvent(&host, &leave);
        QVERIFY(!area.isVisible());
    }

    void aPictureWithoutAFileIsTaken() {
        QWidget host;
        DropArea area(&host);
        QSignalSpy dropped(&area, &DropArea::imageDropped);
        QMimeData carried;
        carried.setImageData(QImage(4, 4, QImage::Format_RGB32));
        QVERIFY(send<QDragEnterEvent>(host, carried));
        QVERIFY(send<QDropEvent>(host, carried));
        QCOMPARE(dropped.count(), 1);
    }

    void textIsRefused() {
        QWidget host;
        DropArea area(&host);
        QMimeData text;
        text.setText("hello");
        QVERIFY(!send<QDragEnterEvent>(host, text));
        QVERIFY(!area.isVisible());
    }

    void webAddressesAreLeftOutAloud_data() {
        QTest::addColumn<QStringList>("addresses");
        QTest::addColumn<bool>("picture");
        QTest::addColumn<QString>("promise");
        QTest::addColumn<QString>("found");
        const QString local = "file:///a/x.png", web = "https://example.org/y.png";
        QTest::newRow("alone") << QStringList{web} << false << "Leave out 1 web address"
                               << "a web address";
        QTest::newRow("two") << QStringList{web, web} << false << "Leave out 2 web addresses"
                             << "2 web addresses";
        QTest::newRow("beside a file")
            << QStringList{local, web} << false << "Score 1 image · Leave out 1 web address"
            << "a web address";
        QTest::newRow("a picture of a browser") << QStringList{web} << true << "Score 1 image"
                                                << "";
        QTest::newRow("a picture and a second address")
            << QStringList{web, web} << true << "Score 1 image · Leave out 1 web address"
            << "a web address";
    }
    void webAddressesAreLeftOutAloud() {
        QFETCH(QStringList, addresses);
        QFETCH(bool, picture);
        QFETCH(QString, promise);
        QFETCH(QString, found);
        QWidget host;
        DropArea area(&host);
        QSignalSpy paths(&area, &DropArea::pathsDropped), pictures(&area, &DropArea::imageDropped),
            left(&area, &DropArea::addressesLeftOut);
        QMimeData carried;
        QList<QUrl> urls;
        for (const auto& address : addresses) urls << QUrl(address);
        carried.setUrls(urls);
        if (picture) carried.setImageData(QImage(4, 4, QImage::Format_RGB32));
        QVERIFY(send<QDragEnterEvent>(host, carried));
        QCOMPARE(area.promise(), promise);
        QVERIFY(send<QDropEvent>(host, carried));
        QCOMPARE(paths.count(), addresses.first().startsWith("file") ? 1 : 0);
        QCOMPARE(pictures.count(), picture ? 1 : 0);
        QCOMPARE(left.count(), found.isEmpty() ? 0 : 1);
        if (!found.isEmpty()) {
            const auto sentence = left.first().first().toString();
            QVERIFY2(sentence.contains("found " + found + ";"), qPrintable(sentence));
        }
    }
};

NESCIO_TEST(tst_drop_area, TestDropArea)
#include "tst_drop_area.moc"
