// Numbers of different things are not put together: other weights, other draws, other sets of one name.
#include <csignal>

#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/patience.h"
#include "tests/test_list.h"

class TestCliIdentity : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    static QStringList tiny(const QString& data, const QString& out, const QString& steps) {
        return {"train",
                "--train",
                data,
                "--limit",
                "64",
                "--device",
                "cpu",
                "--set",
                "batch=8",
                "--set",
                "steps=" + steps,
                "--set",
                "model.steps=1",
                "--set",
                "model.levels=1",
                "--set",
                "model.hidden=4",
                "--out",
                out};
    }
    static QStringList score(const QString& run, const QString& data, const QStringList& more = {}) {
        return QStringList{"score", run, "--data", data, "--limit", "20", "--json"} + more;
    }
    /// n images of 28×28 in an IDX file; `first` makes them differ from other files.
    void writeImages(const QString& name, std::uint32_t n, char first) const {
        auto bytes = files::idxImages(n, 28, 28);
        for (std::size_t i = 16; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] + first * 3);
        files::write(file(name).toStdString(), bytes);
    }

  private Q_SLOTS:
    void scoresOfTwoStepsDoNotMeet() {
        const auto run = file("stopped.h5");
        QProcess process;
        process.start(NESCIO_CLI, tiny("synthetic/garments", run, "400"));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(run), nescio::kPatienceMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(nescio::kPatienceMs));
        QCOMPARE(process.exitCode(), 130);
        const auto early = runCli(score(run, "synthetic/garments-test"));
        VERIFY_EXIT(early, 0);
        const auto step = early.json()["sets"][0]["weights"].toObject()["step"].toInt();
        QVERIFY(step < 400);
        VERIFY_EXIT(runCli({"resume", run}), 0);
        VERIFY_EXIT(runCli(score(run, "synthetic/strokes-test")), 0);

        const QStringList roc{
            "roc", run, "--in", "synthetic/garments-test", "--ood", "synthetic/strokes-test"};
        const auto refused = runCli(roc);
        VERIFY_EXIT(refused, 2);
        QVERIFY2(refused.err.contains(QString("step %1 ").arg(step)) && refused.err.contains("step 400"),
                 qPrintable(refused.err));
        const auto info = runCli({"info", run});
        QVERIFY2(
            info.out.contains(QString("at step %1 of 400").arg(step)) && info.out.contains("of this run"),
            qPrintable(info.out));

        VERIFY_EXIT(runCli(score(run, "synthetic/garments-test")), 0);
        const auto allowed = runCli(roc + QStringList{"--json"});
        VERIFY_EXIT(allowed, 0);
        QCOMPARE(allowed.json()["weights"].toObject()["step"].toInt(), 400);
        QCOMPARE(runCli({"info", run, "--json"}).json()["scored_sets"].toArray().size(), 3);
    }

    void scoresOfOtherDrawsDoNotMeet() {
        const auto run = file("draws.h5");
        VERIFY_EXIT(runCli(tiny("synthetic/garments", run, "2")), 0);
        VERIFY_EXIT(runCli(score(run, "synthetic/garments-test", {"--draws", "5"})), 0);
        VERIFY_EXIT(runCli(score(run, "synthetic/strokes-test")), 0);
        const QStringList roc{
            "roc", run, "--in", "synthetic/garments-test", "--ood", "synthetic/strokes-test"};
        const auto refused = runCli(roc);
        VERIFY_EXIT(refused, 2);
        QVERIFY2(refused.err.contains("5 draws") && refused.err.contains("1 draw "), qPrintable(refused.err));
        VERIFY_EXIT(runCli(score(run, "synthetic/garments-test")), 0);
        VERIFY_EXIT(runCli(score(run, "synthetic/strokes-test", {"--draws", "5"})), 0);
        QCOMPARE(runCli(roc + QStringList{"--json", "--draws", "1"}).json()["draws"].toInt(), 1);
        QCOMPARE(runCli(roc + QStringList{"--json", "--draws", "5"}).json()["draws"].toInt(), 5);
    }

    void setsOfOneNameStayTwo() {
        writeImages("alice/data/test-images-idx3-ubyte", 40, 1);
        writeImages("bob/data/test-images-idx3-ubyte", 40, 2);
        const auto run = file("names.h5");
        VERIFY_EXIT(runCli(tiny("synthetic/garments", run, "2")), 0);
        const auto both = runCli({"score", run, "--data", file("alice/data/test-images-idx3-ubyte"), "--data",
                                  file("bob/data/test-images-idx3-ubyte"), "--json"});
        VERIFY_EXIT(both, 0);
        const auto sets = both.json()["sets"].toArray();
        QCOMPARE(sets[0].toObject()["id"].toString(), QStringLiteral("data/test"));
        QCOMPARE(sets[1].toObject()["id"].toString(), QStringLiteral("data/test-2"));
        QVERIFY(sets[0].toObject()["bits_per_dim"].toObject()["mean"] !=
                sets[1].toObject()["bits_per_dim"].toObject()["mean"]);
        // Once more, from another place: the content says that it is the same.
        writeImages("carol/moved/data/test-images-idx3-ubyte", 40, 2);
        const auto again = runCli(score(run, file("carol/moved/data/test-images-idx3-ubyte")));
        QCOMPARE(again.json()["sets"][0]["id"].toString(), QStringLiteral("data/test-2"));
    }

    void imagesTrainedOnAreSaid() {
        writeImages("mine/train-images-idx3-ubyte", 64, 1);
        const auto run = file("overlap.h5");
        VERIFY_EXIT(runCli(tiny(file("mine/train-images-idx3-ubyte"), run, "2")), 0);
        writeImages("other/held-images-idx3-ubyte", 30, 1);
        const auto text = runCli({"score", run, "--data", file("other/held-images-idx3-ubyte")});
        VERIFY_EXIT(text, 0);
        QVERIFY2(text.out.contains("30 images also trained on"), qPrintable(text.out));
    }

    void anImageAloneGetsTheNumbersOfItsSet() {
        const auto run = file("noise.h5");
        VERIFY_EXIT(runCli(tiny("synthetic/garments", run, "2")), 0);
        const auto csv = file("terms.csv");
        VERIFY_EXIT(runCli({"score", run, "--data", "synthetic/strokes-test", "--limit", "20"}), 0);
        VERIFY_EXIT(runCli({"export", run, "--what", "scores", "--out", csv}), 0);
        const auto lines = QString::fromStdString(files::read(csv.toStdString())).split('\n');
        const auto names = lines[0].split(','), cells = lines[8].split(',');
        const QString& index = cells[names.indexOf("index")];
        QVERIFY2(index.toInt() > 500, "the 20 images are spread over all 2,000");
        const auto stored = cells[names.indexOf("log_likelihood_nats")].toDouble();
        const auto total = [&](const QString& image) {
            return runCli({"explain", run, image, "--json"}).json()["images"][0]["total_nats"].toDouble();
        };
        QVERIFY(qAbs(total("synthetic/strokes-test#" + index) - stored) < 1e-3);
        QVERIFY(total("synthetic/strokes-test#0") != stored);
    }
};

NESCIO_TEST(tst_cli_identity, TestCliIdentity)
#include "tst_cli_identity.moc"
