// Images in HDF5 files of other programs: arrays found and chosen, labels taken along, runs told apart.
#include <QTemporaryDir>
#include <QTest>

#include "core/store/array_file.h"
#include "core/store/run_file.h"
#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/datasets/hdf5_files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestHdf5 : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;
    [[nodiscard]] std::string path(const char* name) const { return (m_folder / name).string(); }

  private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_temporary.path().toStdString()) / QTest::currentTestFunction();
        fs::create_directories(m_folder);
    }

    /// As PCam is kept: images in one file, labels in the one beside it.
    void imagesAndTheLabelsBesideThem() {
        files::writeHdf5(path("camelyon_test_x.h5"), {{"x", {3, 4, 5, 3}, files::ramp(180)}}, {}, true);
        files::writeHdf5(path("camelyon_test_y.h5"), {{"y", {3, 1, 1, 1}, files::Bytes("\1\0\1", 3)}});
        const auto set = loadImageSet(path("camelyon_test_x.h5"));
        QVERIFY((set->shape == ImageShape{3, 4, 5}));
        QCOMPARE(set->count, std::int64_t{3});
        QCOMPARE(int{set->image(1)[0]}, 60);   // channel 0 of the first pixel
        QCOMPARE(int{set->image(1)[20]}, 61);  // channel 1 of the same
        QVERIFY((set->labels == std::vector<int>{1, 0, 1}));
        const auto some = loadImageSet(path("camelyon_test_x.h5"), {.limit = 2});
        QVERIFY(some->bytes == set->evenly(2).bytes && some->labels == set->evenly(2).labels);
    }

    void oneOfSeveralIsNamed() {
        files::writeHdf5(path("mnist.h5"), {{"train/x", {2, 4, 5}, files::ramp(40)},
                                            {"train/y", {2}, files::Bytes("\7\3", 2)},
                                            {"test/x", {1, 4, 5}, files::ramp(20)},
                                            {"test/y", {1}, files::Bytes("\5", 1)}});
        EXPECT_DATA_ERROR(loadImageSet(path("mnist.h5")), "one of its 2 image sets", "test/x (1 of 1×4×5)",
                          "train/x");
        const auto set = loadImageSet(path("mnist.h5") + "::train/x");
        QVERIFY((set->labels == std::vector<int>{7, 3}));
        QCOMPARE(set->id, std::string("mnist/train-x"));
    }

    /// A few hundred bytes may claim gigabytes of images, which HDF5 reads as zeros.
    void imagesThatWereNeverWrittenAreNoImages() {
        files::writeHdf5(path("plain.h5"), {{"x", {2'000'000, 32, 32}, {}}});
        EXPECT_DATA_ERROR(loadImageSet(path("plain.h5")), "expected all of “x” to be in the file",
                          "found 0 of 2048000000 bytes", "never written");
        files::writeHdf5(path("packed.h5"), {{"x", {3000, 32, 32}, {}}}, {}, true);
        EXPECT_DATA_ERROR(loadImageSet(path("packed.h5")), "expected all of “x” to be in the file",
                          "found 0 of 3000 pieces", "never written");
    }

    void whatHoldsNoImagesSaysWhatItHolds() {
        files::writeHdf5(path("table.h5"), {{"ages", {7}, files::ramp(7)}});
        EXPECT_DATA_ERROR(loadImageSet(path("table.h5")), "expected an array of images", "found ages [7]");
        files::writeHdf5(path("none.h5"), {});
        EXPECT_DATA_ERROR(loadImageSet(path("none.h5")), "expected an array of images",
                          "no arrays of numbers");
    }

    /// Found by the fuzzer.
    void numbersOfThreeBytesAreNone() {
        const hid_t type = H5Tcopy(H5T_STD_U32LE);
        H5Tset_size(type, 3);
        files::writeHdf5(path("odd.h5"), {{"x", {2, 4, 5}, files::ramp(120), type}});
        H5Tclose(type);
        EXPECT_DATA_ERROR(loadImageSet(path("odd.h5")), "expected an array of images",
                          "no arrays of numbers");
    }

    void aRunIsToldApart() {
        files::write(path("cut.h5"), files::Bytes("\x89HDF\r\n\x1A\n and then nothing"));
        QVERIFY(isRunFile(path("cut.h5")));  // a damaged one is opened as a run, which says what is wrong
        files::writeHdf5(path("x.h5"), {{"x", {1, 4, 5}, files::ramp(20)}});
        QVERIFY(!isRunFile(path("x.h5")));
        QVERIFY(!isRunFile(path("nothing.h5")));
        EXPECT_DATA_ERROR(loadImageSet(NESCIO_SOURCE_DIR "/tests/core/data/run_1_2.h5"),
                          "found a run file of Nescio");
    }

    /// HDF5 asks for the memory that the block of a driver claims, before it looks whether the file has it.
    void aFileThatClaimsADriverOfItsOwnIsNotOpened() {
        files::writeHdf5(path("whole.h5"), {{"x", {1, 4, 5}, files::ramp(20)}});
        auto bytes = files::read(path("whole.h5"));
        QCOMPARE(bytes.substr(48, 8), files::Bytes(8, '\xFF'));  // of version 0: the address of that block
        bytes[48] = 0;
        files::write(path("driver.h5"), bytes);
        EXPECT_DATA_ERROR(loadImageSet(path("driver.h5")), "found a run file");
        QVERIFY_THROWS_EXCEPTION(RunFileError, readRunSummary(path("driver.h5")));
        files::write(path("short.h5"), bytes.substr(0, 54));
        QVERIFY_THROWS_EXCEPTION(DataError, ArrayFile(path("short.h5")));
        QVERIFY_THROWS_EXCEPTION(RunFileError, readRunSummary(path("short.h5")));
        // Behind a block of another program's it is found, too.
        files::write(path("behind.h5"), files::Bytes(512, ' ') + files::read(path("whole.h5")));
        QVERIFY(isRunFile(path("driver.h5")) && !isRunFile(path("behind.h5")));
    }

    void linksInCirclesEnd() {
        files::writeHdf5(path("loop.h5"), {{"a/x", {1, 4, 5}, files::ramp(20)}});
        const hid_t file = H5Fopen(path("loop.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
        H5Lcreate_hard(file, "/", file, "/a/again", H5P_DEFAULT, H5P_DEFAULT);
        H5Lcreate_hard(file, "/", file, "/a/twice", H5P_DEFAULT, H5P_DEFAULT);
        H5Lcreate_soft("/nowhere", file, "/a/lost", H5P_DEFAULT, H5P_DEFAULT);
        H5Fclose(file);
        QCOMPARE(loadImageSet(path("loop.h5") + "::a/x")->count, std::int64_t{1});
    }

    /// HDF5 1.10 reads past the end of what such a file has, where it is let.
    void aSmallArrayWithoutItsBytesIsDamaged() {
        const auto bytes = files::ramp(40);
        const hid_t file = H5Fcreate(path("small.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_layout(creation, H5D_COMPACT);  // in the header, behind two bytes that say how many
        const hsize_t dims[] = {2, 4, 5};
        const hid_t space = H5Screate_simple(3, dims, nullptr);
        const hid_t images =
            H5Dcreate2(file, "images", H5T_STD_U8LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
        H5Dwrite(images, H5T_STD_U8LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data());
        H5Dclose(images);
        H5Sclose(space);
        H5Pclose(creation);
        H5Fclose(file);
        QCOMPARE(loadImageSet(path("small.h5"))->count, std::int64_t{2});
        auto damaged = files::read(path("small.h5"));
        const auto at = damaged.find(bytes);
        QVERIFY(at != files::Bytes::npos && damaged[at - 2] == 40);
        damaged[at - 2] = 0;
        files::write(path("damaged.h5"), damaged);
        EXPECT_DATA_ERROR(loadImageSet(path("damaged.h5")), "“images”", "found 0 of 40 bytes", "damaged");
    }

    void whatIsWrittenIsReadBack() {
        ImageSet set{.title = "two", .shape = {3, 2, 2}, .count = 2, .available = 2};
        set.bytes = std::vector<std::uint8_t>{0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                              12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23};
        set.labels = {1, 0};
        set.classNames = {"cat", "“dog”"};
        files::write(path("two.h5"), arrayFileOf(set));
        const auto again = loadImageSet(path("two.h5"));
        QVERIFY(again->shape == set.shape && again->bytes == set.bytes && again->labels == set.labels);
        QVERIFY(again->classNames == set.classNames);
    }
};

NESCIO_TEST(tst_hdf5, TestHdf5)
#include "tst_hdf5.moc"
