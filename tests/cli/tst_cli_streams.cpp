// stdout and stderr that are full, closed, or read by nobody: the program ends as it would, says so where it
// can, and never claims to be done while its result is lost. And the CPUs that it is allowed.
#include <QFileInfo>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

class TestCliStreams : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString run() const { return m_folder.filePath("run.h5"); }

    /// The program with its arguments as words of a shell, and what the shell does to its streams.
    static CliResult inShell(const QString& words, const QString& streams) {
        QProcess process;
        process.start("/bin/sh", {"-c", QStringLiteral("\"" NESCIO_CLI "\" %1 %2").arg(words, streams)});
        process.closeWriteChannel();
        if (!process.waitForFinished(nescio::kPatienceMs)) process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] QString training(const QString& out) const {
        return QStringLiteral(
                   "train --train synthetic/garments --limit 64 --device cpu --set steps=1 --set batch=8 "
                   "--set validation=0 --set model.hidden=8 --force --out %1")
            .arg(out);
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists("/dev/full")) QSKIP("no /dev/full here");
        VERIFY_EXIT(inShell(training(run()), {}), 0);
    }

    void aFullStdoutIsNotSuccess_data() {
        QTest::addColumn<QString>("words");
        QTest::newRow("help") << "--help";
        QTest::newRow("help of a command") << "roc --help";
        QTest::newRow("version") << "--version";
        QTest::newRow("a table") << "data list";
        QTest::newRow("JSON") << "data list --json";
        QTest::newRow("a run") << "info " + run();
        QTest::newRow("a scoring") << "score " + run() + " --data synthetic/strokes --limit 4";
    }
    void aFullStdoutIsNotSuccess() {
        QFETCH(QString, words);
        const auto full = inShell(words, ">/dev/full");
        VERIFY_EXIT(full, 1);
        QVERIFY2(full.err.contains("stdout") && full.err.contains("No space left"), qPrintable(full.err));
        QCOMPARE(full.err.count('\n'), 1);
        VERIFY_EXIT(inShell(words, ">&-"), 1);
    }

    void machinesAreToldOfALostResult() {
        const auto full = inShell("data list --json", ">/dev/full");
        QCOMPARE(full.errorJson()["exit_code"].toInt(), 1);
        QVERIFY(full.errorJson()["error"].toString().startsWith("stdout: "));
    }

    void aReaderThatHasGoneIsNotSuccessEither() {
        // The reader ends before the program writes; the shell tells how the program ended.
        QProcess process;
        process.start("/bin/sh", {"-c", "( sleep 1; \"" NESCIO_CLI "\" data list; echo $? >\"" +
                                            m_folder.filePath("code") + "\" ) | true"});
        QVERIFY(process.waitForFinished(nescio::kPatienceMs));
        QFile code(m_folder.filePath("code"));
        QVERIFY(code.open(QIODevice::ReadOnly));
        QCOMPARE(code.readAll().trimmed(), QByteArray("1"));  // and no signal
    }

    void aBrokenStderrChangesNoExitCode() {
        for (const char* streams : {"2>&-", "2>/dev/full"}) {
            VERIFY_EXIT(inShell("info " + m_folder.filePath("none.h5"), streams), 4);
            VERIFY_EXIT(inShell("train", streams), 2);
            const auto done = inShell("info " + run(), streams);
            VERIFY_EXIT(done, 0);
            QVERIFY(!done.out.isEmpty());
        }
        VERIFY_EXIT(inShell("data list", ">/dev/full 2>/dev/full"), 1);
        VERIFY_EXIT(inShell("data list", ">&- 2>&-"), 1);
    }

    void noRunFileGetsTheNumberOfAClosedStream() {
        const QString out = m_folder.filePath("closed.h5");
        const auto trained = inShell(training(out), "<&- >&- 2>&-");
        VERIFY_EXIT(trained, 1);  // what it had to say is lost, the run is kept
        VERIFY_EXIT(inShell("info " + out, {}), 0);
        VERIFY_EXIT(inShell("score " + out + " --data synthetic/strokes --limit 4", "<&- >&- 2>&-"), 1);
        const auto info = runCli({"info", out, "--json"});
        VERIFY_EXIT(info, 0);
        QCOMPARE(info.json()["scored_sets"].toArray().size(), 1);
    }

    void aFolderThatCannotBeMadeIsOneSentence() {
        const auto made = runCli({"reproduce", "synthetic", "--out", "/dev/null/here"});
        VERIFY_EXIT(made, 4);
        QVERIFY2(made.err.contains("/dev/null/here: expected a folder") && !made.err.contains("filesystem"),
                 qPrintable(made.err));
    }

    void oneImageHasNoError() {
        const auto scored = runCli({"score", run(), "--data", "synthetic/strokes-test", "--limit", "1"});
        VERIFY_EXIT(scored, 0);
        QVERIFY2(scored.out.contains("(one image: no error)"), qPrintable(scored.out));
        QVERIFY(!scored.out.contains("± 0.000"));
        const auto info = runCli({"info", run()});
        QVERIFY2(info.out.contains("(one image: no error)"), qPrintable(info.out));
        const auto json = runCli({"info", run(), "--json"}).json()["scored_sets"].toArray();
        QVERIFY(json.last()["bits_per_dim"]["standard_error"].isNull());
        const auto table = runCli({"experiment", "table", "--run", run(), "--data", "synthetic/garments",
                                   "--limit", "1", "--json"});
        VERIFY_EXIT(table, 0);
        QVERIFY2(table.out.contains("one image, so its means have no error"), qPrintable(table.out));
    }

    void onlyTheCpusThatAreAllowedAreUsed() {
        if (QStandardPaths::findExecutable("taskset").isEmpty()) QSKIP("no taskset here");
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("OMP_NUM_THREADS");
        process.setProcessEnvironment(environment);
        process.start("/bin/sh", {"-c",
                                  "cpu=$(taskset -cp $$ | sed 's/.*: *\\([0-9]*\\).*/\\1/'); taskset "
                                  "-c $cpu \"" NESCIO_CLI "\" " +
                                      training(run())});
        QVERIFY(process.waitForFinished(nescio::kPatienceMs));
        QCOMPARE(process.exitCode(), 0);
        const auto info = runCli({"info", run()});
        QVERIFY2(info.out.contains("CPU · 1 thread\n"), qPrintable(info.out));
    }
};

NESCIO_TEST(tst_cli_streams, TestCliStreams)
#include "tst_cli_streams.moc"
