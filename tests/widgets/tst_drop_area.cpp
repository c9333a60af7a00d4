// What a drag over a window promises and what a drop emits.

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
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
        QTest::newRow("a run") << QStringList{"glow.h5"} << "Open run";
        QTest::newRow("a folder") << QStringList{"/data/mnist"} << "Add data set";
        QTest::newRow("two data files") << QStringList{"a-ubyte.gz", "b.mat"} << "Add 2 data sets";
        QTest::newRow("all at once") << QStringList{"a.h5", "b.png", "c.npy"}
                                     << "Open run · Score 1 image · Add data set";
    }
    void thePromiseNamesWhatWillHappen() {
        QFETCH(QStringList, paths);
        QFETCH(QString, promise);
        QCOMPARE(dropPromise(paths), promise);
    }

    void namesThatTellNothingAreLookedInto() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("set.png"));
        QImage picture(4, 4, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(folder.filePath("photo"), "PNG"));
        QFile data(folder.filePath("data"));
        QVERIFY(data.open(QIODevice::WriteOnly) && data.write(QByteArray(64, '\x02')) == 64);
        data.close();
        QCOMPARE(dropKindOf(folder.filePath("set.png")), DropKind::DataSet);
        QCOMPARE(dropKindOf(folder.filePath("photo")), DropKind::Image);
        QCOMPARE(dropKindOf(folder.filePath("data")), DropKind::DataSet);
        for (const char* name : {"a.jfif", "a.JPE", "a.gif", "a.avif", "a.jxl"})
            QCOMPARE(dropKindOf(name), DropKind::Image);
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

    void textAndRemoteAddressesAreRefused() {
        QWidget host;
        DropArea area(&host);
        QMimeData text;
        text.setText("hello");
        QVERIFY(!send<QDragEnterEvent>(host, text));
        QMimeData remote;
        remote.setUrls({QUrl("https://example.org/x.png")});
        QVERIFY(!send<QDragEnterEvent>(host, remote));
        QVERIFY(!area.isVisible());
    }
};

NESCIO_TEST(tst_drop_area, TestDropArea)
#include "tst_drop_area.moc"
