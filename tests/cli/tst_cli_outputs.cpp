// What commands write: never over what they read, never over what is no file, whole or not at all, and only
// where it can be written, which is found out before the work.

#include <QtTest>

#include <sys/stat.h>

#include <QTemporaryDir>

#include "cli.h"
#include "tests/datasets/files.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

QByteArray bytesOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

}  // namespace

class TestCliOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_run, m_images;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString written(const QString& name, const QByteArray& bytes) const {
        QFile out(path(name));
        if (out.open(QIODevice::WriteOnly)) out.write(bytes);
        return path(name);
    }
    QStringList training(const QString& out,
                         const QStringList& more = {"--train", "synthetic/garments"}) const {
        return QStringList{"train",    "--limit", "64",        "--set", "steps=2", "--set", "batch=8",
                           "--device", "cpu",     "--threads", "1",     "--out",   out} +
               more;
    }
    /// Refused with `code` and all `words`, and `file` is what it was.
    void refuses(const QStringList& arguments, int code, const QStringList& words, const QString& file,
                 const std::function<void()>& inProgram = {}) const {
        const auto before = bytesOf(file);
        const auto result = runCli(arguments, inProgram);
        VERIFY_EXIT(result, code);
        for (const auto& word : words) QVERIFY2(result.err.contains(word), qPrintable(result.err));
        QVERIFY2(bytesOf(file) == before, qPrintable(file + " was changed"));
        const auto hidden = QDir(m_folder.path()).entryList({".*"}, QDir::Files | QDir::Hidden);
        QVERIFY2(hidden.isEmpty(), qPrintable(hidden.join(' ')));
    }

  private Q_SLOTS:
    void initTestCase() {
        const auto made =
            runCli(training(path("made.h5"), {"--train", "synthetic/garments", "--set", "hidden=4", "--set",
                                              "levels=1", "--set", "model.steps=1"}));
        VERIFY_EXIT(made, 0);
        m_run = bytesOf(path("made.h5"));
        m_images = QByteArray::fromStdString(files::npy("|u1", false, "8, 28, 28", files::ramp(8 * 28 * 28)));
    }

    void anOutputIsNeverAnInput() {
        const auto run = written("t.h5", m_run), images = written("in.npy", m_images);
        QFile::link(run, path("link.csv"));
        for (const auto* what : {"scores", "history", "samples"})
            refuses({"export", run, "--what", what, "--out", run}, 2, {}, run);
        refuses({"export", run, "--what", "history", "--out", run}, 2, {"t.h5", "another file"}, run);
        refuses({"export", run, "--what", "history", "--out", path("link.csv")}, 2, {"another file"}, run);
        refuses({"reconstruct", run, images, "--out", images}, 2, {"in.npy", "another file"}, images);
        refuses({"interpolate", run, images + "#0", images + "#1", "--out", images}, 2, {"another file"},
                images);
        for (const auto* of : {"--background-for", "--local-for"})
            refuses(training(run, {of, run, "--force"}), 2, {"t.h5", "another file"}, run);
        refuses(training(images, {"--train", images, "--force"}), 2, {"in.npy", "another file"}, images);
        refuses(training(images, {"--train", "synthetic/garments", "--watch", images, "--force"}), 2,
                {"another file"}, images);
    }

    void noOtherRunIsTurnedIntoATable() {
        const auto run = written("t.h5", m_run), other = written("other.h5", m_run);
        refuses({"export", run, "--what", "history", "--out", other}, 2, {"other.h5", "found a run"}, other);
    }

    void aFileThatIsThereIsReplacedWhereAgreedOnly() {
        const auto run = written("t.h5", m_run), images = written("in.npy", m_images);
        VERIFY_EXIT(runCli({"sample", run, "--n", "2", "--store"}), 0);
        const QStringList one{"--device", "cpu", "--threads", "1"};
        const std::vector<std::pair<QStringList, QString>> calls{
            {{"data", "save", images, "--out", path("a.npy")}, path("a.npy")},
            {{"data", "save", images, "--out", path("a.npz")}, path("a.npz")},
            {{"data", "save", images, "--out", path("a.h5")}, path("a.h5")},
            {{"data", "save", images, "--out", path("a.png")}, path("a.png")},
            {{"export", run, "--what", "history", "--out", path("a.csv")}, path("a.csv")},
            {{"export", run, "--what", "samples", "--out", path("a.npy")}, path("a.npy")},
            {QStringList{"sample", run, "--n", "2", "--out", path("a.npy")} + one, path("a.npy")},
            {QStringList{"reconstruct", run, images, "--n", "2", "--out", path("a.png")} + one,
             path("a.png")},
            {QStringList{"interpolate", run, images + "#0", images + "#1", "--steps", "2", "--out",
                         path("a.png")} +
                 one,
             path("a.png")},
            {QStringList{"neighbours", run, "--n", "1", "--k", "1", "--out", path("a.png")} + one,
             path("a.png")},
            {QStringList{"experiment", "moments", "--data", "synthetic/garments", "--data",
                         "synthetic/strokes", "--limit", "8", "--out", path("a")} +
                 one,
             path("a-sums.csv")},
        };
        for (const auto& [call, file] : calls) {
            written(QFileInfo(file).fileName(), "mine");
            refuses(call, 1, {QFileInfo(file).fileName(), "found", "--force"}, file);
            QVERIFY2(bytesOf(file) == "mine", qPrintable(call.join(' ')));
            VERIFY_EXIT(runCli(call + QStringList{"--force"}), 0);
            QVERIFY2(bytesOf(file) != "mine", qPrintable(call.join(' ')));
            QVERIFY(QFile::remove(file));
        }
        // Either of the report's two files.
        for (const auto* name : {"r.html", "r.pdf"}) {
            refuses({"report", run, "--out", path("r")}, 1, {name, "--force"}, written(name, "mine"));
            QVERIFY(QFile::remove(path(name)));
        }
    }

    void aReportTakesAStyleOfFigures() {
        const auto program = QFileInfo(QStringLiteral(NESCIO_CLI)).dir().filePath("nescio-draw");
        if (!QFileInfo::exists(program)) QSKIP("nescio-draw was not built");
        const auto report = [&](const QString& style, const QString& out) {
            return runCli({"report", path("made.h5"), "--out", path(out), "--figure-style", style});
        };
        const auto large = written("large.json", R"({"nescio_style": 1, "small_pt": 20})");
        const auto usual = written("usual.json", R"({"nescio_style": 1})");
        VERIFY_EXIT(report(usual, "usual"), 0);
        VERIFY_EXIT(report(large, "large"), 0);
        QVERIFY(bytesOf(path("usual.html")) != bytesOf(path("large.html")));
        const auto refused = report(written("bad.json", "{}"), "bad");
        QVERIFY(refused.exitCode != 0);
        QVERIFY2(refused.err.contains("bad.json") && refused.err.contains("expected a style"),
                 qPrintable(refused.err));
        QVERIFY(!QFile::exists(path("bad.html")));
    }

    void theDrawingProgramReplacesNothingEither() {
        const auto program = QFileInfo(QStringLiteral(NESCIO_CLI)).dir().filePath("nescio-draw");
        if (!QFileInfo::exists(program)) QSKIP("nescio-draw was not built");
        const auto run = path("drawn.h5");
        VERIFY_EXIT(runCli({"train", "--train", "synthetic/garments", "--limit", "32", "--set", "steps=1",
                            "--set", "batch=16", "--out", run}),
                    0);
        VERIFY_EXIT(runCli({"experiment", "histograms", "--run", run, "--data", "synthetic/garments-test",
                            "--data", "synthetic/strokes", "--limit", "8"}),
                    0);
        const auto drawn = [&](const QStringList& more) {
            QProcess process;
            process.start(program, QStringList{more.front(), run, "--out", path("d")} + more.mid(1));
            process.waitForFinished(nescio::kPatienceMs);
            return CliResult{process.exitCode(), {}, QString::fromUtf8(process.readAllStandardError())};
        };
        VERIFY_EXIT(drawn({"figures"}), 0);
        const auto figures = QDir(m_folder.path()).entryList({"d-*.svg"});
        QVERIFY(!figures.isEmpty());
        for (const auto& [what, name] : {std::pair<QString, QString>{"figures", figures.front()},
                                         {"report", "d.html"},
                                         {"report", "d.pdf"}}) {
            const auto file = written(name, "mine");
            const auto refused = drawn({what});
            VERIFY_EXIT(refused, 1);
            QVERIFY2(refused.err.contains("--force"), qPrintable(refused.err));
            QCOMPARE(bytesOf(file), QByteArray("mine"));
            VERIFY_EXIT(drawn({what, "--force"}), 0);
            QVERIFY(bytesOf(file) != "mine");
            for (const auto* end : {"d.html", "d.pdf"}) QFile::remove(path(end));
        }
    }

    void aReportThatIsNotItsOwnIsNotReplacedByReproduce() {
        QVERIFY(QDir(m_folder.path()).mkdir("thesis"));
        const auto report = written("thesis/report.html", "mine");
        refuses({"reproduce", "synthetic", "--out", path("thesis")}, 1, {"thesis", "report.html"}, report);
    }

    void onlyFilesAreReplaced() {
        const auto run = written("t.h5", m_run);
        QDir(m_folder.path()).mkdir("folder.csv");
        QCOMPARE(::mkfifo(QFile::encodeName(path("pipe.csv")).constData(), 0600), 0);
        for (const auto& [name, found] :
             {std::pair{"folder.csv", "found a folder"}, {"pipe.csv", "found a pipe"}}) {
            refuses({"export", run, "--what", "history", "--out", path(name)}, 1, {name, found}, run);
            refuses(training(path(name), {"--train", "synthetic/garments", "--force"}), 4, {name, found},
                    run);
        }
        QVERIFY(QFileInfo(path("folder.csv")).isDir());
        struct stat found {};
        QVERIFY(::stat(QFile::encodeName(path("pipe.csv")).constData(), &found) == 0 &&
                S_ISFIFO(found.st_mode));
    }

    void aFullDiskLeavesWhatWasThere() {
        const auto run = written("t.h5", m_run);
        const auto full = [] {
            const rlimit tight{2000, RLIM_INFINITY};
            ::setrlimit(RLIMIT_FSIZE, &tight);
        };
        refuses(training(run, {"--train", "synthetic/garments", "--force"}), 1,
                {"t.h5", "nothing was changed"}, run, full);
        for (const auto* name : {"s.npy", "s.png"}) {
            const auto file = written(name, "an earlier good file");
            refuses({"sample", run, "--n", "64", "--force", "--out", file}, 1, {name, "nothing was changed"},
                    file, full);
        }
        const auto table = written("samples.csv", "an earlier good file");
        VERIFY_EXIT(runCli({"sample", run, "--n", "2", "--store"}), 0);
        refuses({"export", run, "--what", "samples", "--force", "--out", table}, 1,
                {"samples.csv", "nothing was changed"}, table, full);
        refuses({"score", run, "--data", "synthetic/strokes", "--limit", "8"}, 1, {"t.h5", "not kept"}, run,
                full);
        const auto shown = runCli({"score", run, "--data", "synthetic/strokes", "--limit", "8"}, full);
        QVERIFY2(shown.out.contains("bits/dim"), "the numbers are shown all the same");
    }

    void aPlaceThatTakesNoFileIsFoundOutBeforeTheWork() {
        const auto run = written("t.h5", m_run);
        if (inChild([] { return refuseNewFiles() ? 0 : kCannotRefuse; }) != 0)
            QSKIP("this machine lets no process be kept from making files");
        const auto readOnly = [] { refuseNewFiles(); };
        const QString why = "Read-only file system";
        refuses({"score", run, "--data", "no/such/data"}, 4, {"t.h5", why}, run, readOnly);
        refuses({"sample", run, "--out", path("new.npy")}, 1, {"new.npy", why}, run, readOnly);
        refuses({"sample", run, "--store"}, 4, {"t.h5", why}, run, readOnly);
        refuses({"experiment", "moments", "--run", run, "--data", "no/such/data"}, 4, {"t.h5", why}, run,
                readOnly);
        refuses(training(run, {"--train", "no/such/data", "--force"}), 4, {"t.h5", why}, run, readOnly);
        refuses({"resume", run, "--train", "no/such/data"}, 4, {"t.h5", why}, run, readOnly);
        VERIFY_EXIT(runCli({"info", run}, readOnly), 0);
    }

    void withoutLocksTheWorkIsKeptWithANote() {
        if (inChild([] { return refuseLocks() ? 0 : kCannotRefuse; }) != 0)
            QSKIP("this machine lets no process be kept from locking");
        const auto run = written("lockless.h5", m_run);
        const auto scored =
            runCli({"score", run, "--data", "synthetic/strokes", "--limit", "8"}, [] { refuseLocks(); });
        VERIFY_EXIT(scored, 0);
        QVERIFY2(scored.err.count("cannot be locked") == 1, qPrintable(scored.err));
        QVERIFY(runCli({"info", run}).out.contains("strokes"));
        VERIFY_EXIT(
            runCli(training(run, {"--train", "synthetic/garments", "--force"}), [] { refuseLocks(); }), 0);
    }

    void aFullDiskMakesATrainingWait() {
        const auto run = path("waits.h5");
        QProcess program;
        program.start(NESCIO_CLI, training(run, {"--train", "synthetic/garments", "--set", "steps=20000",
                                                 "--set", "checkpoint_seconds=0"}));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(run), kPatienceMs);
        const auto limit = [&](rlim_t bytes) {
            const rlimit wanted{bytes, RLIM_INFINITY};
            return ::prlimit(static_cast<pid_t>(program.processId()), RLIMIT_FSIZE, &wanted, nullptr) == 0;
        };
        QVERIFY(limit(2000));
        QByteArray said;
        const auto isWaiting = [&] {
            said += program.readAllStandardError();
            return said.contains("goes on by itself");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWaiting(), kPatienceMs);
        QVERIFY2(said.count('\n') == 1 && said.startsWith("nescio-cli: note: "), said.constData());
        const auto before = bytesOf(run);
        QVERIFY(limit(RLIM_INFINITY));
        QTRY_VERIFY_WITH_TIMEOUT(bytesOf(run) != before, kPatienceMs);
        program.terminate();
        QVERIFY(program.waitForFinished(kPatienceMs));
        QCOMPARE(program.exitCode(), 130);
    }

    void ofTwoTrainingsIntoOneFileTheSecondIsRefused() {
        const auto run = path("two.h5");
        QProcess first;
        first.start(NESCIO_CLI, training(run, {"--train", "synthetic/garments", "--set", "steps=1000000"}));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(run), kPatienceMs);
        const auto second = runCli(training(run, {"--train", "synthetic/garments", "--force"}));
        VERIFY_EXIT(second, 4);
        QVERIFY2(second.err.contains(QString("process %1").arg(first.processId())), qPrintable(second.err));
        VERIFY_EXIT(runCli({"resume", run}), 4);
        first.kill();
        QVERIFY(first.waitForFinished(kPatienceMs));
        VERIFY_EXIT(runCli(training(run, {"--train", "synthetic/garments", "--force"})), 0);
    }
};

NESCIO_TEST(tst_cli_outputs, TestCliOutputs)
#include "tst_cli_outputs.moc"
