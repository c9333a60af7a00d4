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

    void recordsOfTwoLabelsAreCifar100() {
        files::Bytes bytes;
        for (char i = 0; i < 20; ++i) bytes += files::Bytes{i, static_cast<char>(99 - i)} + files::ramp(3072);
        files::write(file(), bytes);
        const auto set = loadImageSet(file().string());
        QCOMPARE(set->count, std::int64_t{20});
        QCOMPARE(set->labels[3], 96);
        QCOMPARE(int{set->image(19)[1024]}, 1024 % 251);
    }

    /// Nearly black images: a byte below ten stands at every 3,073rd place, too.
    void darkImagesOfTwoLabelsAreCifar100() {
        files::Bytes bytes;
        for (int i = 0; i < 20; ++i) bytes += files::Bytes{'\x01', '\x02'} + files::Bytes(3072, '\0');
        files::write(file(), bytes);
        QCOMPARE(loadImageSet(file().string())->labels, std::vector<int>(20, 2));
    }

    void onlyWholeRecordsAreTaken() {
        files::write(file(), files::cifar({6, 9}) + "12345");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "whole ones of 3073 or 3074 bytes");
        files::writeGzip(file(), files::cifar({6, 9}) + "12345");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "whole ones of 3073 or 3074 bytes");
    }

    void zerosAndTextAreNotTakenForRecords() {
        files::write(file(), files::Bytes(30'730, '\0'));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "found a file that begins with the bytes 00 00");
        files::Bytes text(30'740, 'a');
        for (std::size_t at = 0; at < text.size(); at += 3074) text[at] = text[at + 1] = '\n';
        files::write(file(), text);
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "found plain text");
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
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "CIFAR-10 or CIFAR-100 binary records", "IDX",
                          "MATLAB", "begins with the bytes 55 00 01 02");
    }
};

NESCIO_TEST(tst_cifar_binary, TestCifarBinary)
#include "tst_cifar_binary.moc"
