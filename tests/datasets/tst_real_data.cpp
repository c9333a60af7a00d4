// The readers on the real files, where this machine has them: $NESCIO_DATA, or ../shared/data beside the
// sources. Skipped elsewhere.
#include <QTest>

#include "datasets/load.h"
#include "datasets/manifest.h"
#include "tests/datasets/statistics.h"
#include "tests/test_list.h"

using namespace nescio;

class TestRealData : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("NESCIO_DATA"))
            qputenv("NESCIO_DATA", NESCIO_SOURCE_DIR "/../shared/data");
    }

    void countsAndFirstLabels_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("title");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QList<int>>("labels");
        QTest::newRow("FashionMNIST") << "fashion-mnist/t10k"
                                      << "FashionMNIST test" << qint64{10'000} << QList<int>{9, 2, 1, 1, 6};
        QTest::newRow("FashionMNIST train")
            << "fashion-mnist/train20k"
            << "FashionMNIST train (first 20,000)" << qint64{20'000} << QList<int>{9, 0, 0, 3, 0};
        QTest::newRow("MNIST") << "mnist/t10k"
                               << "MNIST test" << qint64{10'000} << QList<int>{7, 2, 1, 0, 4};
        QTest::newRow("CIFAR-10") << "cifar-10/data_batch_1-first5000"
                                  << "CIFAR-10 train (first 5,000)" << qint64{5'000}
                                  << QList<int>{6, 9, 9, 4, 1};
        QTest::newRow("CIFAR-10 test")
            << "cifar-10/test_batch-first1000"
            << "CIFAR-10 test (first 1,000)" << qint64{1'000} << QList<int>{3, 8, 8, 0, 6};
        QTest::newRow("SVHN") << "svhn/test_32x32-first2000"
                              << "SVHN test (first 2,000)" << qint64{2'000} << QList<int>{5, 2, 1, 0, 6};
    }
    void countsAndFirstLabels() {
        QFETCH(QString, id);
        QFETCH(QString, title);
        QFETCH(qint64, count);
        QFETCH(QList<int>, labels);
        const auto set = read(id);
        if (!set) QSKIP("no data");
        QCOMPARE(QString::fromStdString(set->id), id);
        QCOMPARE(QString::fromStdString(set->title), title);
        QCOMPARE(qint64{set->count}, count);
        QCOMPARE(set->labels.size(), static_cast<std::size_t>(count));
        QCOMPARE(set->classNames.size(), std::size_t{10});
        QCOMPARE(QList<int>(set->labels.begin(), set->labels.begin() + 5), labels);
    }

    void fingerprintsAreThoseOfTheManifests() {
        int checked = 0;
        for (const auto& manifest : manifests())
            for (const auto& known : manifest.sets) {
                if (known.fingerprint.empty()) continue;
                const auto set = read(QString::fromStdString(known.id));
                if (!set) continue;
                QCOMPARE(set->fingerprint, known.fingerprint);
                ++checked;
            }
        if (checked == 0) QSKIP("no data");
    }

    void summedVariancesOfPixels_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QList<double>>("expected");
        QTest::newRow("CIFAR-10") << "cifar-10/data_batch_1-first5000" << QList<double>{62.35, 60.15, 69.01};
        QTest::newRow("SVHN") << "svhn/test_32x32-first2000" << QList<double>{48.76, 51.95, 53.18};
    }
    void summedVariancesOfPixels() {
        QFETCH(QString, id);
        QFETCH(QList<double>, expected);
        const auto set = read(id);
        if (!set) QSKIP("no data");
        const auto sums = summedVariances(*set);
        for (int c = 0; c < 3; ++c) QVERIFY(std::abs(sums[static_cast<std::size_t>(c)] - expected[c]) < 0.1);
    }

  private:
    static std::optional<ImageSet> read(const QString& id) {
        for (const auto& entry : catalogue())
            if (entry.id == id.toStdString() && entry.path) return loadImageSet(entry.path->string());
        return std::nullopt;
    }
};

NESCIO_TEST(tst_real_data, TestRealData)
#include "tst_real_data.moc"
