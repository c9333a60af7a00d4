#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/peak_memory.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestIdx : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

  private Q_SLOTS:
    void init() {
        static int number = 0;
        m_folder = fs::path(m_temporary.path().toStdString()) / std::to_string(number++);
        fs::create_directories(m_folder);
    }

    void plainAndGzipGiveTheSameImages() {
        files::write(m_folder / "plain", files::idxImages(3, 4, 5));
        files::writeGzip(m_folder / "packed", files::idxImages(3, 4, 5));
        const auto plain = loadImageSet((m_folder / "plain").string());
        QVERIFY(plain->bytes == loadImageSet((m_folder / "packed").string())->bytes);
        QCOMPARE(int{plain->image(1)[2]}, 4 * 5 + 2);
    }

    void labelsBesideTheImagesAreRead() {
        files::write(m_folder / "t10k-images-idx3-ubyte", files::idxImages(3, 4, 5));
        files::writeGzip(m_folder / "t10k-labels-idx1-ubyte.gz", files::idxLabels({7, 0, 2}));
        const auto set = loadImageSet((m_folder / "t10k-images-idx3-ubyte").string());
        QVERIFY((set->labels == std::vector<int>{7, 0, 2}));
        const auto two = loadImageSet((m_folder / "t10k-images-idx3-ubyte").string(), {.limit = 2});
        QVERIFY((two->labels == std::vector<int>{7, 0}));
    }

    void labelsThatDoNotFitAreRefused() {
        files::write(m_folder / "a-images-idx3-ubyte", files::idxImages(3, 4, 5));
        files::write(m_folder / "a-labels-idx1-ubyte", files::idxLabels({7, 0}));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "a-images-idx3-ubyte").string()), "a-labels-idx1-ubyte",
                          "expected 3 labels", "found 2");
    }

    void aLabelsFileIsNotAnImagesFile() {
        files::write(m_folder / "x", files::idxLabels({7, 0}));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x").string()), "expected IDX images", "labels file");
    }

    void numbersOtherThanBytesAreNamed() {
        files::write(m_folder / "x", files::big32(0xD03) + files::ramp(100));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x").string()), "not unsigned bytes");
    }

    void aTruncatedFileTellsBothSizes() {
        const auto good = files::idxImages(3, 4, 5);
        files::write(m_folder / "x", good.substr(0, good.size() - 1));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x").string()), "expected 60 bytes of images", "found 59");
    }

    void truncatedGzipIsRefused() {
        files::writeGzip(m_folder / "x.gz", files::idxImages(30, 14, 15));
        const auto packed = files::read(m_folder / "x.gz");
        files::write(m_folder / "x.gz", packed.substr(0, packed.size() / 2));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x.gz").string()), "expected complete gzip data",
                          "cut short");
    }

    void damagedGzipIsRefused() {
        files::writeGzip(m_folder / "x.gz", files::idxImages(30, 14, 15));
        auto packed = files::read(m_folder / "x.gz");
        packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 0x55);  // its checksum
        files::write(m_folder / "x.gz", packed);
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x.gz").string()), "expected complete gzip data");
    }

    void aFalseCountCostsNoMemory() {
        const double before = peakMebibytes();
        files::write(m_folder / "x", files::big32(0x803) + files::big32(4'000'000) + files::big32(28) +
                                         files::big32(28) + files::ramp(100));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x").string()), "expected 3136000000 bytes", "found 100");
        files::write(m_folder / "y", files::big32(0x803) + files::big32(0xFFFFFFFF) + files::big32(5000) +
                                         files::big32(5000) + files::ramp(100));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "y").string()), "expected at most 1 TiB");
        QVERIFY(peakMebibytes() - before < 100);  // believed, the first would take 3 GiB
    }

    void sidesOfZeroAreRefused() {
        files::write(m_folder / "x", files::idxImages(3, 0, 5));
        EXPECT_DATA_ERROR(loadImageSet((m_folder / "x").string()), "at least 1×1", "5×0");
    }
};

NESCIO_TEST(tst_idx, TestIdx)
#include "tst_idx.moc"
