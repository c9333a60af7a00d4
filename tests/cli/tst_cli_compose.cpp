// Scores that a person brings: composed as formulas, imported from files, judged like all others.
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

class TestCliCompose : public QObject {
    Q_OBJECT
  private:
    static constexpr int kImages = 40;
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    [[nodiscard]] QString run() const { return path("flow.h5"); }
    [[nodiscard]] QStringList pairCall(const QString& score) const {
        return {"roc", run(), "--in", in(), "--ood", ood(), "--score", score, "--json"};
    }
    static QString in() { return QStringLiteral("synthetic/garments-test"); }
    static QString ood() { return QStringLiteral("synthetic/strokes-test"); }

    [[nodiscard]] double auroc(const QString& score) const {
        const auto result = runCli(pairCall(score));
        return result.exitCode == 0 ? result.json()["auroc"].toObject()["value"].toDouble() : -1;
    }
    [[nodiscard]] CliResult compose(const char* id, const char* formula) const {
        return runCli({"compose", run(), "--id", id, "--formula", formula, "--json"});
    }
    [[nodiscard]] QString table(const char* name, const std::string& content) const {
        files::write(path(name).toStdString(), content);
        return path(name);
    }
    [[nodiscard]] CliResult import(const QString& file, const QString& set,
                                   const QStringList& more = {}) const {
        return runCli(QStringList{"import", run(), file, "--set", set, "--json"} + more);
    }
    static QStringList findingsOf(const CliResult& result) {
        QStringList ids;
        const auto json = result.json();
        for (const auto& finding : json["columns"][0]["findings"].toArray())
            ids << finding.toObject()["id"].toString();
        return ids;
    }

  private Q_SLOTS:
    void initTestCase() {
        QStringList train{"train", "--train", "synthetic/garments", "--limit", "64", "--device", "cpu",
                          "--out", run()};
        for (const char* setting :
             {"steps=2", "batch=16", "model.steps=1", "model.levels=2", "model.hidden=8"})
            train << "--set" << setting;
        VERIFY_EXIT(runCli(train), 0);
        const auto early = compose("mine", "-log_p");
        VERIFY_EXIT(early, 2);
        QVERIFY(early.errorJson()["error"].toString().contains("score one first"));
        VERIFY_EXIT(
            runCli({"score", run(), "--data", in(), "--data", ood(), "--limit", QString::number(kImages)}),
            0);
        VERIFY_EXIT(runCli({"export", run(), "--what", "scores", "--out", path("scores.csv")}), 0);
    }

    void aFormulaIsAScoreLikeAnother() {
        const auto made = compose("mine", "-log_p + 0*volume");
        VERIFY_EXIT(made, 0);
        const auto json = made.json();
        QCOMPARE(json["score"]["unit"].toString(), QString("nats"));
        QCOMPARE(json["score"]["knows"].toString(), QString("nothing"));
        QCOMPARE(json["sets"].toArray().size(), 2);
        QCOMPARE(json["sets"][0]["n"].toInt(), kImages);
        QCOMPARE(auroc("mine"), auroc("likelihood"));
        VERIFY_EXIT(compose("turned", "log_p"), 0);
        QVERIFY(std::abs(auroc("turned") + auroc("likelihood") - 1) < 1e-12);
        const auto info = runCli({"info", run(), "--json"}).json();
        QCOMPARE(info["compositions"].toArray().size(), 2);
        QCOMPARE(info["compositions"][0]["formula"].toString(), QString("-log_p + 0*volume"));
        QVERIFY(runCli({"info", run()}).out.contains("-log_p + 0*volume"));
    }

    void valuesThatAreNotFiniteAreCounted() {
        const auto made = compose("zero", "volume/(0*nats)");
        VERIFY_EXIT(made, 0);
        const auto json = made.json();
        QCOMPARE(json["sets"][0]["infinite"].toInt() + json["sets"][0]["nan"].toInt(), kImages);
        QVERIFY(runCli({"compose", run(), "--id", "zero", "--formula", "volume/(0*nats)"})
                    .out.contains("infinite"));
    }

