// Why an image is likely, from the command line: JSON whose lines add up, the difference of two images,
// tables and a figure, and a sentence for each thing that is not there.
#include <cmath>

#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

namespace {

QJsonObject firstOf(const CliResult& result) {
    return result.json()["images"].toArray()[0].toObject();
}

QString missingOf(const QJsonObject& account) {
    QStringList sentences;
    for (const auto& sentence : account["missing"].toArray()) sentences << sentence.toString();
    return sentences.join('\n');
}

}  // namespace

class TestCliExplain : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString run() const { return path("run.h5"); }
    [[nodiscard]] CliResult explained(const QStringList& more) const {
        return runCli(QStringList{"explain", run()} + more);
    }

  private Q_SLOTS:
    void initTestCase() {
        const QStringList tiny{"--set", "steps=4", "--set", "batch=16"};
        VERIFY_EXIT(runCli(QStringList{"train", "--model", "glow", "--train", "synthetic/garments", "--limit",
                                       "64", "--set", "model.steps=2", "--set", "model.levels=2", "--set",
                                       "model.hidden=8", "--out", run()} +
                           tiny),
                    0);
        VERIFY_EXIT(runCli({"score", run(), "--data", "synthetic/garments-test", "--data",
                            "synthetic/strokes", "--limit", "50"}),
                    0);
    }

    void theAccountAddsUpAndPlacesTheImage() {
        const auto result = explained({"synthetic/strokes#3", "--json"});
        VERIFY_EXIT(result, 0);
        const auto image = firstOf(result);
        const auto account = image["account"].toObject();
        const auto bits = account["bits"].toObject();
        QCOMPARE(bits["total_nats"].toDouble(), image["total_nats"].toDouble());
        double sum = 0;
        for (const auto& line : bits["lines"].toArray()) sum += line.toObject()["bits_per_dim"].toDouble();
        QVERIFY(std::abs(sum - image["bits_per_dim"].toDouble()) < 1e-9);
        QVERIFY(account["reference"].toObject()["title"].toString().contains("garments"));
        const auto total = account["levels"].toArray().last().toObject();
        QCOMPARE(total["label"].toString(), QString("log p(x)"));
        const auto place = total["place"].toObject();
        QCOMPARE(place["n"].toInt(), 50);
        QCOMPARE(place["share_below"].toDouble(), image["rank"].toObject()["share_less_likely"].toDouble());
        QCOMPARE(account["ranks"].toArray().size(), qsizetype{2});
        QCOMPARE(account["pixels"].toObject()["kind"].toString(), QString("gradient"));
        QCOMPARE(account["pixels"].toObject()["values"].toArray().size(), qsizetype{28 * 28});
        QCOMPARE(account["nearest"].toObject()["n"].toInt(), 64);
        QCOMPARE(account["nearest"].toObject()["images"].toArray().size(), qsizetype{5});
        QVERIFY(missingOf(account).contains("expected a background run"));
        QVERIFY(image["versus"].isNull() && image["difference"].isNull());
    }

    void twoImagesHaveTheirDifferenceAndFiles() {
        const auto result = explained(
            {"synthetic/strokes#3", "--versus", "synthetic/garments-test#1", "--out", path("why"), "--json"});
        VERIFY_EXIT(result, 0);
        const auto image = firstOf(result);
        const auto other = image["versus"].toObject()["account"].toObject()["bits"].toObject();
        bool found = false;
        for (const auto& value : image["difference"].toObject()["lines"].toArray()) {
            const auto line = value.toObject();
            QCOMPARE(line["difference"].toDouble(), line["first"].toDouble() - line["second"].toDouble());
            if (line["section"] != "bits" || line["label"] != "total") continue;
            found = true;
            QCOMPARE(line["first"].toDouble(), image["bits_per_dim"].toDouble());
            QCOMPARE(line["second"].toDouble(), other["bits_per_dim"].toDouble());
        }
        QVERIFY(found);
        for (const auto* table : {"bits", "levels", "codes", "ranks", "nearest"})
            for (const auto* ending : {"csv", "tex", "md"})
                QVERIFY2(QFileInfo(path(QString("why-%1.%2").arg(table, ending))).size() > 0, table);
#ifdef NESCIO_CAN_DRAW
        for (const auto* ending : {"pdf", "svg", "png"})
            QVERIFY2(QFileInfo(path(QString("why-why.%1").arg(ending))).size() > 1'000, ending);
#endif
        const auto again = explained({"synthetic/strokes#3", "--out", path("why")});
        VERIFY_EXIT(again, 1);
        QVERIFY(again.err.contains("--force"));
    }

    void aBackgroundRunBesideIsFound() {
        VERIFY_EXIT(
            runCli({"train", "--background-for", run(), "--set", "train.steps=3", "--out", path("b.h5")}), 0);
        const auto image = firstOf(explained({"synthetic/strokes#3", "--nearest", "0", "--json"}));
        const auto ratio = image["account"].toObject()["ratios"].toArray()[0].toObject();
        QCOMPARE(ratio["measure"].toString(), QString("background"));
        QVERIFY(ratio["path"].toString().endsWith("b.h5"));
        QCOMPARE(ratio["ratio_nats"].toDouble(), image["total_nats"].toDouble() - ratio["nats"].toDouble());
        QVERIFY(image["account"].toObject()["nearest"].isNull());
        const auto text = explained({"synthetic/strokes#3"}).out;
        QVERIFY(text.contains("of the background run") && text.contains("are less likely") &&
                text.contains("Nearest of") && text.contains("−log2 p is"));
    }

    void wrongOptionsAreRefused() {
        VERIFY_EXIT(explained({"synthetic/strokes#3", "synthetic/strokes#4", "--out", path("two")}), 2);
        VERIFY_EXIT(explained({"synthetic/strokes#3", "--train", path("nowhere")}), 3);
    }
};

NESCIO_TEST(tst_cli_explain, TestCliExplain)
#include "tst_cli_explain.moc"
