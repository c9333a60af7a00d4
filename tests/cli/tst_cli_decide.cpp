// Verdicts from the command line: images of all kinds judged as they come, a row each in a file, one bad file
// among them; and the thresholds that detect sets.
#include <algorithm>
#include <cmath>
#include <csignal>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

namespace {

QStringList linesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
}

QJsonArray judgedValuesOf(const QJsonObject& json, const QString& table, const QString& title) {
    for (const auto& column : json["tables"].toObject()[table].toArray())
        if (column.toObject()["title"] == title) return column.toObject()["values"].toArray();
    return {};
}

}  // namespace

class TestCliDecide : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString at(const char* name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString run() const { return at("run.h5"); }
    [[nodiscard]] CliResult decide(const QStringList& more) const {
        return runCli(QStringList{"decide", run(), "--reference-images", "100"} + more);
    }
    [[nodiscard]] QString writtenText(const char* name, const QByteArray& text) const {
        QFile file(at(name));
        if (!file.open(QIODevice::WriteOnly)) return {};
        file.write(text);
        return file.fileName();
    }

  private Q_SLOTS:
    void initTestCase() {
        VERIFY_EXIT(runCli({"train", "--model", "cv_glow", "--train", "synthetic/garments", "--limit", "64",
                            "--set", "model.steps=2", "--set", "model.levels=2", "--set", "model.hidden=8",
                            "--set", "steps=4", "--set", "batch=16", "--out", run()}),
                    0);
        VERIFY_EXIT(runCli({"data", "save", "synthetic/strokes", "--limit", "5", "--out", at("pictures/")}),
                    0);
    }

    void filesFoldersAndSetsAreJudgedTogether() {
        const auto result = decide({at("pictures"), "synthetic/garments-test", "--limit", "4", "--scores",
                                    "likelihood,typicality", "--false-alarms", "0.2", "--json"});
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        QCOMPARE(json["command"].toString(), QString("decide"));
        QCOMPARE(json["n"].toInt(), 8);
        QCOMPARE(json["false_alarms"].toDouble(), 0.2);
        const auto scores = json["scores"].toArray();
        QCOMPARE(scores.size(), qsizetype{2});
        const auto threshold = scores[0].toObject()["threshold"].toDouble();
        QVERIFY(scores[0].toObject()["held_out"].toInt() > 20);
        QVERIFY(scores[0].toObject()["held_out"].toInt() < 80);
        int flagged = 0;
        for (const auto& image : json["images"].toArray()) {
            const auto verdict = image.toObject()["verdicts"].toArray()[0].toObject();
            QCOMPARE(verdict["flagged"].toBool(), verdict["value"].toDouble() > threshold);
            QVERIFY2(verdict["words"].toString().startsWith("likelihood "),
                     qPrintable(verdict["words"].toString()));
            flagged += verdict["flagged"].toBool() ? 1 : 0;
        }
        QCOMPARE(scores[0].toObject()["flagged"].toInt(), flagged);
    }

    /// 300 images come in several batches.
    void aRowAnImageIsWritten() {
        const auto csv = at("rows.csv");
        const QStringList asked{"synthetic/strokes",           "--limit", "300", "--scores",
                                "likelihood,likelihood_ratio", "--csv",   csv};
        VERIFY_EXIT(decide(asked), 0);
        const auto lines = linesOf(csv);
        QCOMPARE(lines.size(), qsizetype{301});
        QCOMPARE(lines[0], QString("image,bits_per_dim,likelihood,likelihood_percentile,likelihood_threshold,"
                                   "likelihood_verdict,likelihood_ratio,likelihood_ratio_percentile,"
                                   "likelihood_ratio_threshold,likelihood_ratio_verdict"));
        for (const auto& line : lines.mid(1)) {
            const auto cells = line.split(',');
            QCOMPARE(cells.size(), qsizetype{10});
            QCOMPARE(cells[5],
                     cells[2].toDouble() > cells[4].toDouble() ? QString("flagged") : QString("not flagged"));
            QVERIFY(cells[3].toDouble() >= 0 && cells[3].toDouble() <= 1);
            QVERIFY2(cells[6] == "nan" && cells[8].isEmpty() && cells[9] == "none", qPrintable(line));
        }
        const auto refused = decide(asked);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("--csv") && refused.err.contains("--force"), qPrintable(refused.err));
        VERIFY_EXIT(decide(asked + QStringList{"--batch", "7", "--force"}), 0);
        const auto again = linesOf(csv);
        QCOMPARE(again.size(), lines.size());
        for (qsizetype i = 0; i < lines.size(); ++i)
            QCOMPARE(again[i].split(',').value(5), lines[i].split(',').value(5));
        QCOMPARE(QDir(m_folder.path()).entryList({".*.tmp"}, QDir::Hidden | QDir::Files).size(),
                 qsizetype{0});
    }

    void aBadFileIsNamedAndTheRestIsJudged() {
        const auto csv = at("rest.csv");
        const auto bad = writtenText("pictures/broken.png", "no picture");
        const auto result =
            decide({at("pictures"), at("nothing.png"), "--scores", "likelihood", "--csv", csv});
        QFile::remove(bad);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("broken.png") && result.err.contains("nothing.png"),
                 qPrintable(result.err));
        QVERIFY2(result.out.contains("bits/dim; flagged by"), qPrintable(result.out));
        QCOMPARE(linesOf(csv).size(), qsizetype{6});
    }

    void whatIsReadIsNotWrittenOver() {
        QDirIterator pictures(at("pictures"), {"*.png"}, QDir::Files, QDirIterator::Subdirectories);
        for (const auto& out : {run(), pictures.next()})
            QVERIFY(decide({at("pictures"), "--scores", "likelihood", "--csv", out, "--force"}).exitCode !=
                    0);
        VERIFY_EXIT(runCli({"info", run()}), 0);
    }

    void withoutAReferenceItIsSaid() {
        const auto result = decide({at("pictures"), "--reference", at("nowhere"), "--scores", "likelihood"});
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("nowhere"), qPrintable(result.err));
    }

    void ratesAndScoresAreLookedAt() {
        QCOMPARE(decide({at("pictures"), "--false-alarms", "1.5"}).exitCode, 2);
        const auto unknown = decide({at("pictures"), "--scores", "magic"});
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY2(unknown.err.contains("magic"), qPrintable(unknown.err));
    }

    void detectSetsThresholdsOnTheSameHalf() {
        const auto detect =
            runCli({"detect", run(), "--in", "synthetic/garments-test", "--ood", "synthetic/strokes",
                    "--limit", "50", "--reference-images", "100", "--bootstraps", "20", "--scores",
                    "likelihood,typicality,likelihood_ratio", "--false-alarms", "0.2", "--json"});
        VERIFY_EXIT(detect, 0);
        const auto json = detect.json();
        const auto ids = judgedValuesOf(json, "thresholds", "score");
        QCOMPARE(ids, (QJsonArray{"likelihood", "typicality"}));
        const auto decided = decide({"synthetic/garments-test", "--limit", "50", "--scores",
                                     "likelihood,typicality", "--false-alarms", "0.2", "--json"});
        VERIFY_EXIT(decided, 0);
        for (int s = 0; s < 2; ++s) {
            const auto score = decided.json()["scores"].toArray()[s].toObject();
            QCOMPARE(judgedValuesOf(json, "thresholds", "threshold")[s].toDouble(),
                     score["threshold"].toDouble());
            QCOMPARE(judgedValuesOf(json, "thresholds", "false alarms")[s].toDouble(),
                     score["flagged"].toInt() / 50.0);
            const double low = judgedValuesOf(json, "thresholds", "false alarms, low")[s].toDouble();
            QVERIFY(low <= score["flagged"].toInt() / 50.0);
        }
        const auto text = runCli({"detect", run(), "--in", "synthetic/garments-test", "--ood",
                                  "synthetic/strokes", "--limit", "50", "--reference-images", "100",
                                  "--bootstraps", "20", "--scores", "likelihood"});
        QVERIFY2(text.out.contains("Thresholds for 5 % false alarms"), qPrintable(text.out));
        QVERIFY2(text.out.contains("of 100 images of Synthetic garments train that no score was fitted on"),
                 qPrintable(text.out));
    }

    void detectWithoutTrainingImagesSaysThatThereAreNoThresholds() {
        const auto run2 = at("of_a_file.h5");
        const auto data = at("train.npy");
        VERIFY_EXIT(runCli({"data", "save", "synthetic/garments", "--limit", "40", "--out", data}), 0);
        VERIFY_EXIT(runCli({"train", "--model", "cv_glow", "--train", data, "--set", "model.steps=1", "--set",
                            "model.levels=1", "--set", "model.hidden=8", "--set", "steps=2", "--set",
                            "batch=16", "--out", run2}),
                    0);
        QVERIFY(QFile::remove(data));
        const auto result =
            runCli({"detect", run2, "--in", "synthetic/garments-test", "--ood", "synthetic/strokes",
                    "--limit", "30", "--scores", "likelihood", "--bootstraps", "20"});
        VERIFY_EXIT(result, 0);
        QVERIFY2(result.out.contains("No thresholds: expected training images"), qPrintable(result.out));
    }

    void stoppedItKeepsItsRowsAndNoOlderFile() {
        for (const bool older : {false, true}) {
            const auto csv = at(older ? "older.csv" : "stopped.csv");
            if (older) QVERIFY(!writtenText("older.csv", "mine").isEmpty());
            QProcess process;
            process.start(QStringLiteral(NESCIO_CLI),
                          {"decide", run(), "synthetic/garments", "--reference-images", "100", "--scores",
                           "likelihood", "--batch", "1", "--csv", csv, "--force"});
            const auto rowsGrow = [&] {
                for (QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden); files.hasNext();)
                    if (const QFileInfo file(files.next());
                        file.fileName().contains(QFileInfo(csv).fileName()) && file.size() > 2000)
                        return true;
                return false;
            };
            QVERIFY(QTest::qWaitFor(rowsGrow, nescio::kPatienceMs));
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
            QVERIFY(process.waitForFinished(nescio::kPatienceMs));
            const auto said =
                QString::fromUtf8(process.readAllStandardError() + process.readAllStandardOutput());
            QCOMPARE(process.exitCode(), 130);
            QVERIFY2(said.contains(older ? "was not written" : "has their rows"), qPrintable(said));
            const auto lines = linesOf(csv);
            QVERIFY(older ? lines == QStringList{"mine"} : lines.size() > 1 && lines[0].startsWith("image"));
        }
    }
};

NESCIO_TEST(tst_cli_decide, TestCliDecide)
#include "tst_cli_decide.moc"
