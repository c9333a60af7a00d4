// Bad input: one sentence on stderr, nothing on stdout, and the exit code that --help promises.
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

class TestCliErrors : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    QString file(const char* name, const files::Bytes& bytes) {
        QString path = m_folder.filePath(name);
        files::write(path.toStdString(), bytes);
        return path;
    }
    QStringList train(const QString& data, const QStringList& more = {}) {
        return QStringList{"train", "--train", data, "--out", m_folder.filePath("out.h5")} + more;
    }
    static void verify(const QStringList& arguments, int code, const QStringList& words) {
        const auto plain = runCli(arguments);
        VERIFY_EXIT(plain, code);
        QVERIFY2(plain.out.isEmpty(), qPrintable(plain.out));
        QVERIFY2(plain.err.count('\n') == 1 && plain.err.startsWith("nescio-cli: "), qPrintable(plain.err));
        for (const auto& word : words) QVERIFY2(plain.err.contains(word), qPrintable(plain.err));
    }

  private Q_SLOTS:
    void helpTellsTheExitCodes() {
        const auto result = runCli({"--help"});
        VERIFY_EXIT(result, 0);
        QVERIFY(result.out.contains("130") && result.out.contains("wrong data"));
        for (const char* command : {"train", "resume", "score", "roc", "explain", "sample", "info", "export",
                                    "data", "reconstruct", "interpolate", "neighbours"}) {
            QVERIFY2(result.out.contains(command), command);
            VERIFY_EXIT(runCli({command, "--help"}), 0);
        }
    }

    void namesOfFilesDoNotReachTheTerminalRaw() {
        // Red, the title of the window, the one-character form of "ESC [", and a line of its own.
        const char* name = "\x1b[31m\x1b]0;mine\a\u009b2J\nnone.npy";
        const auto plain =
            runCli({"data", "save", m_folder.filePath(name), "--out", m_folder.filePath("x.npy")});
        VERIFY_EXIT(plain, 3);
        QVERIFY2(plain.err.contains("\\u001b[31m\\u001b]0;mine\\u0007\\u009b2J\\u000anone.npy"),
                 qPrintable(plain.err));
        QCOMPARE(plain.err.count('\n'), 1);
        const auto shown = m_folder.filePath(QString("a") + QChar(0x9b) + "\x1b.npy");
        files::write(shown.toStdString(), files::npy("|u1", false, "8, 8, 8", files::ramp(512)));
        for (const QStringList& more : {QStringList{}, QStringList{"--json"}}) {
            const auto saved = runCli(
                QStringList{"data", "save", shown, "--force", "--out", m_folder.filePath("x.npy")} + more);
            VERIFY_EXIT(saved, 0);
            const auto said = saved.out + saved.err;
            QVERIFY2(!said.contains(QChar(0x9b)) && !said.contains('\x1b'), qPrintable(said));
            QVERIFY2(said.contains("\\u009b"), qPrintable(said));
        }
    }

    void machinesGetTheSameSentence() {
        const QStringList arguments{"info", m_folder.filePath("none.h5")};
        const auto plain = runCli(arguments);
        const auto machine = runCli(arguments + QStringList{"--json"});
        VERIFY_EXIT(machine, 4);
        QVERIFY(machine.out.isEmpty());
        QCOMPARE(machine.errorJson()["exit_code"].toInt(), 4);
        QCOMPARE("nescio-cli: " + machine.errorJson()["error"].toString() + "\n", plain.err);
        QCOMPARE(runCli({"train", "--json"}).errorJson()["exit_code"].toInt(), 2);
    }

    void wrongOptions() {
        verify({}, 2, {});
        verify({"fly"}, 2, {});
        verify({"train"}, 2, {"required"});
        verify(train("synthetic/garments", {"--limit", "8", "--set", "stepps=4"}), 2,
               {"--set", "steps", "stepps"});
        verify(train("synthetic/garments", {"--limit", "8", "--set", "batch=none"}), 2,
               {"batch", "whole number", "none"});
        verify(train("synthetic/garments", {"--limit", "8", "--set", "batch"}), 2, {"NAME=VALUE"});
        verify(train("synthetic/garments", {"--limit", "8", "--model", "glou"}), 2, {"glow", "glou"});
        verify(train("synthetic/garments", {"--limit", "8", "--preset", "fast"}), 2, {"quick", "fast"});
        QVERIFY(!QFileInfo::exists(m_folder.filePath("out.h5")));
    }

    void wrongData() {
        const auto images = files::idxImages(20, 28, 28);
        verify(train(file("cut", images.substr(0, 5000))), 3,
               {"cut", "expected 15680 bytes of images", "found 4984"});
        verify(train(file("labels", files::idxLabels({1, 2}))), 3, {"expected IDX images", "labels file"});
        verify(train(file("odd.bin", files::cifar({1, 2}) + "123")), 3, {"whole ones of 3073 or 3074"});
        verify(train(file("no-x.mat", files::mat(files::matVariable("images", {2, 2}, "abcd")))), 3,
               {"a variable with images", "images [2,2]"});
        verify(train(file("empty.png", "")), 3, {"empty file"});
        verify(train(file("text.png", "just text")), 3, {"plain text"});
        verify(train(file("huge.png", files::png(9, 9, 10'000, 10'000))), 3,
               {"64 megapixels", "100 megapixels"});
        verify(train(file("odd-shape.npy", files::npy("|u1", false, "4, 27, 29", files::ramp(4 * 27 * 29)))),
               3, {"27", "29"});
        verify(train(m_folder.filePath("nowhere")), 3, {"nowhere"});
        QVERIFY(!QFileInfo::exists(m_folder.filePath("out.h5")));
    }

    void wrongRunFiles() {
        verify({"info", m_folder.filePath("none.h5")}, 4, {"none.h5"});
        const QString text = file("text.h5", "just text");
        verify({"info", text}, 4, {"text.h5"});
        verify({"score", text, "--data", "synthetic/strokes"}, 4, {"text.h5"});
        verify({"roc", text, "--in", "a", "--ood", "b"}, 4, {"text.h5"});
        verify(QStringList{"train", "--train", "synthetic/garments", "--limit", "8", "--out", text}, 4,
               {"text.h5", "--force"});
        verify(QStringList{"train", "--train", "synthetic/garments", "--limit", "64", "--set", "steps=1",
                           "--set", "batch=8", "--set", "validation=0", "--out",
                           m_folder.filePath("no/such/out.h5"), "--device", "cpu"},
               4, {"no/such"});
    }

    void anAbsentDeviceIsSaid() {
        const auto result = runCli(train("synthetic/garments", {"--limit", "8", "--device", "cuda"}));
        if (result.exitCode == 0) QSKIP("this machine has CUDA");
        VERIFY_EXIT(result, 5);
        QVERIFY(!QFileInfo::exists(m_folder.filePath("out.h5")));
        VERIFY_EXIT(runCli(train("synthetic/garments", {"--limit", "8", "--device", "abacus"})), 2);
    }
};

NESCIO_TEST(tst_cli_errors, TestCliErrors)
#include "tst_cli_errors.moc"
