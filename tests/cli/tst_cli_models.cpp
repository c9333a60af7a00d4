// What the command line does with models that are not one flow: ensembles, companions of a run, latents there
// and back, and neighbours of samples.
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

class TestCliModels : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    [[nodiscard]] QString flow() const { return path("flow.h5"); }
    [[nodiscard]] QString local() const { return path("local.h5"); }
    [[nodiscard]] QString ensemble() const { return path("ensemble.h5"); }

    static QStringList setOf(const QStringList& settings) {
        QStringList words;
        for (const auto& setting : settings) words << "--set" << setting;
        return words;
    }
    static QStringList tinyFlow(const QString& out) {
        return QStringList{"train", "--train", "synthetic/garments", "--limit", "64", "--device", "cpu",
                           "--out", out} +
               setOf({"steps=2", "batch=16", "model.steps=1", "model.levels=1", "model.hidden=8"});
    }
    static void verifyKeys(const QJsonObject& json, const QStringList& keys) {
        for (const auto& key : keys) QVERIFY2(json.contains(key), qPrintable("missing key " + key));
    }

  private Q_SLOTS:
    void initTestCase() {
        VERIFY_EXIT(runCli(tinyFlow(flow())), 0);
        VERIFY_EXIT(runCli(tinyFlow(ensemble()) + QStringList{"--members", "3", "--seed", "5"}), 0);
    }

    void membersAreToldAndAddUp() {
        const auto info = runCli({"info", ensemble(), "--json"}).json();
        QCOMPARE(info["members"].toInt(), 3);
        QVERIFY(info["companion_of"].isNull());
        QVERIFY(runCli({"info", ensemble()}).out.contains("ensemble of 3 members, seeds 5 to 7"));
        const auto scored =
            runCli({"score", ensemble(), "--data", "synthetic/strokes", "--limit", "10", "--json"});
        VERIFY_EXIT(scored, 0);
        QCOMPARE(scored.json()["members"].toInt(), 3);

        VERIFY_EXIT(runCli({"export", ensemble(), "--what", "scores", "--out", path("e.csv")}), 0);
        const auto lines = QString::fromStdString(files::read(path("e.csv").toStdString())).split('\n');
        const auto header = lines[0].split(',');
        const auto row = lines[1 + 4].split(',');
        const auto image =
            runCli({"explain", ensemble(), "synthetic/strokes#" + row[header.indexOf("index")], "--json"})
                .json()["images"][0]
                .toObject();
        double totals[3] = {};
        for (const auto& term : image["terms"].toArray())
            if (const int member = term.toObject()["member"].toInt(); member > 0)
                totals[member - 1] += 3 * term.toObject()["nats"].toDouble();
        const double mean = (totals[0] + totals[1] + totals[2]) / 3;
        double variance = 0;
        for (const double total : totals) variance += (total - mean) * (total - mean) / 2;
        const auto cell = [&](const char* name) { return row[header.indexOf(QString(name))].toDouble(); };
        QVERIFY(variance > 0);
        // 1e-3 nats: float32 sums in another order, alone and in a batch
        QVERIFY(std::abs(cell("members_mean_nats") - mean) < 1e-3 * 784);
        QVERIFY(std::abs(cell("members_variance_nats2") - variance) < 1e-3 * variance + 1);
    }

    void aSingleModelHasNoMemberColumns() {
        VERIFY_EXIT(runCli({"score", flow(), "--data", "synthetic/strokes", "--limit", "4"}), 0);
        VERIFY_EXIT(runCli({"export", flow(), "--what", "scores", "--out", path("f.csv")}), 0);
        QVERIFY(!QString::fromStdString(files::read(path("f.csv").toStdString())).contains("members_"));
    }

    void aBackgroundModelIsItsRunWithMutation() {
        const QStringList call{"train", "--background-for", flow(), "--device", "cpu", "--out", path("b.h5")};
        const auto result = runCli(call + QStringList{"--json"});
        VERIFY_EXIT(result, 0);
        QCOMPARE(result.json()["companion_of"].toString(), QString("flow.h5"));
        QVERIFY(result.json()["title"].toString().contains("background (μ = 0.1)"));
        const auto mine = runCli({"info", path("b.h5"), "--json"}).json();
        const auto of = runCli({"info", flow(), "--json"}).json();
        QCOMPARE(mine["model_options"], of["model_options"]);
        QCOMPARE(mine["train_set"], of["train_set"]);
        auto options = of["train_options"].toObject();
        options["mutation"] = 0.1;
        QCOMPARE(mine["train_options"].toObject(), options);
        QVERIFY(runCli({"info", path("b.h5")}).out.contains("companion of flow.h5"));

        const auto stronger =
            runCli(call + QStringList{"--force", "--set", "mutation=0.3", "--seed", "9", "--json"});
        QVERIFY(stronger.json()["title"].toString().contains("background (μ = 0.3)"));
        QCOMPARE(stronger.json()["seed"].toInt(), 9);
        VERIFY_EXIT(runCli(call + QStringList{"--force", "--set", "mutation=0"}), 2);
    }

    void aLocalModelIsTrainedOnTheSameImages() {
        const auto result = runCli(
            QStringList{"train", "--local-for", flow(), "--device", "cpu", "--out", local(), "--json"} +
            setOf({"steps=2", "batch=8", "hidden=4", "layers=1", "components=2"}));
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        QCOMPARE(json["model"].toString(), QString("local_pixelcnn"));
        QCOMPARE(json["preset"].toString(), QString("quick"));
        QCOMPARE(json["companion_of"].toString(), QString("flow.h5"));
        QCOMPARE(json["train_set"]["n"].toInt(), 64);
        const auto image =
            runCli({"explain", local(), "synthetic/strokes#0", "--json"}).json()["images"][0].toObject();
        double sum = 0;
        for (const auto& nats : image["terms"][0]["per_pixel_nats"].toArray()) sum += nats.toDouble();
        QVERIFY(std::abs(sum - image["total_nats"].toDouble()) < 1e-4 * std::abs(sum));
    }

    void aScoreOfWhatAModelHasNotIsRefused() {
        const QStringList sets{"--in", "synthetic/garments", "--ood", "synthetic/strokes"};
        for (const auto& run : {local(), flow()})
            VERIFY_EXIT(runCli(QStringList{"score", run, "--limit", "8"} +
                               QStringList{"--data", "synthetic/garments", "--data", "synthetic/strokes"}),
                        0);
        for (const char* score : {"volume", "density"}) {
            const auto refused = runCli(QStringList{"roc", local(), "--score", score} + sets);
            VERIFY_EXIT(refused, 2);
            QVERIFY2(refused.err.contains("log-determinants") &&
                         refused.err.contains("scores of its terms alone: likelihood"),
                     qPrintable(refused.err));
            VERIFY_EXIT(runCli(QStringList{"roc", flow(), "--score", score} + sets), 0);
        }
        const auto help = runCli({"train", "--help"}).out;
        QVERIFY2(help.contains("quick: ours") && help.contains("paper, glow") && help.contains("L2"),
                 qPrintable(help));
    }

    void companionsOfAnotherShapeAndContradictionsAreRefused() {
        files::write(path("four.npy").toStdString(),
                     files::npy("|u1", false, "4, 8, 8", files::ramp(4 * 8 * 8)));
        const QStringList call{"train", "--background-for", flow(), "--out", path("no.h5")};
        const auto other = runCli(call + QStringList{"--train", path("four.npy")});
        VERIFY_EXIT(other, 3);
        QVERIFY2(other.err.contains("expected images of 1×28×28") && other.err.contains("found 1×8×8"),
                 qPrintable(other.err));
        VERIFY_EXIT(runCli(call + QStringList{"--model", "vae"}), 2);
        VERIFY_EXIT(runCli(call + QStringList{"--local-for", flow()}), 2);
        VERIFY_EXIT(runCli(call + QStringList{"--members", "0"}), 2);
        VERIFY_EXIT(runCli({"train", "--background-for", path("none.h5"), "--out", path("no.h5")}), 4);
        const auto nothing = runCli({"train", "--out", path("no.h5")});
        VERIFY_EXIT(nothing, 2);
        QVERIFY(nothing.err.contains("--background-for"));
        QVERIFY(!QFileInfo::exists(path("no.h5")));
    }

    void aFlowReconstructsAndInterpolates() {
        const auto there = runCli(
            {"reconstruct", flow(), "synthetic/strokes", "--n", "20", "--out", path("there.png"), "--json"});
        VERIFY_EXIT(there, 0);
        verifyKeys(there.json(), {"command", "run", "set", "changes", "seed", "distances", "out"});
        QCOMPARE(there.json()["distances"].toArray().size(), 20);
        // Where the noise of a byte lies at the very end of its bin, rounding may lead to the next level.
        int exact = 0;
        for (const auto& distance : there.json()["distances"].toArray()) {
            QVERIFY2(distance.toDouble() <= 1, qPrintable(QString::number(distance.toDouble())));
            exact += distance.toDouble() == 0 ? 1 : 0;
        }
        QVERIFY2(exact >= 18, qPrintable(QString("%1 of 20").arg(exact)));
        QVERIFY(files::read(path("there.png").toStdString()).starts_with("\x89PNG"));

        const QStringList ends{"synthetic/strokes#3", "synthetic/garments#1"};
        const auto between = runCli(QStringList{"interpolate", flow()} + ends +
                                    QStringList{"--steps", "5", "--out", path("between.npy"), "--json"});
        VERIFY_EXIT(between, 0);
        verifyKeys(between.json(), {"command", "run", "from", "to", "steps", "seed", "out"});
        QVERIFY(files::read(path("between.npy").toStdString()).find("(5, 1, 28, 28)") != std::string::npos);
        VERIFY_EXIT(runCli(QStringList{"interpolate", flow()} + ends +
                           QStringList{"--steps", "1", "--out", path("x.png")}),
                    2);
    }

    void aModelWithoutLatentsSaysWhyNot() {
        const QStringList reconstruct{"reconstruct", local(), "synthetic/strokes", "--out", path("x.png")};
        const QStringList interpolate{"interpolate",         local(), "synthetic/strokes#0",
                                      "synthetic/strokes#1", "--out", path("x.png")};
        for (const auto& call : {reconstruct, interpolate}) {
            const auto result = runCli(call);
            VERIFY_EXIT(result, 2);
            QVERIFY2(result.err.contains("latents") && result.err.count('\n') == 1, qPrintable(result.err));
        }
        QVERIFY(!QFileInfo::exists(path("x.png")));
    }

    void samplesHaveNeighbours() {
        const auto result = runCli({"neighbours", flow(), "--n", "3", "--k", "2", "--out", path("near.png"),
                                    "--device", "cpu", "--json"});
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        verifyKeys(json, {"command", "run", "n", "k", "temperature", "seed", "train_set", "samples", "out"});
        QCOMPARE(json["train_set"]["n"].toInt(), 64);
        QCOMPARE(json["samples"].toArray().size(), 3);
        const auto nearest = json["samples"][0]["neighbours"].toArray();
        QCOMPARE(nearest.size(), 2);
        QVERIFY(nearest[0]["distance"].toDouble() <= nearest[1]["distance"].toDouble());
        QVERIFY(files::read(path("near.png").toStdString()).starts_with("\x89PNG"));
        QVERIFY(runCli({"neighbours", flow(), "--n", "1"}).out.contains("grey levels"));
    }

    void drawsNameBothKinds() {
        for (const char* command : {"score", "explain"}) {
            const auto help = runCli({command, "--help"}).out.simplified();
            QVERIFY2(help.contains("importance draws") && help.contains("equantisation draws"),
                     qPrintable(help));
        }
    }
};

NESCIO_TEST(tst_cli_models, TestCliModels)
#include "tst_cli_models.moc"