    void whatMakesNoSenseIsRefused() {
        const auto refused = [&](const char* id, const char* formula, const char* words) {
            const auto result = compose(id, formula);
            const auto error = result.errorJson()["error"].toString();
            return result.exitCode == 2 && error.contains(words) && !error.contains('\n') ? QString()
                                                                                          : result.err;
        };
        QCOMPARE(refused("x", "log_p + bits_per_dim", "D*nats_per_bit"), QString());
        QCOMPARE(refused("x", "log_p + nothing", "level_2 [nats]"), QString());
        QCOMPARE(refused("x", "", "found nothing"), QString());
        QCOMPARE(refused("x", std::string(100'000, '(').c_str(), "at most 4000"), QString());
        QCOMPARE(refused("likelihood", "-log_p", "raw likelihood"), QString());
        QCOMPARE(refused("imported_x", "-log_p", "imported"), QString());
        QCOMPARE(refused("../x", "-log_p", "small letters"), QString());
        VERIFY_EXIT(runCli(pairCall("x")), 2);
        QVERIFY(runCli(pairCall("x")).errorJson()["error"].toString().contains("mine"));
        VERIFY_EXIT(runCli({"compose", path("none.h5"), "--id", "x", "--formula", "-log_p"}), 4);
    }

    void nothingIsReplacedUnasked() {
        VERIFY_EXIT(compose("taken", "-log_p"), 0);
        VERIFY_EXIT(compose("taken", "-log_p"), 0);  // the same again is no loss
        const auto other = compose("taken", "-volume");
        VERIFY_EXIT(other, 2);
        const auto error = other.errorJson()["error"].toString();
        QVERIFY2(error.contains("-log_p") && error.contains("--force"), qPrintable(error));
        QVERIFY(std::abs(auroc("taken") - auroc("likelihood")) < 1e-12);
        VERIFY_EXIT(runCli({"compose", run(), "--id", "taken", "--formula", "-volume", "--force"}), 0);
        QVERIFY(std::abs(auroc("taken") - auroc("likelihood")) > 1e-12);

        std::string first = "index,x\n", second = first;
        for (int i = 0; i < 40; ++i) {
            first += std::to_string(i) + "," + std::to_string(i) + "\n";
            second += std::to_string(i) + "," + std::to_string(i + 1) + "\n";
        }
        const QStringList named{"--name", "kept"};
        VERIFY_EXIT(import(table("first.csv", first), in(), named), 0);
        VERIFY_EXIT(import(table("first.csv", first), in(), named), 0);
        VERIFY_EXIT(import(table("second.csv", second), in(), named), 2);
        VERIFY_EXIT(import(table("second.csv", second), in(), named + QStringList{"--force"}), 0);
    }

    void whatOneRunExportsAnotherImports() {
        const auto imported = import(path("scores.csv"), in(),
                                     {"--column", "log_likelihood_nats", "--unit", "nats", "--name", "own",
                                      "--direction", "lower", "--knows", "nothing"});
        VERIFY_EXIT(imported, 0);
        QCOMPARE(imported.json()["matched_by"].toString(), QString("index"));
        QCOMPARE(imported.json()["rows"].toInt(), kImages);
        QVERIFY2(findingsOf(imported).isEmpty(), qPrintable(imported.out));
        const auto half = runCli(pairCall("imported_own"));
        VERIFY_EXIT(half, 2);
        QVERIFY2(half.errorJson()["error"].toString().contains("imported_own"), qPrintable(half.err));
        VERIFY_EXIT(import(path("scores.csv"), ood(),
                           {"--column", "log_likelihood_nats", "--unit", "nats", "--name", "own",
                            "--direction", "lower", "--knows", "nothing"}),
                    0);
        QVERIFY(std::abs(auroc("imported_own") - auroc("likelihood")) < 1e-12);
        VERIFY_EXIT(compose("difference", "imported_own - log_p"), 0);
        QVERIFY2(
            std::abs(compose("difference", "imported_own - log_p").json()["sets"][0]["mean"].toDouble()) <
                1e-3,
            "the file's numbers are the run's");
    }

    void anAuditTellsWhatLooksWrong() {
        const auto wrong = import(path("scores.csv"), in(),
                                  {"--column", "log_likelihood_nats", "--unit", "bits", "--name", "wrong",
                                   "--direction", "higher", "--knows", "ood_labels"});
        VERIFY_EXIT(wrong, 0);
        QCOMPARE(findingsOf(wrong), (QStringList{"unit", "sign", "ood_labels"}));
        const auto json = wrong.json();
        QCOMPARE(json["scores"][0]["knows"].toString(), QString("ood_labels"));
        const auto bits = import(path("scores.csv"), in(),
                                 {"--column", "bits_per_dim", "--unit", "nats", "--name", "bits"});
        QCOMPARE(findingsOf(bits), QStringList{"unit"});
        const auto said = bits.json();
        QVERIFY(said["columns"][0]["findings"][0]["sentence"].toString().endsWith("unit should be bits/dim"));
        std::string flags = "flag\n";
        for (int i = 0; i < kImages; ++i) flags += i % 3 == 0 ? "1\n" : "0\n";
        const auto ties = runCli({"import", run(), table("flags.csv", flags), "--set", in()});
        VERIFY_EXIT(ties, 0);
        QVERIFY2(ties.out.contains("looks wrong: imported_flags: 2 distinct values"), qPrintable(ties.out));
        QVERIFY(ties.out.contains("matched by their order"));
    }

    void whatWasToldToAColumnIsToldOfItsFormula() {
        VERIFY_EXIT(import(path("scores.csv"), in(),
                           {"--column", "volume_nats", "--unit", "nats", "--name", "told", "--knows",
                            "second_model"}),
                    0);
        const auto json = compose("of_told", "imported_told - log_p").json();
        QCOMPARE(json["score"]["knows"].toString(), QString("second_model"));
    }

    void fitsAreScoresToo() {
        const auto told = runCli({"compose", run(), "--id", "shown", "--logistic", "log_p,volume",
                                  "--reference", in(), "--told", ood(), "--json"});
        VERIFY_EXIT(told, 0);
        const auto json = told.json();
        QCOMPARE(json["score"]["knows"].toString(), QString("ood_labels"));
        QVERIFY(json["score"]["told"].toString().startsWith("Synthetic strokes test"));
        QVERIFY(auroc("shown") > 0.9);  // on the images it was told
        QVERIFY(runCli({"info", run()}).out.contains("OOD labels"));

        const QStringList mixture{"compose", run(), "--id", "common", "--mixture", "log_p,volume", "--json"};
        const auto unfitted = runCli(mixture + QStringList{"--components", "2"});
        VERIFY_EXIT(unfitted, 0);
        QVERIFY(unfitted.json()["fitted_to"].isNull());
        const auto early = runCli(pairCall("common"));
        VERIFY_EXIT(early, 2);
        QVERIFY(early.errorJson()["error"].toString().contains("fit to training images"));
        const auto fitted = runCli(mixture + QStringList{"--components", "2", "--reference", in()});
        if (fitted.exitCode == 2 && fitted.err.contains("build")) QSKIP("this build is without OpenCV's ml");
        VERIFY_EXIT(fitted, 0);
        QCOMPARE(fitted.json()["fitted_to"].toString(), in());
        QCOMPARE(fitted.json()["sets"].toArray().size(), 2);
        QVERIFY(auroc("common") >= 0);
        const auto other = runCli(mixture + QStringList{"--force"});
        VERIFY_EXIT(other, 2);
        QVERIFY2(other.errorJson()["error"].toString().contains("fits are kept"), qPrintable(other.err));

        VERIFY_EXIT(runCli({"compose", run(), "--id", "x", "--logistic", "log_p"}), 2);
        VERIFY_EXIT(runCli({"compose", run(), "--id", "x"}), 2);
        VERIFY_EXIT(runCli({"compose", run(), "--id", "x", "--formula", "-log_p", "--mixture", "log_p"}), 2);
        VERIFY_EXIT(runCli({"compose", run(), "--id", "x", "--logistic", "log_p", "--reference", in(),
                            "--told", "mnist"}),
                    2);
    }

    void detectComparesThemWithTheOthers() {
        VERIFY_EXIT(compose("both", "-log_p"), 0);
        for (const auto& set : {in(), ood()})
            VERIFY_EXIT(import(path("scores.csv"), set,
                               {"--column", "log_likelihood_nats", "--unit", "nats", "--name", "theirs",
                                "--direction", "lower", "--knows", "second_model"}),
                        0);
        const QStringList call{"detect",       run(), "--in",     in(),
                               "--ood",        ood(), "--scores", "likelihood,both,imported_theirs",
                               "--bootstraps", "20",  "--json"};
        const auto stored = runCli(call + QStringList{"--stored"});
        VERIFY_EXIT(stored, 0);
        const auto fresh = runCli(call + QStringList{"--limit", QString::number(kImages), "--device", "cpu"});
        VERIFY_EXIT(fresh, 0);
        for (const auto& result : {stored, fresh}) {
            const auto json = result.json();
            const auto columns = json["tables"]["detection"].toArray();
            QJsonArray areas, knows;
            for (const auto& column : columns) {
                if (column.toObject()["title"] == "AUROC") areas = column.toObject()["values"].toArray();
                if (column.toObject()["title"] == "knows") knows = column.toObject()["values"].toArray();
            }
            QCOMPARE(areas.size(), 3);
            QVERIFY(areas[0] == areas[1] && std::abs(areas[0].toDouble() - areas[2].toDouble()) < 1e-9);
            QVERIFY2(knows[2].toString() == "second model", qPrintable(result.out.left(2000)));
        }
    }

    void filesThatFitNotAreRefused() {
        const auto refused = [&](const CliResult& result, int code, const char* words) {
            const auto error = result.errorJson()["error"].toString();
            return result.exitCode == code && error.contains(words) ? QString() : result.out + result.err;
        };
        QCOMPARE(refused(import(table("few.csv", "x\n1\n2\n"), in()), 3, "found 2"), QString());
        QCOMPARE(refused(import(table("ragged.csv", "x,y\n1,2\n3\n"), in()), 3, "line 3"), QString());
        QCOMPARE(refused(import(table("far.csv", "index,x\n0,1\n2000,2\n"), in()), 3, "below 2000"),
                 QString());
        QCOMPARE(refused(import(path("none.csv"), in()), 3, "none.csv"), QString());
        QCOMPARE(refused(import(path("few.csv"), "mnist"), 2, in().toUtf8().constData()), QString());
        QCOMPARE(refused(import(path("scores.csv"), in(), {"--column", "magic"}), 2, "volume_nats"),
                 QString());
        QCOMPARE(refused(import(path("scores.csv"), in(), {"--direction", "higher"}), 2, "--knows"),
                 QString());
        QCOMPARE(
            refused(import(path("scores.csv"), in(), {"--direction", "up", "--knows", "nothing"}), 2, "up"),
            QString());
        QCOMPARE(refused(import(path("scores.csv"), in(), {"--knows", "much"}), 2, "ood_labels"), QString());
        QCOMPARE(refused(import(path("scores.csv"), in(), {"--name", "…"}), 2, "name: expected"), QString());
    }
};

NESCIO_TEST(tst_cli_compose, TestCliCompose)
#include "tst_cli_compose.moc"
