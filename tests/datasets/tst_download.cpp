// Downloads from a server of the test's own: whole, interrupted, resumed, changed meanwhile, wrong, endless,
// and on a full disk. After each, what had come is there or was never the file.
#include <sys/resource.h>

#include <csignal>

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

#include "datasets/download/download.h"
#include "datasets/download/part_file.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/local_server.h"
#include "tests/test_list.h"

using namespace nescio;
using tests::Served;
namespace fs = std::filesystem;

class TestDownload : public QObject {
    Q_OBJECT
  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::LocalServer> m_server;
    const std::string m_bytes = files::ramp(300'000);

    [[nodiscard]] fs::path target() const { return m_folder->filePath("a/set.gz").toStdString(); }
    [[nodiscard]] fs::path part() const { return target().string() + ".part"; }
    [[nodiscard]] Download wanted() const {
        return {.url = m_server->url("/set.gz"), .to = target(), .bytes = 300'000};
    }
    static std::string hash(QCryptographicHash::Algorithm kind, const std::string& bytes) {
        return QCryptographicHash::hash(QByteArray::fromStdString(bytes), kind).toHex().toStdString();
    }
    /// Leaves the first 100 000 bytes behind.
    void breakOff(Served file) {
        file.sendOnly = 100'000;
        m_server->serve("/set.gz", file);
        EXPECT_ERROR(Error, download(wanted(), {}), "/set.gz", "100.0 kB are kept");
        QCOMPARE(fs::file_size(part()), std::uintmax_t{100'000});
        QVERIFY(!fs::exists(target()));
    }
    void verifyWhole() {
        QVERIFY(files::read(target()) == m_bytes);
        for (const auto& entry : fs::directory_iterator(target().parent_path()))
            QCOMPARE(entry.path().filename().string(), std::string("set.gz"));
    }

  private Q_SLOTS:
    void init() {
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) qunsetenv(name);
        if (!canDownload()) QSKIP("a build without libcurl");
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<tests::LocalServer>();
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = "\"one\""});
    }

    void aFileComesWholeWithProgress() {
        ProgressBoard board;
        Progress first;
        board.listen([&](const Progress& progress) {
            if (first.stage.empty()) first = progress;
        });
        auto what = wanted();
        what.sha256 = hash(QCryptographicHash::Sha256, m_bytes);
        QVERIFY(download(what, {.board = &board}));
        verifyWhole();
        QCOMPARE(first.stage, std::string("downloading set.gz"));
        QCOMPARE(first.total, std::int64_t{300'000});
    }

    void whatHadComeIsNotAskedForAgain() {
        breakOff({.bytes = m_bytes, .etag = "\"one\""});
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = "\"one\""});
        QVERIFY(download(wanted(), {}));
        verifyWhole();
        QCOMPARE(m_server->asked().back().range, std::string("bytes=100000-"));
        QCOMPARE(m_server->asked().back().ifRange, std::string("\"one\""));
    }

    void itStartsAnewWhere_data() {
        QTest::addColumn<bool>("ranges");
        QTest::addColumn<QString>("etag");
        QTest::newRow("the server knows no ranges") << false << "\"one\"";
        QTest::newRow("the file is another version") << true << "\"two\"";
        QTest::newRow("nothing tells versions apart") << true << "";
    }
    void itStartsAnewWhere() {
        QFETCH(bool, ranges);
        QFETCH(QString, etag);
        const bool told = !etag.isEmpty();
        breakOff({.bytes = std::string(300'000, 'x'), .etag = told ? "\"one\"" : ""});
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = etag.toStdString(), .ranges = ranges});
        QVERIFY(download(wanted(), {}));
        verifyWhole();
    }

    void aChecksumStandsForTheVersion() {
        breakOff({.bytes = m_bytes});
        auto what = wanted();
        what.md5 = hash(QCryptographicHash::Md5, m_bytes);
        m_server->serve("/set.gz", {.bytes = m_bytes});
        QVERIFY(download(what, {}));
        verifyWhole();
        QCOMPARE(m_server->asked().back().range, std::string("bytes=100000-"));
    }

    void aWholePartOfUnknownSizeIsKnownByTheServersCount() {
        files::write(part(), m_bytes);
        files::write(part().string() + ".version", "\"one\"\n");
        auto what = wanted();
        what.bytes = 0;
        QVERIFY(download(what, {}));
        verifyWhole();
    }

    void damagedBytesAreRefusedAndRemoved() {
        for (const bool strong : {true, false}) {
            auto what = wanted();
            (strong ? what.sha256 : what.md5) = std::string(strong ? 64 : 32, '0');
            EXPECT_ERROR(DataError, download(what, {}), strong ? "SHA-256" : "MD5", "0000", "was removed");
            QVERIFY(!fs::exists(target()) && !fs::exists(part()));
        }
    }

    void anotherFileIsRefusedBeforeItComes_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("hidesLength");
        QTest::addColumn<QString>("word");
        QTest::newRow("a web page") << QByteArray(300'000, 'h') << "text/html; charset=utf-8" << false
                                    << "web page";
        QTest::newRow("a shorter one") << QByteArray(10, 'h') << "" << false << "300.0 kB";
        QTest::newRow("an endless one") << QByteArray(900'000, 'h') << "" << true << "sends more";
        QTest::newRow("nothing") << QByteArray() << "" << true << "found 0";
    }
    void anotherFileIsRefusedBeforeItComes() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, type);
        QFETCH(bool, hidesLength);
        QFETCH(QString, word);
        m_server->serve("/set.gz", {.bytes = bytes.toStdString(),
                                    .etag = "\"one\"",
                                    .type = type.toStdString(),
                                    .hidesLength = hidesLength});
        EXPECT_ERROR(Error, download(wanted(), {}), qPrintable(word));
        QVERIFY(!fs::exists(target()));
        QVERIFY(!fs::exists(part()) || fs::file_size(part()) == 0);
    }

    void redirectsLeadToWebServersOnly() {
        auto other = wanted();
        other.url = "ftp" + m_server->url("/set.gz").substr(4);
        EXPECT_ERROR(Error, download(other, {}), "https:// or http://");
        m_server->serve("/moved", {.redirect = m_server->url("/set.gz")});
        auto what = wanted();
        what.url = m_server->url("/moved");
        QVERIFY(download(what, {}));
        verifyWhole();
        fs::remove(target());
        files::write(m_folder->filePath("secret").toStdString(), m_bytes);
        m_server->serve("/moved", {.redirect = "file://" + m_folder->filePath("secret").toStdString()});
        EXPECT_ERROR(Error, download(what, {}), "/moved");
        m_server->serve("/moved", {.redirect = m_server->url("/moved")});
        EXPECT_ERROR(Error, download(what, {}), "/moved");
        QVERIFY(!fs::exists(target()));
    }

    void aServerThatIsNotThereIsOneSentence() {
        auto what = wanted();
        what.url = m_server->url("/none");
        EXPECT_ERROR(Error, download(what, {}), "/none", "404");
        QVERIFY2(!fs::exists(target().parent_path()), "not even an empty folder");
        fs::create_directory(target().parent_path());
        EXPECT_ERROR(Error, download(what, {}), "/none", "404");
        QVERIFY2(fs::is_empty(target().parent_path()), "not even an empty part, in a folder that stays");
        what.url = wanted().url;
        m_server.reset();
        EXPECT_ERROR(Error, download(what, {}), "cannot be reached", "is there a network?");
    }

    void aServerThatSaysNoMoreIsGivenUp() {
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = "\"one\"", .sendOnly = 1000, .stalls = true});
        EXPECT_ERROR(Error, download(wanted(), {.patienceSeconds = 1}), "nothing came for 1 seconds",
                     "1.0 kB are kept");
        QCOMPARE(fs::file_size(part()), std::uintmax_t{1000});
    }

    void stoppingKeepsWhatHasCome() {
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = "\"one\"", .sendOnly = 1000, .stalls = true});
        std::stop_source stop;
        ProgressBoard board;
        board.listen([&](const Progress& progress) {
            if (progress.done == 1000) stop.request_stop();
        });
        QVERIFY(!download(wanted(), {.stop = stop.get_token(), .board = &board}));
        QCOMPARE(fs::file_size(part()), std::uintmax_t{1000});
        m_server->serve("/set.gz", {.bytes = m_bytes, .etag = "\"one\""});
        QVERIFY(download(wanted(), {}));
        verifyWhole();
        QCOMPARE(m_server->asked().back().range, std::string("bytes=1000-"));
    }

    void aSecondProgramIsToldSo() {
        {
            const PartFile first(target());
            QVERIFY(first.isOurs());
            EXPECT_ERROR(Error, download(wanted(), {}), "another program", "set.gz");
        }
        QVERIFY(download(wanted(), {}));
        QVERIFY2(download(wanted(), {}), "it is there already");
        verifyWhole();
    }

    void aFullDiskKeepsWhatHasCome() {
        rlimit before = {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{50'000, before.rlim_max};
        auto* const old = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &small);
        QString why =
            whyNot<Error>([&] { download(wanted(), {}); }, {".part", "50.0 kB", "are kept", "make room"});
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, old);
        QVERIFY2(why.isEmpty(), qPrintable(why));
        QCOMPARE(fs::file_size(part()), std::uintmax_t{50'000});
        QVERIFY(download(wanted(), {}));
        verifyWhole();
        QCOMPARE(m_server->asked().back().range, std::string("bytes=50000-"));
    }

    void aFolderThatCannotBeMadeIsOneSentence() {
        files::write(m_folder->filePath("a").toStdString(), "a file in the way");
        EXPECT_ERROR(Error, download(wanted(), {}), "cannot be made");
    }
};

NESCIO_TEST(tst_download, TestDownload)
#include "tst_download.moc"
