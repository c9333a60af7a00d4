// Scores side by side from the command line: computed once, kept in the run, answered from there.
#include <algorithm>
#include <cmath>

#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

namespace {

QJsonArray valuesOf(const QJsonObject& json, const QString& table, const QString& title) {
    for (const auto& column : json["tables"].toObject()[table].toArray())
        if (column.toObject()["title"] == title) return column.toObject()["values"].toArray();
    return {};
}

}  // namespace

class TestCliDetect : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString run() const { return m_folder.filePath("run.h5"); }
    [[nodiscard]] QStringList detect(const QStringList& more) const {
        return QStringList{
                   "detect",       run(), "--in",  "synthetic/garments-test", "--ood", "synthetic/strokes",
                   "--bootstraps", "20",  "--json"} +
               more;
    }
    static CliResult trained(const QStringList& which, const QString& out) {
        return runCli(QStringList{"train"} + which +
                      QStringList{"--set", "steps=4", "--set", "batch=16", "--out", out});
    }
    /// The area of a score; negative where it has none.
    static double areaOf(const QJsonObject& json, const QString& score) {
        const auto ids = valuesOf(json, "detection", "score"), areas = valuesOf(json, "detection", "AUROC");
        for (qsizetype i = 0; i < ids.size(); ++i)
            if (ids[i] == score) return areas[i].toDouble();
        return -1;
    }

  private Q_SLOTS:
    void initTestCase() {
        VERIFY_EXIT(trained({"--model", "glow", "--train", "synthetic/garments", "--limit", "64", "--set",
                             "model.steps=2", "--set", "model.levels=2", "--set", "model.hidden=8"},
                            run()),
                    0);
    }

    void scoresStandSideBySide() {
        const auto result = runCli(detect({"--limit", "40", "--reference-images", "50"}));
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        QCOMPARE(json["command"].toString(), QString("detect"));
        for (const auto* score :
             {"likelihood", "density", "volume", "level_1", "last_level", "typicality", "typicality_10"})
            QVERIFY2(areaOf(json, score) >= 0, score);
        QVERIFY2(areaOf(json, "gradient_theta") < 0, "takes long: only where it is named");
        const auto missing = valuesOf(json, "missing", "scores");
        QVERIFY(std::any_of(missing.begin(), missing.end(), [](const QJsonValue& scores) {
            return scores.toString().contains("likelihood_ratio");
        }));
    }

    void whatIsKeptIsEnough() {
        const auto first = runCli(detect({"--limit", "40", "--reference-images", "50"}));
        const auto again = runCli(detect({"--limit", "40", "--reference-images", "50"}));
        const auto stored = runCli({"detect", run(), "--in", "synthetic/garments-test", "--ood",
                                    "synthetic/strokes", "--bootstraps", "20", "--json", "--stored"});
        VERIFY_EXIT(stored, 0);
        for (const auto* head : {"title", "source", "experiment"}) {
            QVERIFY2(!stored.json()[head].toString().isEmpty(), head);
            QCOMPARE(stored.json()[head], first.json()[head]);
        }
        for (const auto* score : {"likelihood", "typicality", "last_level"}) {
            const double area = areaOf(first.json(), score);
            QCOMPARE(areaOf(again.json(), score), area);
            QCOMPARE(areaOf(stored.json(), score), area);
        }
        // Times are kept with what they are times of: numbers that are read were not computed again.
        QCOMPARE(valuesOf(again.json(), "detection", "time"), valuesOf(first.json(), "detection", "time"));
    }

    void rolesAreAsAskedFor() {
        const auto there = runCli(detect({"--limit", "30", "--scores", "likelihood"}));
        const auto back =
            runCli({"detect", run(), "--in", "synthetic/strokes", "--ood", "synthetic/garments-test",
                    "--limit", "30", "--scores", "likelihood", "--json"});
        VERIFY_EXIT(back, 0);
        QVERIFY(std::abs(areaOf(there.json(), "likelihood") + areaOf(back.json(), "likelihood") - 1) < 1e-12);
    }

    void whoseTheNumbersAreIsSaid() {
        const auto result =
            runCli({"detect", run(), "--in", "synthetic/garments", "--ood", "synthetic/strokes", "--limit",
                    "40", "--reference-images", "50", "--scores", "likelihood,typicality", "--json"});
        VERIFY_EXIT(result, 0);
        QString all;
        for (const auto& finding : result.json()["findings"].toArray()) all += finding.toString() + "\n";
        for (const auto* words :
             {"40 of ", "lower bound, 1 draw", "step 4", "images of Synthetic garments train are also in"})
            QVERIFY2(all.contains(words), qPrintable(all));
    }

    void seedsSpreadBesideTheInterval() {
        const QStringList recipe{
            "--model", "glow",          "--train", "synthetic/garments", "--limit", "64",
            "--set",   "model.steps=2", "--set",   "model.levels=2",     "--set",   "model.hidden=8"};
        const auto second = m_folder.filePath("second.h5"), wider = m_folder.filePath("wider.h5");
        VERIFY_EXIT(trained(recipe + QStringList{"--seed", "2"}, second), 0);
        const QStringList order{"--limit", "40", "--scores", "likelihood", "--reference-images", "50"};
        const auto both = runCli(detect(order + QStringList{"--seed-run", second}));
        VERIFY_EXIT(both, 0);
        const double first = areaOf(runCli(detect(order)).json(), "likelihood");
        const auto alone = runCli(QStringList{"detect", second, "--in", "synthetic/garments-test", "--ood",
                                              "synthetic/strokes", "--json"} +
                                  order);
        const double other = areaOf(alone.json(), "likelihood");
        QVERIFY(other >= 0 && other != first);
        const auto json = both.json();
        const auto of = [&](const char* title) { return valuesOf(json, "detection", title)[0].toDouble(); };
        QCOMPARE(areaOf(json, "likelihood"), first);
        QVERIFY(std::abs(of("AUROC, mean over seeds") - (first + other) / 2) < 1e-12);
        QVERIFY(std::abs(of("AUROC, deviation over seeds") - std::abs(first - other) / std::sqrt(2.0)) <
                1e-12);
        QCOMPARE(of("seeds"), 2.0);
        QVERIFY(valuesOf(runCli(detect(order)).json(), "detection", "seeds").isEmpty());

        auto otherRecipe = recipe;
        otherRecipe.last() = "model.hidden=12";
        VERIFY_EXIT(trained(otherRecipe + QStringList{"--seed", "3"}, wider), 0);
        const auto mixed = runCli(detect(order + QStringList{"--seed-run", wider}));
        VERIFY_EXIT(mixed, 2);
        QVERIFY2(mixed.errorJson()["error"].toString().contains("seed alone"), qPrintable(mixed.err));
        QCOMPARE(runCli(detect(order + QStringList{"--seed-run", run()})).exitCode, 2);
    }

    void aRunBesideIsFound() {
        const auto background = m_folder.filePath("background.h5");
        VERIFY_EXIT(trained({"--background-for", run()}, background), 0);
        const auto result = runCli(detect(
            {"--limit", "40", "--scores", "likelihood_ratio,typicality_25", "--reference-images", "50"}));
        VERIFY_EXIT(result, 0);
        QVERIFY(areaOf(result.json(), "likelihood_ratio") >= 0);
        QVERIFY2(areaOf(result.json(), "typicality_25") >= 0, "any number of images together");
    }

    void experimentsTakeAnyScore() {
        const auto result =
            runCli({"experiment", "twins", "--run", run(), "--data", "synthetic/garments-test", "--data",
                    "synthetic/strokes", "--limit", "40", "--score", "last_level", "--json"});
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        QCOMPARE(json["experiment"].toString(), QString("twins_last_level"));
        QCOMPARE(valuesOf(json, "twins", "AUROC of last_level").size(), qsizetype{1});
        const auto refused =
            runCli({"experiment", "moments", "--run", run(), "--data", "synthetic/garments-test", "--data",
                    "synthetic/strokes", "--limit", "40", "--score", "last_level"});
        QVERIFY2(refused.exitCode != 0, "has no areas");
    }

    void unknownScoresAreRefused() {
        const auto result = runCli(detect({"--limit", "10", "--scores", "magic"}));
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.err.contains("magic") && result.err.contains("likelihood"), qPrintable(result.err));
    }

    void filesAreWritten() {
        const auto base = m_folder.filePath("out");
        VERIFY_EXIT(runCli(detect({"--limit", "40", "--scores", "likelihood", "--out", base})), 0);
        QVERIFY(QFileInfo::exists(base + "-detection.csv"));
        VERIFY_EXIT(runCli(detect({"--limit", "40", "--scores", "likelihood", "--out", base, "--force"})), 0);
        QVERIFY(runCli(detect({"--limit", "40", "--scores", "likelihood", "--out", base})).exitCode != 0);
    }
};

NESCIO_TEST(tst_cli_detect, TestCliDetect)
#include "tst_cli_detect.moc"
