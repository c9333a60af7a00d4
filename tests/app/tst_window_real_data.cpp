// The reason for all of this: a Glow trained on FashionMNIST in the window finds MNIST more likely.

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/plots/histogram_plot.h"
#include "window_fixture.h"

using namespace nescio;

namespace {

/// Qt Test gives a test function five minutes; training takes as long as the machine needs.
const bool kPatient = qputenv("QTEST_FUNCTION_TIMEOUT", "1800000");

QString dataFolder() {
    const QStringList given = qEnvironmentVariable("NESCIO_DATA").split(':', Qt::SkipEmptyParts);
    for (const QString& folder : given + QStringList{QStringLiteral(NESCIO_SOURCE_DIR "/../shared/data")})
        if (QDir(folder).exists(QStringLiteral("fashion-mnist/train20k-images-idx3-ubyte.gz"))) return folder;
    return {};
}

}  // namespace

class TestWindowRealData : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void mnistIsFoundMoreLikelyThanFashionMnist() {
        QVERIFY(kPatient);
        const QString folder = dataFolder();
        if (folder.isEmpty()) QSKIP("no data");
        const auto file = [&](const char* name) {
            return QDir(folder).filePath(QString::fromLatin1(name)).toStdString();
        };
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet(file("fashion-mnist/t10k-images-idx3-ubyte.gz")));
        QVERIFY(fixture.addDataSet(file("mnist/t10k-images-idx3-ubyte.gz")));
        TrainRequest request;
        request.spec.trainData = file("fashion-mnist/train20k-images-idx3-ubyte.gz");
        request.spec.trainOptions = {{"steps", std::int64_t{200}}};  // a quarter of the preset's
        request.out = fixture.path("fashion.h5").toStdString();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(fixture.train(request, 20 * 60'000));
        qInfo("trained in %.0f s", static_cast<double>(clock.elapsed()) / 1000);

        HistogramData last;
        connect(fixture.window().findChild<FigureController*>(), &FigureController::drawn, this,
                [&last](const HistogramData& data) { last = data; });
        QVERIFY(fixture.settle(10 * 60'000));
        QTRY_VERIFY_WITH_TIMEOUT(last.verdict.find('[') != std::string::npos, kPatienceMs);
        QVERIFY(fixture.settle());
        qInfo("scored after %.0f s: %s", static_cast<double>(clock.elapsed()) / 1000, last.verdict.c_str());
        const TermTable in = readTermTable(request.out, "fashion-mnist/t10k");
        const TermTable out = readTermTable(request.out, "mnist/t10k");
        const double inBits = meanOf(in.bitsPerDims()).value;
        const double outBits = meanOf(out.bitsPerDims()).value;
        const double area = auroc(minusLogP(in), minusLogP(out));
        qInfo("FashionMNIST %.3f bits/dim, MNIST %.3f bits/dim, AUROC(-log p) %.3f", inBits, outBits, area);
        QCOMPARE(last.series.size(), 3U);

        fixture.session().select({"mnist/t10k", 0});
        QVERIFY(fixture.settle());
        QTest::qWait(200);
        fixture.keepScreenshot(QStringLiteral("likelihoods.png"));
        fixture.window().parts().tabs->setCurrentIndex(1);
        QTest::qWait(200);
        fixture.keepScreenshot(QStringLiteral("breakdown.png"));
        QVERIFY2(inBits - outBits > 0.4, "MNIST must need at least 0.4 bits/dim less");
        QVERIFY2(area < 0.35, "AUROC(-log p) must be below 0.35");
    }
};

NESCIO_TEST(tst_window_real_data, TestWindowRealData)
#include "tst_window_real_data.moc"
