// Every option that takes a number says its range in --help and keeps to it. The options come from --help, so
// that a new one without a range fails here.
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

class TestCliNumbers : public QObject {
    Q_OBJECT

    struct NumberOption {
        QString command, name, least, most;
    };
    QList<NumberOption> m_options;

    /// The options and what is required beside them, so that nothing but the number is wrong.
    static QStringList call(const QString& command, const QStringList& more) {
        static const QHash<QString, QStringList> kRest{
            {"train", {"--train", "none", "--out", "none.h5"}},
            {"score", {"none.h5", "--data", "none"}},
            {"roc", {"none.h5", "--in", "a", "--ood", "b"}},
            {"explain", {"none.h5", "none.png"}},
            {"sample", {"none.h5", "--store"}},
            {"neighbours", {"none.h5"}},
            {"interpolate", {"none.h5", "a", "b", "--out", "none.png"}},
            {"reconstruct", {"none.h5", "none", "--out", "none.png"}},
            {"experiment", {"table"}},
            {"reproduce", {"synthetic", "--out", "/dev/null/none"}}};
        return QStringList{command} + kRest.value(command) + more;
    }
    static void verifyRefused(const QStringList& arguments, const QStringList& words) {
        const auto result = runCli(arguments);
        VERIFY_EXIT(result, 2);
        QVERIFY(result.out.isEmpty());
        for (const auto& word : words) QVERIFY2(result.err.contains(word), qPrintable(result.err));
    }

  private Q_SLOTS:
    void initTestCase() {
        static const QRegularExpression kCommand(R"(^  ([a-z]+) )", QRegularExpression::MultilineOption);
        static const QRegularExpression kNumber(R"(^  (--[a-z-]+) (?:INT|UINT|FLOAT)(.*)$)",
                                                QRegularExpression::MultilineOption);
        static const QRegularExpression kRange(R"(^:(\S+) to ([^\s=]+))");
        const auto help = runCli({"--help"}).out;
        auto commands = kCommand.globalMatch(help.mid(help.indexOf("Subcommands:")));
        while (commands.hasNext()) {
            const auto command = commands.next().captured(1);
            auto numbers = kNumber.globalMatch(runCli({command, "--help"}).out);
            while (numbers.hasNext()) {
                const auto number = numbers.next();
                const auto range = kRange.match(number.captured(2));
                QVERIFY2(range.hasMatch(), qPrintable(command + " " + number.captured(0) + " has no range"));
                m_options.push_back({command, number.captured(1), range.captured(1), range.captured(2)});
            }
        }
        QVERIFY2(m_options.size() >= 30, qPrintable(QString::number(m_options.size())));
    }

    void everyOptionRefusesWhatLiesAboveItsRange() {
        for (const auto& [command, name, least, most] : m_options)
            verifyRefused(call(command, {name, most + "1"}), {name, least + " to " + most, most + "1"});
    }

    void whatIsNoNumberOfTheRangeIsRefused_data() {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("range");
        QTest::addColumn<QStringList>("typed");
        QTest::newRow("seed") << "--seed"
                              << "a whole number from 0 to 9007199254740991"
                              << QStringList{"-1", "", "nan", "1.5", "99999999999999999999999", "0x10"};
        QTest::newRow("confidence") << "--confidence"
                                    << "a number from 0.5 to 0.999"
                                    << QStringList{"nan", "inf", "-inf", "", "1", "half", "1e999"};
        QTest::newRow("bootstraps") << "--bootstraps"
                                    << "a whole number from 2 to 100000" << QStringList{"0", "-5", ""};
    }
    void whatIsNoNumberOfTheRangeIsRefused() {
        QFETCH(QString, option);
        QFETCH(QString, range);
        QFETCH(QStringList, typed);
        for (const auto& text : typed)
            verifyRefused(call("roc", {option, text}),
                          {option + ": expected " + range + ", found “" + text + "”"});
    }

    void aDecimalCommaIsRead() {
        const auto read = runCli(call("roc", {"--confidence", "0,95"}));
        VERIFY_EXIT(read, 4);  // the number is right, the run is not there
        verifyRefused(call("sample", {"--temperature", "1,000"}), {"1,000", "from 0 to 10"});
    }

    void aWholeNumberWithANoughtBeforeItIsDecimal() {
        const auto read = runCli(call("roc", {"--draws", "010000"}));
        VERIFY_EXIT(read, 2);  // as an octal number it would be 4096, and refused too
        QVERIFY2(read.err.contains("010000"), qPrintable(read.err));
        VERIFY_EXIT(runCli(call("roc", {"--draws", "0999"})), 4);  // no octal number at all
    }

    void anImageIndexBeyondAllNumbersIsRefused() {
        QTemporaryDir folder;
        const auto run = folder.filePath("run.h5");
        VERIFY_EXIT(runCli({"train", "--train", "synthetic/garments", "--limit", "16", "--set", "steps=1",
                            "--set", "batch=8", "--set", "validation=0", "--device", "cpu", "--out", run}),
                    0);
        for (const char* index : {"9223372036854775807", "-1", "one", ""})
            verifyRefused({"explain", run, QString("synthetic/garments#") + index},
                          {"index from 0 to 1000000000000"});
    }
};

NESCIO_TEST(tst_cli_numbers, TestCliNumbers)
#include "tst_cli_numbers.moc"
