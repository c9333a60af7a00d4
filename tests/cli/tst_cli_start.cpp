// What people start and what does the work: the first answers --help in the words of the second, without
// loading it.
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

namespace {

const auto kEngine = QStringLiteral(NESCIO_CLI) + QStringLiteral("-engine");

struct Said {
    int code = -1;
    QByteArray out, err;
};

Said said(const QString& program, const QStringList& arguments, bool librariesOnly = false) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (librariesOnly) environment.insert(QStringLiteral("LD_TRACE_LOADED_OBJECTS"), QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(nescio::kPatienceMs)) process.kill();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

class TestCliStart : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void helpIsInTheWordsOfTheEngine() {
        QVERIFY2(QFileInfo(QFileInfo(kEngine).dir().filePath("nescio-cli.help")).size() > 10'000,
                 "the build keeps the texts");
        const auto all = said(NESCIO_CLI, {"--help"});
        QCOMPARE(all.out, said(kEngine, {"--help"}).out);
        QCOMPARE(said(NESCIO_CLI, {"-h"}).out, all.out);
        const auto version = said(NESCIO_CLI, {"--version"});
        QVERIFY(version.code == 0 && version.out.startsWith("nescio-cli "));
        QCOMPARE(version.out, said(kEngine, {"--version"}).out);
        static const QRegularExpression line(QStringLiteral("^  ([a-z][a-z-]*) +[A-Z]"),
                                             QRegularExpression::MultilineOption);
        int commands = 0;
        for (auto found = line.globalMatch(QString::fromUtf8(all.out)); found.hasNext(); ++commands) {
            const QString command = found.next().captured(1);
            const auto one = said(NESCIO_CLI, {command, "--help"});
            QCOMPARE(one.code, 0);
            QVERIFY2(one.out.contains("Usage: nescio-cli " + command.toUtf8()), one.out.constData());
            QCOMPARE(one.out, said(kEngine, {command, "--help"}).out);
        }
        QVERIFY2(commands > 10, all.out.constData());
    }

    void itLoadsNoLibTorch() {
        QVERIFY(said(kEngine, {}, true).out.contains("libtorch"));
        const auto loaded = said(NESCIO_CLI, {}, true).out;
        QVERIFY2(loaded.contains("libc.so") && !loaded.contains("torch") && !loaded.contains("opencv"),
                 loaded.constData());
    }

    /// The engine says what it does not know.
    void whatIsNotKeptGoesToTheEngine() {
        const QTemporaryDir folder;
        const auto at = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
        QVERIFY(QFile::copy(NESCIO_CLI, at("nescio-cli")));
        const auto alone = said(at("nescio-cli"), {"--version"});
        QVERIFY2(alone.code == 1 && alone.err.contains("expected the engine of nescio-cli at"),
                 alone.err.constData());
        QVERIFY(QFile::link(kEngine, at("nescio-cli-engine")));
        QCOMPARE(said(at("nescio-cli"), {"--version"}).out, said(kEngine, {"--version"}).out);
        for (const QStringList& asked :
             {QStringList{"nonsense", "--help"}, {"nonsense"}, {"--help", "--json"}, {}}) {
            const auto ours = said(NESCIO_CLI, asked), engines = said(kEngine, asked);
            QCOMPARE(ours.code, engines.code);
            QCOMPARE(ours.out, engines.out);
            QCOMPARE(ours.err, engines.err);
        }
    }
};

NESCIO_TEST(tst_cli_start, TestCliStart)
#include "tst_cli_start.moc"
