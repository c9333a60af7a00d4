// Dropping and pasting on the real window: the promise, the answer, drops that follow each other, and bad
// files that end as one sentence. How long answers take is said, and measured by the benchmarks; no test
// depends on it.

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/hdf5_files.h"
#include "tests/test_list.h"
#include "widgets/inspector.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowDrops : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    QString inspectorText(const char* name) {
        return m_fixture->window().findChild<QLabel*>(QString::fromLatin1(name))->text();
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
    }

    void anImageBeforeAnyRunIsShownAndSaysWhyItHasNoNumbers() {
        QSignalSpy answered(&m_fixture->controllers().dropping, &DropController::answered);
        QCOMPARE(m_fixture->drop({m_fixture->writePng("early.png", 20, 20, 10)}),
                 QStringLiteral("Score 1 image"));
        QVERIFY(answered.wait(kPatienceMs));
        QVERIFY2(inspectorText("inspectorNote").contains("no trained model"),
                 qPrintable(inspectorText("inspectorNote")));
        m_fixture->controllers().dropping.clear();
    }

    void aDroppedImageIsAcknowledgedAtOnceAndAnswered() {
        // The architecture of `quick` after one step: how good it is does not change how long an answer
        // takes.
        QVERIFY(m_fixture->train(m_fixture->quickTraining("quick.h5", 1)));
        QVERIFY(m_fixture->settle());
        QSignalSpy accepted(&m_fixture->controllers().dropping, &DropController::accepted);
        QSignalSpy shown(&m_fixture->window(), &MainWindow::inspectionShown);
        const QString first = m_fixture->writePng("first.png", 40, 30, 200);
        const QString second = m_fixture->writePng("second.png", 28, 28, 90);
        for (const QString& path : {first, second}) {
            shown.clear();
            QElapsedTimer clock;
            clock.start();
            const auto before = accepted.count();
            QCOMPARE(m_fixture->drop({path}), QStringLiteral("Score 1 image"));
            QCOMPARE(accepted.count(), before + 1);  // before the event loop turned once
            const auto acknowledged = clock.elapsed();
            QVERIFY(shown.wait(kPatienceMs));
            const auto answeredMs = clock.elapsed();
            qInfo("%s: acknowledged after %lld ms, answered after %lld ms",
                  qPrintable(QFileInfo(path).fileName()), static_cast<long long>(acknowledged),
                  static_cast<long long>(answeredMs));
        }
        QCOMPARE(accepted.count(), 2);
        QVERIFY(inspectorText("inspectorBitsPerDim").contains("bits/dim"));
        QVERIFY(m_fixture->window().parts().page<BreakdownPage>()->plot()->hasData());
    }

    void aDropDuringAScoringIsAnsweredFirst() {
        QVERIFY(m_fixture->settle());
        auto& lane = m_fixture->controllers().jobs().interactive;
        QSignalSpy scored(&m_fixture->controllers().scoring, &ScoringController::scored);
        m_fixture->controllers().scoring.score({.runPath = m_fixture->session().currentRun()->path(),
                                                .setIds = {"synthetic/garments"},
                                                .limit = 3'000,
                                                .options = {},
                                                .keep = false});
        QVERIFY(QTest::qWaitFor([&] { return lane.running() && lane.running()->board->latest().done > 0; },
                                kPatienceMs));
        QSignalSpy shown(&m_fixture->window(), &MainWindow::inspectionShown);
        QElapsedTimer clock;
        clock.start();
        m_fixture->drop({m_fixture->writePng("urgent.png", 28, 28, 60)});
        QVERIFY(shown.wait(kPatienceMs));
        qInfo("answered after %lld ms in the middle of a scoring", static_cast<long long>(clock.elapsed()));
        QCOMPARE(scored.count(), 0);
        QVERIFY(m_fixture->settle());
        QCOMPARE(scored.count(), 1);
    }

    void theChangesOfAnImageAreListed() {
        QSignalSpy shown(&m_fixture->window(), &MainWindow::inspectionShown);
        m_fixture->drop({m_fixture->writePng("large.png", 60, 40, 120)});
        QVERIFY(shown.wait(kPatienceMs));
        QVERIFY(inspectorText("inspectorChanges") != QStringLiteral("none"));
        QVERIFY(inspectorText("inspectorSource").endsWith("large.png"));
    }

    void twoQuickDropsAreBothKeptAndTheLastIsShown() {
        QVERIFY(m_fixture->settle());
        m_fixture->controllers().dropping.clear();
        QSignalSpy answered(&m_fixture->controllers().dropping, &DropController::answered);
        m_fixture->drop({m_fixture->writePng("older.png", 28, 28, 30)});
        m_fixture->drop({m_fixture->writePng("newer.png", 28, 28, 220)});
        QVERIFY(m_fixture->settle());
        QCOMPARE(answered.count(), 2);
        QCOMPARE(m_fixture->session().dropped().size(), 2U);
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("newer.png"));
    }

    void manyImagesAtOnceAreAllScored() {
        m_fixture->controllers().dropping.clear();
        QStringList paths;
        for (int i = 0; i < 12; ++i)
            paths << m_fixture->writePng(QStringLiteral("many%1.png").arg(i), 28, 28, 20 * i);
        QCOMPARE(m_fixture->drop(paths), QStringLiteral("Score 12 images"));
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->session().dropped().size(), 12U);
    }

    void aPastedPictureIsScored() {
        m_fixture->controllers().dropping.clear();
        QImage picture(32, 32, QImage::Format_RGB32);
        picture.fill(QColor(200, 40, 40));
        QGuiApplication::clipboard()->setImage(picture);
        QSignalSpy answered(&m_fixture->controllers().dropping, &DropController::answered);
        m_fixture->window().actions().paste->trigger();
        QVERIFY(answered.wait(kPatienceMs));
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("clipboard"));
    }

    void aPictureIsTheSameDroppedOrPasted() {
        m_fixture->controllers().dropping.clear();
        QImage picture(28, 28, QImage::Format_ARGB32);
        picture.fill(qRgba(200, 40, 40, 0));  // a colour that nobody sees
        picture.setPixel(3, 4, qRgba(20, 90, 40, 255));
        const QString path = m_fixture->path("hidden.png");
        QVERIFY(picture.save(path));
        QGuiApplication::clipboard()->setImage(QImage(path));
        QStringList changes, scores;
        for (const bool pasted : {false, true}) {
            QSignalSpy shown(&m_fixture->window(), &MainWindow::inspectionShown);
            if (pasted)
                m_fixture->window().actions().paste->trigger();
            else
                m_fixture->drop({path});
            QVERIFY(shown.wait(kPatienceMs));
            QCOMPARE(inspectorText("inspectorName"), pasted ? QString("clipboard") : QString("hidden.png"));
            changes << inspectorText("inspectorChanges");
            scores << inspectorText("inspectorBitsPerDim");
        }
        QVERIFY2(changes[0].contains("alpha: laid over white"), qPrintable(changes[0]));
        QCOMPARE(changes[1], changes[0]);
        QCOMPARE(scores[1], scores[0]);
    }

    void aDataFolderBecomesASet() {
        const QString folder = m_fixture->path("folder");
        QVERIFY(QDir().mkpath(folder));
        for (int i = 0; i < 3; ++i)
            m_fixture->writePng(QStringLiteral("folder/%1.png").arg(i), 28, 28, 50 * i);
        const auto before = m_fixture->session().dataSets().size();
        QCOMPARE(m_fixture->drop({folder}), QStringLiteral("Open “folder”"));
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->session().dataSets().size(), before + 1);
        QCOMPARE(m_fixture->session().dataSets().back().count, 3);
    }

    /// A tarball, an .npz with two arrays, an HDF5 file, a nested folder, an image without ending.
    void oneGestureOpensEachForWhatItIs() {
        m_fixture->controllers().dropping.clear();
        const auto png = files::png(28, 28);
        const auto npy = files::npy("|u1", false, "3, 28, 28", files::ramp(3 * 784));
        const std::filesystem::path folder = m_fixture->path("gesture").toStdString();
        files::write(folder / "tarball.tar", files::tar({{"a/x.npy", npy}}));
        files::write(folder / "two.npz", files::zip({{"x_train.npy", npy}, {"x_test.npy", npy}}));
        files::writeHdf5(folder / "images.h5", {{"x", {2, 28, 28}, files::ramp(2 * 784)}});
        files::write(folder / "nested/train/cats/1.png", png);
        files::write(folder / "nested/train/dogs/2.png", png);
        files::write(folder / "photo", png);
        QStringList paths;
        for (const char* name : {"tarball.tar", "two.npz", "images.h5", "nested", "photo"})
            paths << QString::fromStdString((folder / name).string());
        const auto before = m_fixture->session().dataSets().size();
        QCOMPARE(m_fixture->drop(paths), QStringLiteral("Open 3 files or folders · Add 2 data sets"));
        QVERIFY(m_fixture->settle());
        QStringList ids;
        for (const auto& set : m_fixture->session().dataSets()) ids << QString::fromStdString(set.id);
        const QStringList expected{"gesture/tarball", "two/x_train", "two/x_test", "gesture/images"};
        for (const auto& id : expected)
            QVERIFY2(ids.contains(id), qPrintable(id + " is not in " + ids.join(", ")));
        QCOMPARE(m_fixture->session().dataSets().size(), before + 5);
        QCOMPARE(m_fixture->session().dropped().size(), 1U);
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("photo"));
    }

    /// Two files read at once, and two in one folder, whose ids are the same.
    void setsOfOneNameStayTwo() {
        const std::filesystem::path folder = m_fixture->path("names").toStdString();
        const auto array = [](char first) {
            auto pixels = files::ramp(2 * 784);
            pixels[0] = first;
            return files::npy("|u1", false, "2, 28, 28", pixels);
        };
        files::write(folder / "alice/data/x.npy", array('a'));
        files::write(folder / "bob/data/x.npy", array('b'));
        files::write(folder / "both/y.npy", array('c'));
        files::write(folder / "both/y.npz", files::zip({{"y.npy", array('d')}}));
        const auto before = m_fixture->session().dataSets().size();
        QStringList paths;
        for (const char* name : {"alice/data/x.npy", "bob/data/x.npy", "both"})
            paths << QString::fromStdString((folder / name).string());
        m_fixture->drop(paths);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->session().dataSets().size(), before + 4);
        for (const char* id : {"data/x", "data/x-2"}) QVERIFY2(m_fixture->session().dataSet(id), id);
    }

    void badFilesEndAsOneSentence_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a text that is called .png") << "text.png" << QByteArray("just words");
        QTest::newRow("a picture of zero bytes") << "empty.png" << QByteArray();
        QTest::newRow("a run file that is none") << "words.h5" << QByteArray("just words");
        QTest::newRow("a data file of nothing we know") << "noise.bin" << QByteArray("\x01\x02\x03");
    }
    void badFilesEndAsOneSentence() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QVERIFY(m_fixture->settle());
        QSignalSpy noticed(&m_fixture->controllers(), &Controllers::noticed);
        const auto dropped = m_fixture->session().dropped().size();
        m_fixture->drop({m_fixture->writeBytes(name, bytes)});
        QVERIFY(noticed.wait(kPatienceMs));
        qInfo("%s", qPrintable(m_fixture->sentence()));
        QVERIFY2(m_fixture->sentence().contains("expected"), qPrintable(m_fixture->sentence()));
        QVERIFY2(m_fixture->sentence().contains(name), qPrintable(m_fixture->sentence()));
        QVERIFY(m_fixture->window().isVisible());
        QCOMPARE(m_fixture->session().dropped().size(), dropped);
    }

    void afterAFailedDropTheInspectorShowsWhatIsSelected() {
        QVERIFY(m_fixture->settle());
        m_fixture->drop({m_fixture->writePng("before.png", 28, 28, 99)});
        QVERIFY(m_fixture->settle());
        const auto bits = inspectorText("inspectorBitsPerDim");
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("before.png"));
        m_fixture->drop({m_fixture->writeBytes("broken.png", "no picture")});
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("Score 1 image…"));
        QCOMPARE(inspectorText("inspectorSource"), QStringLiteral("—"));
        QVERIFY(m_fixture->settle());
        QVERIFY2(m_fixture->sentence().contains("broken.png"), qPrintable(m_fixture->sentence()));
        QCOMPARE(inspectorText("inspectorName"), QStringLiteral("before.png"));
        QVERIFY(inspectorText("inspectorSource").endsWith("before.png"));
        QCOMPARE(inspectorText("inspectorBitsPerDim"), bits);
    }

    void aDropWithoutImagesLeavesTheInspectorAlone() {
        QVERIFY(m_fixture->settle());
        const auto name = inspectorText("inspectorName");
        m_fixture->drop({m_fixture->writeBytes("words.npy", "no array")});
        QCOMPARE(inspectorText("inspectorName"), name);
        QVERIFY(m_fixture->settle());
        QCOMPARE(inspectorText("inspectorName"), name);
    }

    void aPastedWebAddressIsAnsweredWithASentence() {
        auto* carried = new QMimeData;
        carried->setUrls({QUrl("https://example.org/x.png")});
        QGuiApplication::clipboard()->setMimeData(carried);
        m_fixture->window().actions().paste->trigger();
        QVERIFY2(m_fixture->sentence().contains("web address"), qPrintable(m_fixture->sentence()));
    }

    void aGoodImageAmongBadOnesIsStillScored() {
        m_fixture->controllers().dropping.clear();
        const QString good = m_fixture->writePng("good.png", 28, 28, 77);
        const QString bad = m_fixture->writeBytes("bad.png", "no picture");
        m_fixture->drop({bad, good});
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->session().dropped().size(), 1U);
        QVERIFY2(m_fixture->sentence().contains("1 of 2"), qPrintable(m_fixture->sentence()));
    }
};

NESCIO_TEST(tst_window_drops, TestWindowDrops)
#include "tst_window_drops.moc"
