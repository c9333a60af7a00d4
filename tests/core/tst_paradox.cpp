// The finding itself, on the real files where this machine has them: after a short training every family but
// the VAE finds the other set more likely, and with the roles swapped less likely. Slow; skipped without
// data.

#include <QtTest>

#include <QTemporaryDir>

#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/train/training.h"
#include "core/values/failure.h"
#include "datasets/load.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr std::int64_t kScored = 500;  // images a set; the AUROC's sampling error is then about 0.015

std::vector<double> minusLogP(const FrozenModel& model, const ImageSet& set) {
    return nescio::minusLogP(*model.evaluate(set, {}));
}

}  // namespace

class TestParadox : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

  private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("NESCIO_DATA"))
            qputenv("NESCIO_DATA", NESCIO_SOURCE_DIR "/../shared/data");
    }

    void theOtherSet_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("trained");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        QTest::addColumn<qint64>("steps");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        const char *garments = "fashion-mnist/train20k", *garmentsTest = "fashion-mnist/t10k",
                   *digits = "mnist/t10k";
        const char *objects = "cifar-10/data_batch_1-first5000",
                   *objectsTest = "cifar-10/test_batch-first1000";
        const char* numbers = "svhn/test_32x32-first2000";
        // As few steps as show it with a margin: the finding needs no good model.
        const auto row = [&](const char* model, bool colour, qint64 steps, double most, double least = 0.0) {
            QTest::addRow("%s: %s", model, colour ? "house numbers above objects" : "digits above garments")
                << model << (colour ? objects : garments) << (colour ? objectsTest : garmentsTest)
                << (colour ? numbers : digits) << steps << least << most;
        };
        row("glow", false, 120, 0.4);
        row("glow", true, 40, 0.3);
        // With one volume for all images, garments keep above digits this early (guide, results):
        // if this turns, what is told there is no longer true.
        row("cv_glow", false, 200, 1.0, 0.5);
        row("cv_glow", true, 40, 0.3);
        row("realnvp", false, 60, 0.4);
        row("realnvp", true, 60, 0.4);
        row("pixelcnn", false, 30, 0.3);
        row("pixelcnn", true, 40, 0.3);
        QTest::addRow("roles swapped: garments below digits")
            << "glow" << digits << digits << garmentsTest << qint64{80} << 0.9 << 1.0;
        QTest::addRow("roles swapped: objects below house numbers")
            << "glow" << numbers << numbers << objectsTest << qint64{40} << 0.8 << 1.0;
    }
    void theOtherSet() {
        QFETCH(QString, model);
        QFETCH(QString, trained);
        QFETCH(QString, in);
        QFETCH(QString, out);
        QFETCH(qint64, steps);
        QFETCH(double, least);
        QFETCH(double, most);
        const auto read = [](const QString& id, std::int64_t limit) {
            return loadImageSet(id.toStdString(), {.limit = limit});
        };
        std::optional<ImageSet> training;
        try {
            training = read(trained, 0);
        } catch (const DataError&) {
            QSKIP("no data");
        }
        RunSpec spec{.model = model.toStdString(), .trainOptions = {{"steps", std::int64_t{steps}}}};
        LiveTraining live;
        const auto file = m_folder.filePath("run.h5").toStdString();
        startTraining(spec, *training, file, {}, live);
        const auto& frozen = *live.snapshot();
        const double found =
            auroc(minusLogP(frozen, *read(in, kScored)), minusLogP(frozen, *read(out, kScored)));
        qInfo("AUROC(-log p) %.3f", found);
        QVERIFY2(found >= least && found <= most, qPrintable(QString::number(found)));
    }
};

NESCIO_TEST(tst_paradox, TestParadox)
#include "tst_paradox.moc"
