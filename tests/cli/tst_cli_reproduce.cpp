// The paper with one command: from nothing to every result, stopped and gone on with, and refused where the
// folder holds something else.
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <set>

#include "tests/cli/cli.h"
#include "tests/test_list.h"

class TestCliReproduce : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] QStringList command(const QStringList& more = {}) const {
        return QStringList{"reproduce", "synthetic", "--out",     m_folder.filePath("out"),
                           "--images",  "30",        "--members", "2",
                           "--seeds",   "2",         "--set",     "steps=3",
                           "--json"} +
               more;
    }
    [[nodiscard]] QString file(const char* name) const {
        return m_folder.filePath(QStringLiteral("out/") + QString::fromLatin1(name));
    }

  private Q_SLOTS:
    void everyPartIsDoneAndTimed() {
        const auto made = runCli(command());
        VERIFY_EXIT(made, 0);
        const auto json = made.json();
        std::set<QString> parts;
        for (const auto& part : json["parts"].toArray()) {
            const auto row = part.toObject();
            QVERIFY(row["seconds"].toDouble() > 0);
            parts.insert(row["part"].toString());
        }
        for (const auto* run :
             {"glow", "cv_glow", "realnvp", "pixelcnn", "vae", "glow_ensemble", "glow_swapped"}) {
            QVERIFY2(parts.contains(run), run);
            QVERIFY2(QFileInfo::exists(file((std::string(run) + ".h5").c_str())), run);
        }
        for (const auto* run :
             {"glow_seed2", "cv_glow_seed2", "realnvp_seed2", "pixelcnn_seed2", "vae_seed2"})
            QVERIFY2(QFileInfo::exists(file((std::string(run) + ".h5").c_str())), run);
        for (const auto* experiment :
             {"E1 table", "E1 seeds", "E2, E12 histograms", "E3 histograms", "E4 decomposition", "E5 moments",
              "E6 sweep", "E7 second_order", "E8 training", "E9 constants", "E10 ensemble", "E11 matrix",
              "E12 extremes"})
            QVERIFY2(parts.contains(QString::fromLatin1(experiment)), experiment);
    }

    void theReportIsWrittenWhereThereIsQt() {
#ifdef NESCIO_CAN_DRAW
        QVERIFY(QFileInfo(file("report.html")).size() > 100'000);
        QVERIFY(QFileInfo(file("report.pdf")).size() > 10'000);
        VERIFY_EXIT(runCli({"experiment", "moments", "--data", "synthetic/garments-test", "--limit", "20",
                            "--out", m_folder.filePath("moments")}),
                    0);
        for (const auto* name : {"moments-histograms.pdf", "moments-scatter.svg", "moments-scatter.png",
                                 "moments-sums.csv", "moments-sums.tex", "moments-sums.md"})
            QVERIFY2(QFileInfo::exists(m_folder.filePath(QString::fromLatin1(name))), name);
        QVERIFY(!QFileInfo::exists(m_folder.filePath("moments.drawing.h5")));
#else
        QSKIP("built without Qt's widgets");
#endif
    }

    void whatIsThereIsNotDoneAgain() {
        const auto before = QFileInfo(file("vae.h5")).lastModified();
        VERIFY_EXIT(runCli(command()), 0);
        QCOMPARE(QFileInfo(file("vae.h5")).lastModified(), before);
    }

    void whatIsMissingIsMade() {
        QVERIFY(QFile::remove(file("vae.h5")));
        VERIFY_EXIT(runCli(command()), 0);
        QVERIFY(QFileInfo::exists(file("vae.h5")));
    }

    void runsOfAnotherKindInTheFolderAreRefused() {
        const auto refused = runCli(command({"--preset", "small"}));
        VERIFY_EXIT(refused, 4);
        QVERIFY2(refused.err.contains("small") && refused.err.contains("--out"), qPrintable(refused.err));
    }

    void anUnknownPairIsRefusedWithTheKnownOnes() {
        const auto refused = runCli({"reproduce", "faces", "--out", m_folder.filePath("faces")});
        VERIFY_EXIT(refused, 2);
        QVERIFY(refused.err.contains("fashion-mnist, cifar-10"));
    }
};

NESCIO_TEST(tst_cli_reproduce, TestCliReproduce)
#include "tst_cli_reproduce.moc"
