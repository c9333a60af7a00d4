#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestCifarBinary : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "batch"; }

  private Q_SLOTS:
    void recordsBecomeLabelsAndPlanes() {
        files::writeGzip(file(), files::cifar({6, 9}));
        const auto set = loadImageSet(file().string());
        QVERIFY((set->labels == std::vector<int>{6, 9}));
        QCOMPARE(set->classNames.size(), std::size_t{10});
        QCOMPARE(QString::fromStdString(set->classNames[6]), QStringLiteral("frog"));
        QCOMPARE(int{set->image(1)[1024]}, 1024 % 251);
    }

    void anOddSizeTellsTheRemainder() {
        files::write(file(), files::cifar({6, 9}) + "12345");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "records of 3073 bytes", "found 6151",
                          "remainder of 5");
    }

    void anOddSizeInsideGzipIsFoundToo() {
        files::writeGzip(file(), files::cifar({6, 9}) + "12345");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "remainder of 5");
    }

    void aLabelOutOfRangeIsFoundWhereverItIs() {
        std::vector<int> labels(30, 1);
        labels[25] = 17;  // beyond what detection looks at
        files::write(file(), files::cifar(labels));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "labels from 0 to 9", "found 17 in record 25");
    }

    void otherBytesAreNotTakenForRecords() {
        auto bytes = files::ramp(40'000);
        bytes.insert(bytes.begin(), '\x55');
        files::write(file(), bytes);
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected CIFAR-10 binary records", "IDX", "MATLAB",
                          "begins with the bytes 55 00 01 02");
    }
};

NESCIO_TEST(tst_cifar_binary, TestCifarBinary)
#include "tst_cifar_binary.moc"
