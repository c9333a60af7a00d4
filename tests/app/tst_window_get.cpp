// Getting data from the window: licence, size and what is here are seen first, the strip shows the download
// and cancels it, and what came is there to be added. The server is the test's own.

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include "app/dialogs/data_dialog.h"
#include "app/dialogs/get_dialog.h"
#include "tests/datasets/files.h"
#include "tests/local_server.h"
#include "tests/test_list.h"
#include "widgets/job_strip.h"
#include "window_fixture.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestWindowGet : public QObject {
    Q_OBJECT

    static constexpr std::size_t kSmall = 8'458'043;
    QTemporaryDir m_data;
    tests::LocalServer m_server;
    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] fs::path file() const {
        return fs::path(m_data.path().toStdString()) / "nescio/data/notmnist/notMNIST_small.tar.gz";
    }
    void serve(tests::Served file) {
        file.etag = "\"one\"";
        file.bytes = files::ramp(kSmall);
        m_server.serve("/notmnist/notMNIST_small.tar.gz", std::move(file));
    }
    GetDialog* openDialog() {
        m_fixture->window().actions().getData->trigger();
        return m_fixture->window().findChild<GetDialog*>();
    }
    static QTreeWidgetItem* choose(GetDialog* dialog, const QString& title) {
        auto* list = in<QTreeWidget>(*dialog, "getOffers");
        const auto found = list->findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
        list->setCurrentItem(found.value(0));
        return found.value(0);
    }
    static QString facts(GetDialog* dialog) { return in<QLabel>(*dialog, "getFacts")->text(); }
    static QPushButton* button(GetDialog* dialog) { return in<QPushButton>(*dialog, "getCommit"); }
    /// Presses Get for the small set; true once the strip shows it.
    bool press() {
        auto* dialog = openDialog();
        choose(dialog, "notMNIST small");
        button(dialog)->click();
        return QTest::qWaitFor([this] { return strip().contains("getting notmnist"); }, kPatienceMs);
    }
    [[nodiscard]] QString strip() { return m_fixture->window().findChild<JobStrip*>()->summary(); }

  private Q_SLOTS:
    void initTestCase() {
        if (!canDownload()) QSKIP("a build without libcurl");
        useThrowawayFolders();
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "NESCIO_DATA"}) qunsetenv(name);
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
        qputenv("NESCIO_MIRROR", QByteArray::fromStdString(m_server.url()));
        m_fixture = std::make_unique<WindowFixture>();
    }

    void licenceSizeAndStateAreSeenFirst() {
        auto* dialog = openDialog();
        QVERIFY(dialog);
        const auto* row = choose(dialog, "CIFAR-10");
        QVERIFY(row && row->text(1).contains("170.1 MB") && row->text(2) == "not on this machine");
        QVERIFY2(facts(dialog).contains("Krizhevsky") && facts(dialog).contains("Kept in: "),
                 qPrintable(facts(dialog)));
        QVERIFY(button(dialog)->isEnabled());
        QVERIFY(choose(dialog, "notMNIST small"));
        QVERIFY2(facts(dialog).contains("no checksum is published"), qPrintable(facts(dialog)));
        dialog->reject();
    }

    void addDataLeadsToIt() {
        m_fixture->window().actions().addData->trigger();
        in<QPushButton>(*m_fixture->window().findChild<DataDialog*>(), "dataGet")->click();
        auto* dialog = m_fixture->window().findChild<GetDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->reject();
    }

    void cancellingKeepsWhatHasComeAndGoesOn() {
        serve({.sendOnly = 1'000'000, .stalls = true});
        QVERIFY(press());
        QVERIFY(QTest::qWaitFor([this] { return strip().contains("1.0 MB of 8.5 MB"); }, kPatienceMs));
        QVERIFY2(!m_fixture->controllers().jobs().interactive.busy(), "nothing waits behind a download");
        in<QAbstractButton>(m_fixture->window(), "cancelJob0")->click();
        QVERIFY(
            QTest::qWaitFor([this] { return m_fixture->sentence().contains("was stopped"); }, kPatienceMs));
        QCOMPARE(fs::file_size(file().string() + ".part"), std::uintmax_t{1'000'000});
        QVERIFY(m_fixture->settle());
        auto* dialog = openDialog();
        QCOMPARE(choose(dialog, "notMNIST small")->text(2), QStringLiteral("1.0 MB of it here"));
        dialog->reject();
    }

    void whatComesIsThereToBeAdded() {
        serve({});
        QSignalSpy ended(&m_fixture->controllers().getting, &GetController::ended);
        auto* dialog = openDialog();
        choose(dialog, "notMNIST small");
        button(dialog)->click();
        m_fixture->controllers().getting.get("notmnist/notMNIST_small");  // an impatient second time
        QVERIFY(QTest::qWaitFor([&] { return ended.count() > 0; }, kPatienceMs));
        QVERIFY2(m_fixture->sentence().contains("on this machine now"), qPrintable(m_fixture->sentence()));
        QVERIFY(files::read(file()) == files::ramp(kSmall));
        QCOMPARE(m_server.asked().back().range, std::string("bytes=1000000-"));
        QVERIFY(m_fixture->settle());
        QCOMPARE(ended.count(), 1);
        dialog = openDialog();
        QCOMPARE(choose(dialog, "notMNIST small")->text(2), QStringLiteral("on this machine"));
        QVERIFY(!button(dialog)->isEnabled());
        dialog->reject();
    }

    void aServerWithoutTheFileIsOneSentence() {
        m_fixture->controllers().getting.get("mnist");
        QVERIFY(QTest::qWaitFor([this] { return m_fixture->sentence().contains("404"); }, kPatienceMs));
        QVERIFY(m_fixture->settle());
    }

    void whatIsHandedOutByHandSaysWhere() {
        qunsetenv("NESCIO_MIRROR");
        m_fixture->controllers().library.askEngine();
        QVERIFY(m_fixture->settle());
        auto* dialog = openDialog();
        choose(dialog, "CelebA");
        QVERIFY2(facts(dialog).contains("put img_align_celeba.zip"), qPrintable(facts(dialog)));
        QVERIFY(!button(dialog)->isEnabled());
        dialog->reject();
    }

    void closingTheWindowEndsADownload() {
        qputenv("NESCIO_MIRROR", QByteArray::fromStdString(m_server.url()));
        fs::remove(file());
        serve({.sendOnly = 1'000'000, .stalls = true});
        m_fixture->controllers().getting.get("notmnist/notMNIST_small");
        const auto part = file().string() + ".part";
        QVERIFY(QTest::qWaitFor(
            [&] {
                std::error_code error;
                return fs::file_size(part, error) == 1'000'000 && !error;
            },
            kPatienceMs));
        m_fixture.reset();  // waits for the lanes
        QVERIFY(fs::exists(part));
    }
};

NESCIO_TEST(tst_window_get, TestWindowGet)
#include "tst_window_get.moc"
