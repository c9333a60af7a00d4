// data list and data get, against a server of the test's own that stands for the makers' ones
// ($NESCIO_MIRROR).
#include <csignal>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/local_server.h"
#include "tests/test_list.h"

namespace fs = std::filesystem;

class TestCliData : public QObject {
    Q_OBJECT
  private:
    static constexpr std::size_t kSmall = 8'458'043;  // a file whose makers publish its size and no checksum
    const std::string m_path = "/notmnist/notMNIST_small.tar.gz";
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<nescio::tests::LocalServer> m_server;

    [[nodiscard]] fs::path data(const char* name) const {
        return fs::path(m_folder->path().toStdString()) / "nescio/data" / name;
    }
    [[nodiscard]] fs::path small() const { return data("notmnist/notMNIST_small.tar.gz"); }
    static QStringList get(const char* name) { return {"data", "get", name}; }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<nescio::tests::LocalServer>();
        for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "NESCIO_DATA"}) qunsetenv(name);
        qputenv("XDG_DATA_HOME", m_folder->path().toUtf8());
        qputenv("NESCIO_MIRROR", QByteArray::fromStdString(m_server->url()));
        const auto probe = runCli(get("notmnist/notMNIST_small"));
        if (probe.err.contains("no libcurl")) QSKIP("a build without libcurl");
        QVERIFY2(probe.err.contains("404"), qPrintable(probe.err));
        m_server->serve(m_path, {.bytes = files::ramp(kSmall), .etag = "\"one\""});
    }

    void licenceAndSizeAreSaidAndTheFileIsKept() {
        const auto result = runCli(get("notmnist/notMNIST_small"));
        VERIFY_EXIT(result, 0);
        for (const char* word : {"8.5 MB", "Licence: none stated", "no checksum is published", "Kept in"})
            QVERIFY2(result.out.contains(word), qPrintable(result.out));
        QVERIFY(files::read(small()) == files::ramp(kSmall));
        const auto asked = m_server->asked().size();
        const auto again = runCli({"data", "get", "notmnist/notMNIST_small", "--json"});
        VERIFY_EXIT(again, 0);
        QCOMPARE(m_server->asked().size(), asked);
        const auto files = again.json()["files"].toArray();
        QCOMPARE(files.size(), 1);
        QCOMPARE(files[0].toObject()["path"].toString().toStdString(), small().string());
    }

    void aDryRunAsksNoServer() {
        const auto asked = m_server->asked().size();
        const auto result = runCli(get("emnist") + QStringList{"--dry-run"});
        VERIFY_EXIT(result, 0);
        QVERIFY(result.out.contains("561.8 MB") && result.out.contains("SHA-256"));
        QCOMPARE(m_server->asked().size(), asked);
        QVERIFY(!fs::exists(data("emnist")));
    }

    void whatBrokeOffGoesOn() {
        m_server->serve(m_path, {.bytes = files::ramp(kSmall), .etag = "\"one\"", .sendOnly = 1'000'000});
        const auto broken = runCli(get("notmnist/notMNIST_small"));
        VERIFY_EXIT(broken, 1);
        QVERIFY2(broken.err.contains("1.0 MB are kept") && broken.err.count('\n') == 1,
                 qPrintable(broken.err));
        m_server->serve(m_path, {.bytes = files::ramp(kSmall), .etag = "\"one\""});
        VERIFY_EXIT(runCli(get("notmnist/notMNIST_small")), 0);
        QCOMPARE(m_server->asked().back().range, std::string("bytes=1000000-"));
        QVERIFY(files::read(small()) == files::ramp(kSmall));
    }

    void controlCKeepsWhatHasCome() {
        m_server->serve(m_path, {.bytes = files::ramp(kSmall), .sendOnly = 100'000, .stalls = true});
        QProcess process;
        process.start(QStringLiteral(NESCIO_CLI), get("notmnist/notMNIST_small"));
        QVERIFY(process.waitForStarted());
        const auto part = small().string() + ".part";
        std::error_code error;
        QTRY_COMPARE_WITH_TIMEOUT(fs::file_size(part, error), std::uintmax_t{100'000}, nescio::kPatienceMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(nescio::kPatienceMs));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardOutput().contains("kept"));
        QCOMPARE(fs::file_size(part), std::uintmax_t{100'000});
    }

    void anotherFileIsNotKept() {
        m_server->serve("/mnist/t10k-images-idx3-ubyte.gz", {.bytes = files::ramp(1'648'877)});
        const auto result = runCli(get("mnist/t10k"));
        VERIFY_EXIT(result, 3);
        QVERIFY2(result.err.contains("SHA-256") && result.err.count('\n') == 1, qPrintable(result.err));
        QVERIFY2(!fs::exists(data("mnist")), "nothing that came was kept, nor a folder for it");
    }

    void anotherFileInTheWayIsLeftAlone() {
        files::write(small(), "mine");
        const auto result = runCli(get("notmnist/notMNIST_small"));
        VERIFY_EXIT(result, 3);
        QVERIFY2(result.err.contains("move it elsewhere"), qPrintable(result.err));
        QVERIFY(files::read(small()) == "mine");
    }

    void withoutANetworkItIsOneSentence() {
        m_server.reset();
        const auto result = runCli(get("mnist"));
        VERIFY_EXIT(result, 1);
        QVERIFY2(result.err.contains("cannot be reached") && result.err.count('\n') == 1,
                 qPrintable(result.err));
        QVERIFY2(QDir(m_folder->path()).isEmpty(), "a folder for nothing was left");
        const auto machine = runCli(get("mnist") + QStringList{"--json"});
        QCOMPARE(machine.errorJson()["exit_code"].toInt(), 1);
        QVERIFY(machine.out.isEmpty());
    }

    void whatCannotBeGotSaysWhy() {
        qunsetenv("NESCIO_MIRROR");
        const auto byHand = runCli(get("celeba"));
        VERIFY_EXIT(byHand, 2);
        QVERIFY2(byHand.err.contains("img_align_celeba.zip") && byHand.err.contains("mmlab.ie.cuhk.edu.hk"),
                 qPrintable(byHand.err));
        const auto unknown = runCli(get("imagenet"));
        VERIFY_EXIT(unknown, 2);
        QVERIFY(unknown.out.isEmpty() && unknown.err.contains("tiny-imagenet"));
        const auto part = runCli(get("fashion-mnist/train20k"));
        VERIFY_EXIT(part, 2);
        QVERIFY2(part.err.contains("do not offer"), qPrintable(part.err));
    }

    void theListSaysWhatLiesUnderAnothersName() {
        files::write(data("kmnist/t10k-images-idx3-ubyte"), files::idxImages(3, 28, 28));
        const auto list = runCli({"data", "list"});
        VERIFY_EXIT(list, 0);
        QVERIFY2(list.out.contains("another set lies under its name"), qPrintable(list.out));
        for (const auto& set : runCli({"data", "list", "--json"}).json()["sets"].toArray())
            if (set.toObject()["id"] == "kmnist/t10k") {
                QVERIFY(!set.toObject()["available"].toBool());
                QVERIFY(set.toObject()["impostor"].toString().contains("3 images"));
            }
    }
};

NESCIO_TEST(tst_cli_data, TestCliData)
#include "tst_cli_data.moc"
