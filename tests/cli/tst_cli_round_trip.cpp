// A tiny run through every command, checking numbers that must agree and keys that scripts rely on.
#include <csignal>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/cli.h"
#include "tests/datasets/files.h"
#include "tests/patience.h"
#include "tests/test_list.h"

class TestCliRoundTrip : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString run() const { return m_folder.filePath("run.h5"); }
    static QStringList tiny(const QString& out, const QString& steps) {
        return {"train",
                "--model",
                "glow",
                "--preset",
                "quick",
                "--train",
                "synthetic/garments",
                "--limit",
                "256",
                "--seed",
                "1",
                "--device",
                "cpu",
                "--set",
                "steps=" + steps,
                "--set",
                "batch=32",
                "--set",
                "model.steps=2",
                "--set",
                "model.levels=1",
                "--set",
                "model.hidden=8",
                "--out",
                out};
    }
    static void verifyKeys(const QJsonObject& json, const QStringList& keys) {
        for (const auto& key : keys) QVERIFY2(json.contains(key), qPrintable("missing key " + key));
    }

  private Q_SLOTS:
    void initTestCase() {
        const auto result = runCli(tiny(run(), "6") + QStringList{"--json"});
        VERIFY_EXIT(result, 0);
        const auto json = result.json();
        verifyKeys(json, {"command", "run", "title", "state", "step", "total_steps", "model", "preset",
                          "seed", "parameters", "shape", "train_set", "last"});
        QCOMPARE(json["state"].toString(), QString("finished"));
        QCOMPARE(json["step"].toInt(), 6);
        QCOMPARE(json["train_set"]["n"].toInt(), 256);
        QCOMPARE(json["train_set"]["available"].toInt(), 10'000);
        QVERIFY(json["train_set"]["synthetic"].toBool());

        const auto scored = runCli({"score", run(), "--data", "synthetic/garments-test", "--data",
                                    "synthetic/strokes", "--limit", "100", "--json"});
        VERIFY_EXIT(scored, 0);
    }

    void aRunIsNotReplacedUnasked() {
        VERIFY_EXIT(runCli(tiny(run(), "6")), 4);
        QCOMPARE(runCli({"info", run(), "--json"}).json()["scored_sets"].toArray().size(), 2);
        const QString copy = m_folder.filePath("copy.h5");
        QVERIFY(QFile::copy(run(), copy));
        // What cannot begin leaves it alone: 28 pixels cannot be halved three times.
        VERIFY_EXIT(runCli(tiny(copy, "2") + QStringList{"--force", "--set", "model.levels=4"}), 3);
        QCOMPARE(runCli({"info", copy, "--json"}).json()["step"].toInt(), 6);
        VERIFY_EXIT(runCli(tiny(copy, "2") + QStringList{"--force"}), 0);
        QCOMPARE(runCli({"info", copy, "--json"}).json()["scored_sets"].toArray().size(), 0);
    }

    void scoresAreKeptAndTold() {
        const auto json = runCli({"info", run(), "--json"}).json();
        verifyKeys(json, {"model_options", "train_options", "scored_sets", "provenance"});
        QCOMPARE(json["model_options"]["steps"].toInt(), 2);
        QCOMPARE(json["train_options"]["steps"].toInt(), 6);
        const auto set = json["scored_sets"].toArray()[0].toObject();
        verifyKeys(set, {"id", "title", "role", "n", "available", "bits_per_dim", "not_finite", "tightness",
                         "draws", "seed", "changes", "synthetic", "weights", "fingerprint", "part",
                         "noise_by", "trained_on"});
        QCOMPARE(set["part"].toString(), QString("spread evenly"));
        QCOMPARE(set["trained_on"].toInt(), 0);
        QCOMPARE(set["id"].toString(), QString("synthetic/garments-test"));
        QCOMPARE(set["role"].toString(), QString("test"));
        QCOMPARE(set["n"].toInt(), 100);
        QCOMPARE(set["available"].toInt(), 2000);
        QCOMPARE(set["tightness"].toString(), QString("lower_bound"));
    }

    void rocComesFromTheStoredTables() {
        const QStringList call{"roc", run(), "--in", "synthetic/garments-test", "--ood", "synthetic/strokes"};
        const auto json = runCli(call + QStringList{"--score", "likelihood", "--json"}).json();
        verifyKeys(json, {"score", "orientation", "in", "ood", "tightness", "draws", "auroc", "aupr_out",
                          "aupr_in", "aupr_out_trapezoid", "aupr_in_trapezoid", "fpr95", "fpr80", "fpr95_in",
                          "fpr80_in", "confidence", "bootstraps"});
        QCOMPARE(json["bootstraps"].toInt(), 1000);
        const auto auroc = json["auroc"].toObject();
        QVERIFY(auroc["low"].toDouble() <= auroc["value"].toDouble() &&
                auroc["value"].toDouble() <= auroc["high"].toDouble());
        QCOMPARE(json["in"]["n"].toInt(), 100);
        QVERIFY(json["orientation"].toString().contains("more out-of-distribution"));
        const auto people = runCli(call);
        VERIFY_EXIT(people, 0);
        QVERIFY(people.out.contains("AUROC") && people.out.contains("100 of 2\u2009000") &&
                people.out.contains("lower bound"));
        const auto unknown = runCli({"roc", run(), "--in", "mnist/t10k", "--ood", "synthetic/strokes"});
        VERIFY_EXIT(unknown, 2);
        QVERIFY(unknown.err.contains("synthetic/garments-test"));
        VERIFY_EXIT(runCli(call + QStringList{"--score", "luck"}), 2);
    }

    void explainAgreesWithTheTable() {
        const auto json =
            runCli({"explain", run(), "synthetic/strokes#700", "synthetic/strokes#0", "--json"}).json();
        const auto image = json["images"][0].toObject();
        verifyKeys(image, {"source", "changes", "tightness", "draws", "bits_per_dim", "total_nats",
                           "density_nats", "volume_nats", "scaling_nats", "terms", "rank"});
        double sum = 0;
        for (const auto& term : image["terms"].toArray()) sum += term.toObject()["nats"].toDouble();
        QVERIFY(std::abs(sum - image["total_nats"].toDouble()) < 1e-9 * std::abs(sum));
        QCOMPARE(image["rank"]["reference"].toString(), QString("Synthetic garments test"));

        const QString csv = m_folder.filePath("scores.csv");
        const auto exported = runCli(
            {"export", run(), "--what", "scores", "--set", "synthetic/strokes", "--out", csv, "--json"});
        QCOMPARE(exported.json()["rows"].toInt(), 100);
        const auto lines = QString::fromStdString(files::read(csv.toStdString())).split('\n');
        QVERIFY(lines[0].startsWith(
            "set,index,label,weights_step,bits_per_dim,log_likelihood_nats,density_nats,volume_nats,"));
        const auto row = lines[1 + 7].split(',');
        QCOMPARE(row[1], QString("700"));
        // 1e-6 bits/dim: float32 sums in another order, alone and in a batch
        QVERIFY(std::abs(row[4].toDouble() - image["bits_per_dim"].toDouble()) < 1e-6);
    }

    void imagesOfAnotherShapeAreFittedAndSaid() {
        const QString path = m_folder.filePath("picture.png");
        files::write(path.toStdString(), files::png(40, 30));
        const auto result = runCli({"explain", run(), path, "--json"});
        VERIFY_EXIT(result, 0);
        const auto changes = result.json()["images"][0]["changes"].toArray();
        QCOMPARE(changes.size(), 2);
        QVERIFY(changes[0].toString().startsWith("cropped"));
        QVERIFY(runCli({"explain", run(), path}).out.contains("resized: 30×30 to 28×28"));
    }

    void samplesBecomePicturesArraysAndRows() {
        const QString png = m_folder.filePath("samples.png");
        const QString npy = m_folder.filePath("samples.npy");
        VERIFY_EXIT(runCli({"sample", run(), "--n", "9", "--temperature", "0.7", "--out", png, "--store"}),
                    0);
        const auto json =
            runCli({"sample", run(), "--n", "9", "--temperature", "0.7", "--out", npy, "--json"}).json();
        verifyKeys(json, {"n", "temperature", "seed", "shape", "out", "stored"});
        const auto array = files::read(npy.toStdString());
        QCOMPARE(array.size() % 64,
                 std::size_t(9 * 784 % 64));  // a header of whole 64 bytes, then the images
        QVERIFY(files::read(png.toStdString()).starts_with("\x89PNG"));
        const QString again = m_folder.filePath("again.npy");
        VERIFY_EXIT(runCli({"export", run(), "--what", "samples", "--out", again}), 0);
        QVERIFY2(files::read(again.toStdString()) == array, "the same seed gave other samples");
        VERIFY_EXIT(runCli({"export", run(), "--what", "samples", "--out", m_folder.filePath("samples.csv")}),
                    0);
        VERIFY_EXIT(runCli({"sample", run(), "--out", m_folder.filePath("samples.gif")}), 2);
        VERIFY_EXIT(runCli({"sample", run(), "--n", "4", "--out", m_folder.filePath("no/such.png")}), 1);
    }

    void historyIsExported() {
        const QString csv = m_folder.filePath("history.csv");
        VERIFY_EXIT(runCli({"export", run(), "--what", "history", "--out", csv}), 0);
        const auto lines =
            QString::fromStdString(files::read(csv.toStdString())).split('\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() >= 2);
        QVERIFY(lines[0].startsWith("step,epoch,bits_per_dim,"));
        QVERIFY(lines.last().startsWith("6,"));
    }

    void dataIsListed() {
        const auto json = runCli({"data", "list", "--json"}).json();
        const auto sets = json["sets"].toArray();
        QVERIFY(sets.size() > 8);
        verifyKeys(sets[0].toObject(),
                   {"id", "title", "shape", "count", "synthetic", "available", "path", "licence", "source"});
        QVERIFY(runCli({"data", "list"}).out.contains("synthetic/garments-test"));
    }

    /// Ctrl-C, then resume, ends where an uninterrupted run ends.
    void ctrlCLeavesARunThatResumes() {
        const QString out = m_folder.filePath("stopped.h5");
        QProcess process;
        process.start(NESCIO_CLI, tiny(out, "150") + QStringList{"--json"});
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(out), nescio::kPatienceMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(nescio::kPatienceMs));
        QCOMPARE(process.exitCode(), 130);
        const auto stopped = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QCOMPARE(stopped["state"].toString(), QString("stopped"));
        QVERIFY(stopped["step"].toInt() < 150);
        const auto resumed = runCli({"resume", out, "--json"});
        VERIFY_EXIT(resumed, 0);
        QCOMPARE(resumed.json()["step"].toInt(), 150);

        const QString straight = m_folder.filePath("straight.h5");
        VERIFY_EXIT(runCli(tiny(straight, "150")), 0);
        const auto total = [](const QString& path) {
            return runCli({"explain", path, "synthetic/strokes#3", "--json"})
                .json()["images"][0]["total_nats"]
                .toDouble();
        };
        QCOMPARE(total(out), total(straight));
    }
};

NESCIO_TEST(tst_cli_round_trip, TestCliRoundTrip)
#include "tst_cli_round_trip.moc"
