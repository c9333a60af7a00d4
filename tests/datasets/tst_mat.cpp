// MATLAB files of every version, and damage that ends as a sentence.
#include <array>

#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/datasets/hdf5_files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

/// The element as MATLAB packs it since version 7.
files::Bytes packed(const files::Bytes& element) {
    files::Bytes out(compressBound(element.size()), '\0');
    auto size = static_cast<uLongf>(out.size());
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(element.data()),
             static_cast<uLong>(element.size()));
    out.resize(size);
    return files::little32(15) + files::little32(static_cast<std::uint32_t>(size)) + out;
}

/// A matrix of version 4; type 50: bytes.
files::Bytes version4(const std::string& name, std::uint32_t type, std::uint32_t rows, std::uint32_t columns,
                      const files::Bytes& data) {
    return files::little32(type) + files::little32(rows) + files::little32(columns) + files::little32(0) +
           files::little32(static_cast<std::uint32_t>(name.size() + 1)) + name + '\0' + data;
}

}  // namespace

class TestMat : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "digits"; }
    static files::Bytes images() { return files::matVariable("X", {4, 5, 3, 2}, files::ramp(120)); }

  private Q_SLOTS:
    void columnMajorImagesAreTurned() {
        files::write(file(), files::mat(images()));
        const auto set = loadImageSet(file().string());
        QVERIFY((set->shape == ImageShape{3, 4, 5}));
        // image 1, channel 2, row 3, column 1 lies at 3 + 4*(1 + 5*(2 + 3*1)) = 107
        QCOMPARE(int{set->image(1)[(2 * 4 + 3) * 5 + 1]}, 107);
        QVERIFY(set->labels.empty());
    }

    void packedVariablesAreTheSame() {
        files::write(file(), files::mat(images()));
        const auto plain = loadImageSet(file().string());
        files::write(file(), files::mat(packed(images()) +
                                        packed(files::matVariable("y", {1, 2}, files::Bytes("\3\4", 2)))));
        const auto set = loadImageSet(file().string());
        QVERIFY(set->bytes == plain->bytes);
        QVERIFY((set->labels == std::vector<int>{3, 4}));
    }

    /// notMNIST's: the last axis counts the images.
    void imagesWithoutChannelsAreCountedByTheLastAxis() {
        files::write(file(), files::mat(files::matVariable("images", {4, 5, 6}, files::ramp(120))));
        const auto set = loadImageSet(file().string());
        QVERIFY((set->shape == ImageShape{1, 4, 5}));
        QCOMPARE(set->count, std::int64_t{6});
        QCOMPARE(int{set->image(5)[3 * 5 + 1]}, 107);
    }

    void labelsAreAColumnARowOrOneHot() {
        const auto labelsOf = [&](const std::vector<std::uint32_t>& dims, const char* data, std::size_t n) {
            files::write(file(), files::mat(files::matVariable("X", {4, 5, 3, 2}, files::ramp(120)) +
                                            files::matVariable("y", dims, files::Bytes(data, n))));
            return loadImageSet(file().string())->labels;
        };
        QCOMPARE(labelsOf({2, 1}, "\6\7", 2), (std::vector<int>{6, 7}));
        QCOMPARE(labelsOf({1, 2}, "\6\7", 2), (std::vector<int>{6, 7}));
        QCOMPARE(labelsOf({2, 3}, std::array<char, 6>{0, 1, 0, 0, 1, 0}.data(), 6),
                 (std::vector<int>{2, 0}));  // rows 001 and 100
        QCOMPARE(labelsOf({3, 2}, std::array<char, 6>{0, 0, 1, 1, 0, 0}.data(), 6),
                 (std::vector<int>{2, 0}));  // the same, transposed
        QVERIFY(labelsOf({3, 1}, "\1\2\3", 3).empty());
        QVERIFY(loadImageSet(file().string())->changes.back().ends_with("in “y”, found uint8 [3,1]"));
    }

    void labelTenIsTheDigitZero() {
        files::write(file(), files::mat(files::matVariable("X", {32, 32, 3, 2}, files::ramp(6144)) +
                                        files::matVariable("y", {2, 1}, "\x0A\x07")));
        QVERIFY((loadImageSet(file().string())->labels == std::vector<int>{0, 7}));
    }

    void version4IsRead() {
        const auto digits = version4("digits", 50, 3, 64, files::ramp(192));
        files::write(file(), version4("labels", 0, 3, 1, files::Bytes(24, '\0')) + digits);
        const auto set = loadImageSet(file().string());
        QVERIFY((set->shape == ImageShape{1, 8, 8}));
        QCOMPARE(set->count, std::int64_t{3});
        QCOMPARE(int{set->image(1)[2]}, 7);  // row 1, column 2 of 3 × 64, first axis first
        files::write(file(), digits.substr(0, digits.size() - 1));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected", "found");
    }

    void version73IsRead() {
        files::Bytes header = "MATLAB 7.3 MAT-file, written by a test";
        header.resize(124, ' ');
        files::writeHdf5(file(), {{"X", {2, 3, 5, 4}, files::ramp(120)}}, header + files::Bytes("\0\2IM", 4));
        const auto set = loadImageSet(file().string());
        QVERIFY((set->shape == ImageShape{3, 4, 5}));
        QCOMPARE(int{set->image(1)[(2 * 4 + 3) * 5 + 1]}, 107);
    }

    void whatHoldsNoImagesSaysWhatItHolds() {
        files::write(file(), files::mat(files::matVariable("ages", {2, 1}, "ab") +
                                        files::matVariable("y", {3, 1}, "\x01\x02\x03")));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected a variable with images",
                          "ages [2,1], y [3,1]");
    }

    void aShortFileIsRefused() {
        const auto good = files::mat(images());
        files::write(file(), good.substr(0, good.size() - 30));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected a complete MATLAB file", "cut short");
    }

    /// Sizes are claims: matio allocated what they said.
    void aFalseSizeCostsNoMemory() {
        files::write(file(), files::mat(files::matVariable("X", {40'000, 40'000, 3, 2}, files::ramp(120))));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected");
    }

    void randomDamageNeverCrashes() {
        const auto good = files::mat(images() + packed(files::matVariable("y", {2, 1}, "\x0A\x07")));
        for (std::size_t i = 128; i < good.size(); i += 3) {
            auto bytes = good;
            bytes[i] = static_cast<char>(bytes[i] ^ 0x41);
            files::write(file(), bytes);
            try {
                (void)loadImageSet(file().string());
            } catch (const DataError&) {  // the only exception that may come
            }
        }
    }
};

NESCIO_TEST(tst_mat, TestMat)
#include "tst_mat.moc"
