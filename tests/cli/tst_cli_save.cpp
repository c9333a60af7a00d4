// Any set saved as files of other programs, and numbers that are no bytes agreed to.
#include <csignal>
#include <cstring>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestCliSave : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] QString place(const char* name) const {
        return m_temporary.filePath(QString::fromUtf8(name));
    }

  private Q_SLOTS:
    void aSetIsSavedAndReadBack() {
        for (const char* out : {"set.npy", "set.npz", "set/"}) {
            const QString to = place(out);
            const auto saved = runCli(QStringList{"data", "save", "synthetic/garments-test", "--limit", "30",
                                                  "--out", to, "--json"});
            VERIFY_EXIT(saved, 0);
            QCOMPARE(saved.json()["set"].toObject()["n"].toInt(), 30);
            const auto again =
                runCli(QStringList{"data", "save", to, "--force", "--out", place("again.npz"), "--json"});
            VERIFY_EXIT(again, 0);
            QCOMPARE(again.json()["set"].toObject()["n"].toInt(), 30);
            QCOMPARE(again.json()["labelled"].toBool(), QString::fromUtf8(out) != "set.npy");
        }
    }

    void numbersThatAreNoBytesAreRoundedWhereAgreed() {
        files::Bytes numbers;
        for (int i = 0; i < 64; ++i) {
            const float number = static_cast<float>(i) / 100;
            files::Bytes raw(sizeof number, '\0');
            std::memcpy(raw.data(), &number, sizeof number);
            numbers += raw;
        }
        files::write(place("floats.npy").toStdString(), files::npy("<f4", false, "1, 8, 8", numbers));
        const auto refused = runCli({"data", "save", place("floats.npy"), "--out", place("bytes.npy")});
        VERIFY_EXIT(refused, 3);
        QVERIFY2(refused.err.contains("--round"), qPrintable(refused.err));
        QVERIFY(!fs::exists(place("bytes.npy").toStdString()));
        const auto rounded =
            runCli({"data", "save", place("floats.npy"), "--round", "--out", place("bytes.npy"), "--json"});
        VERIFY_EXIT(rounded, 0);
        QVERIFY(rounded.json()["changes"][0].toString().contains("rounded by up to"));
    }

    void whatIsReadIsNotWrittenOver() {
        files::write(place("mine.npy").toStdString(), files::npy("|u1", false, "1, 8, 8", files::ramp(64)));
        const auto before = files::read(place("mine.npy").toStdString());
        const auto result = runCli({"data", "save", place("mine.npy"), "--out", place("mine.npy")});
        VERIFY_EXIT(result, 2);
        QCOMPARE(files::read(place("mine.npy").toStdString()), before);
    }

    void controlCSaysThatNothingWasWrittenAndLeavesNothing() {
        const auto many = place("many.npy");
        files::write(many.toStdString(), files::npy("|u1", false, "400000, 8, 8", {}));
        fs::resize_file(many.toStdString(), fs::file_size(many.toStdString()) + 400'000 * 64);
        const auto hidden = [&] {
            return QDir(m_temporary.path())
                .entryList({".*"}, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        };
        for (const int signal : {SIGINT, SIGTERM}) {
            QProcess program;
            program.start(NESCIO_CLI, {"data", "save", many, "--out", place("images/")});
            QTRY_VERIFY_WITH_TIMEOUT(!hidden().isEmpty(), kPatienceMs);
            QCOMPARE(::kill(static_cast<pid_t>(program.processId()), signal), 0);
            QVERIFY(program.waitForFinished(kPatienceMs));
            QCOMPARE(program.exitCode(), 130);
            QCOMPARE(program.readAllStandardOutput(), QByteArray("Stopped. Nothing was written.\n"));
            QVERIFY(hidden().isEmpty() && !QDir(place("images")).exists());
        }
    }

    void otherEndingsAreRefusedBeforeTheWork() {
        const auto result = runCli({"data", "save", "synthetic/garments", "--out", place("set.jpg")});
        VERIFY_EXIT(result, 2);
        QVERIFY2(result.err.contains(".npz") && result.err.contains("ends in /"), qPrintable(result.err));
    }
};

NESCIO_TEST(tst_cli_save, TestCliSave)
#include "tst_cli_save.moc"
