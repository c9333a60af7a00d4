#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "datasets/write.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestNpy : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "array"; }
    ImageSet load(const files::Bytes& bytes) {
        files::write(file(), bytes);
        return *loadImageSet(file().string());
    }

  private Q_SLOTS:
    void everyLayoutIsUnderstood_data() {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<bool>("fortran");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("value");  // where image 1, channel c-1, row 2, column 3 lies in the file
        QTest::newRow("[N,H,W]") << "2, 4, 5" << false << 1 << (1 * 4 + 2) * 5 + 3;
        QTest::newRow("[N,H,W,1]") << "2, 4, 5, 1" << false << 1 << (1 * 4 + 2) * 5 + 3;
        QTest::newRow("[N,H,W,3]") << "2, 4, 5, 3" << false << 3 << ((1 * 4 + 2) * 5 + 3) * 3 + 2;
        QTest::newRow("[N,3,H,W]") << "2, 3, 4, 5" << false << 3 << ((1 * 3 + 2) * 4 + 2) * 5 + 3;
        QTest::newRow("[N,H,W] in Fortran order") << "2, 4, 5" << true << 1 << 1 + 2 * (2 + 4 * 3);
        QTest::newRow("[N,H,W,3] in Fortran order")
            << "2, 4, 5, 3" << true << 3 << 1 + 2 * (2 + 4 * (3 + 5 * 2));
    }
    void everyLayoutIsUnderstood() {
        QFETCH(QString, shape);
        QFETCH(bool, fortran);
        QFETCH(int, channels);
        QFETCH(int, value);
        const auto set = load(files::npy("|u1", fortran, shape.toStdString(),
                                         files::ramp(static_cast<std::size_t>(2 * 4 * 5 * channels))));
        QVERIFY((set.shape == ImageShape{channels, 4, 5}));
        QCOMPARE(int{set.image(1)[static_cast<std::size_t>(((channels - 1) * 4 + 2) * 5 + 3)]}, value);
    }

    void versionTwoHeadersAreRead() {
        QCOMPARE(load(files::npy("|u1", false, "2, 4, 5", files::ramp(40), 2)).count, std::int64_t{2});
    }

    void otherTypesAreNamed() {
        files::write(file(), files::npy("<f4", false, "2, 4, 5", files::ramp(160)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected unsigned bytes", "found “<f4”");
    }

    void otherShapesAreNamed() {
        files::write(file(), files::npy("|u1", false, "2, 4, 5, 2", files::ramp(80)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "[N,H,W]", "found [2,4,5,2]");
        files::write(file(), files::npy("|u1", false, "40,", files::ramp(40)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "found [40]");
    }

    void aFalseShapeAllocatesNothing() {
        files::write(file(), files::npy("|u1", false, "9000000000000000000, 28, 28", files::ramp(40)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected");
    }

    void whatIsWrittenIsReadBack() {
        const auto set = load(files::npy("|u1", false, "2, 3, 4, 5", files::ramp(120)));
        const fs::path copy = fs::path(m_temporary.path().toStdString()) / "copy";
        writeNpy(copy, set);
        const auto again = loadImageSet(copy.string());
        QVERIFY(again->bytes == set.bytes);
        QVERIFY(again->shape == set.shape);
    }

    void anUnwritablePlaceIsNamed() {
        const auto set = load(files::npy("|u1", false, "2, 3, 4, 5", files::ramp(120)));
        EXPECT_ERROR(Error, writeNpy(fs::path(m_temporary.path().toStdString()) / "no/such/folder", set),
                     "no/such/folder");
    }
};

NESCIO_TEST(tst_npy, TestNpy)
#include "tst_npy.moc"
