#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
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
        const auto expect = [&](const char* type, const char* found) {
            files::write(file(), files::npy(type, false, "2, 4, 5", files::ramp(640)));
            EXPECT_DATA_ERROR(loadImageSet(file().string()), found, "astype('uint8')");
        };
        expect("|O", "Python objects");
        expect("<U4", "texts");
        expect("<c8", "complex numbers");
        expect("<M8[s]", "dates");
        expect("\n\nq", "numbers of an unknown type");
    }

    void recordsAreNamed() {
        const files::Bytes header =
            "{'descr': [('r', '|u1'), ('g', '|u1')], 'fortran_order': False, 'shape': (2, 4, 5), }\n";
        files::write(file(), files::Bytes("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size()) + '\0' +
                                 header + files::ramp(80));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "records of several fields");
    }

    void otherShapesAreNamed() {
        files::write(file(), files::npy("|u1", false, "2, 4, 5, 2", files::ramp(80)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "[N,H,W]", "found [2,4,5,2]", "channels");
        files::write(file(), files::npy("|u1", false, "40,", files::ramp(40)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "found [40]", "reshape");
    }

    void aColourImageIsOneImage() {
        const auto set = load(files::npy("|u1", false, "28, 28, 3", files::ramp(2352)));
        QCOMPARE(set.count, std::int64_t{1});
        QVERIFY((set.shape == ImageShape{3, 28, 28}));
        QCOMPARE(int{set.image(0)[784]}, 1);
        QVERIFY(QString::fromStdString(set.changes.at(0)).contains("28 grey images of 28×3"));
    }

    void onlyTheRowsWantedAreReadWhateverTheType() {
        files::Bytes numbers;  // image i is all i, as 32-bit numbers; the last image is of no bytes
        for (int i = 0; i < 100; ++i)
            for (int pixel = 0; pixel < 64; ++pixel)
                numbers += files::little32(i < 99 ? static_cast<std::uint32_t>(i) : 999);
        files::write(file(), files::npy("<i4", false, "100, 8, 8", numbers));
        const auto set = loadImageSet(file().string(), {.limit = 20});
        QCOMPARE(set->count, std::int64_t{20});
        for (std::int64_t i = 0; i < set->count; ++i)
            QCOMPARE(std::int64_t{set->image(i)[5]}, set->indexOf(i));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "int32 from 0 to 999", "--round");
        const auto rounded = loadImageSet(file().string(), {.round = true});
        QCOMPARE(int{rounded->image(99)[0]}, 249);
        QVERIFY(QString::fromStdString(rounded->changes.at(0))
                    .contains("values of 10 bits to 8, divided by 4.012"));
    }

    void labelsBesideAreTakenWhereTheyFit() {
        const fs::path folder = fs::path(m_temporary.path().toStdString()) / "pair";
        files::write(folder / "x_test.npy", files::npy("|u1", false, "2, 8, 8", files::ramp(128)));
        files::write(folder / "y_test.npy",
                     files::npy("<i4", false, "2, 1", files::little32(7) + files::little32(3)));
        QCOMPARE(loadImageSet((folder / "x_test.npy").string())->labels, (std::vector<int>{7, 3}));
        files::write(folder / "y_test.npy", files::npy("<i4", false, "1,", files::little32(7)));
        const auto other = loadImageSet((folder / "x_test.npy").string());
        QVERIFY(other->labels.empty());
        QVERIFY(other->changes.at(0).ends_with("in “y_test.npy”, found int32 [1]"));
        files::write(folder / "y_test.npy", files::npy("|O", false, "2,", "none"));
        const auto set = loadImageSet((folder / "x_test.npy").string());
        QVERIFY(QString::fromStdString(set->changes.at(0)).contains("labels left out"));
    }

    void zerosAndOnesAreBinaryImages() {
        files::Bytes bits(128, '\0');
        for (std::size_t i = 0; i < bits.size(); i += 3) bits[i] = 1;
        files::Bytes wide;
        for (const char bit : bits) wide += files::little32(static_cast<std::uint32_t>(bit));
        for (const auto& array :
             {files::npy("|u1", false, "2, 8, 8", bits), files::npy("|i1", false, "2, 8, 8", bits),
              files::npy("|u1", false, "2, 1, 8, 8", bits), files::npy("<i4", false, "2, 8, 8", wide)}) {
            files::write(file(), array);
            const auto set = loadImageSet(file().string());
            for (std::size_t i = 0; i < bits.size(); ++i)
                QCOMPARE(int{set->bytes.data()[i]}, bits[i] == 1 ? 255 : 0);
            QCOMPARE(set->changes.back(), std::string("binary images: 1 as 255, 0 as 0"));
        }
        bits[5] = 2;
        files::write(file(), files::npy("|u1", false, "2, 8, 8", bits));
        const auto dark = loadImageSet(file().string());
        QVERIFY(dark->changes.empty() && dark->bytes.data()[0] == 1);
    }

    void aFalseShapeAllocatesNothing() {
        files::write(file(), files::npy("|u1", false, "9000000000000000000, 28, 28", files::ramp(40)));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected");
    }
};

NESCIO_TEST(tst_npy, TestNpy)
#include "tst_npy.moc"
