// Sets that are larger than what a program should take of memory: parts of them are read alone, and whole
// ones stay in their file.
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "datasets/mapped_file.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/peak_memory.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

/// A header, and zeros that take no room on the disk.
fs::path sparse(const fs::path& path, const files::Bytes& header, std::uint64_t bytes) {
    files::write(path, header);
    fs::resize_file(path, header.size() + bytes);
    return path;
}

}  // namespace

class TestLargeSets : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

  private Q_SLOTS:
    void init() { m_folder = m_temporary.path().toStdString(); }

    void aThousandOfSixGibibytesAreReadAlone() {
        constexpr std::uint64_t kImages = 2'097'152;  // of 3 KiB
        const auto path =
            sparse(m_folder / "big.npy", files::npy("|u1", false, "2097152, 32, 32, 3", {}), kImages * 3072);
        const auto before = peakMebibytes();
        const auto set = loadImageSet(path.string(), {.limit = 1000});
        QCOMPARE(set->count, std::int64_t{1000});
        QCOMPARE(set->available, std::int64_t{kImages});
        QVERIFY(peakMebibytes() - before < 100);
    }

    /// Each image is spread over the whole file: it is gone through once, piece by piece.
    void someOfALargeColumnMajorArrayAreReadFlat() {
        constexpr std::uint64_t kImages = 500'000;  // of 1 KiB
        const auto header = files::npy("|u1", true, "500000, 32, 32", {});
        const auto path = sparse(m_folder / "fortran.npy", header, kImages * 1024);
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            // image 250 000, row 31, column 30 lies at 250000 + 500000 * (31 + 32 * 30)
            file.seekp(static_cast<std::streamoff>(header.size() + 250'000 + kImages * (31 + 32 * 30)));
            file.put(77);
        }
        const auto before = peakMebibytes();
        const auto set = loadImageSet(path.string(), {.limit = 1000});
        QVERIFY(peakMebibytes() - before < 100);
        const auto at = std::find(set->indices.begin(), set->indices.end(), 250'000) - set->indices.begin();
        QVERIFY(at < set->count);
        QCOMPARE(int{set->image(at)[31 * 32 + 30]}, 77);
    }

    void aLargeSetStaysInItsFile() {
        const auto path = sparse(
            m_folder / "idx",
            files::big32(0x803) + files::big32(1'000'000) + files::big32(28) + files::big32(28), 784'000'000);
        const auto before = peakMebibytes();
        const auto set = loadImageSet(path.string());
        QVERIFY(set->bytes.isElsewhere());
        QCOMPARE(set->count, std::int64_t{1'000'000});
        std::uint64_t sum = 0;
        for (std::int64_t i = 0; i < set->count; ++i) {
            for (const auto byte : set->image(i)) sum += byte;
            set->bytes.forget(static_cast<std::size_t>(i) * 784, 784);
        }
        QCOMPARE(sum, std::uint64_t{0});
        QVERIFY(peakMebibytes() - before < 100);
    }

    void aFalseHeaderOfALargeSetIsRefused() {
        const auto path = sparse(
            m_folder / "short",
            files::big32(0x803) + files::big32(1'000'000) + files::big32(28) + files::big32(28), 783'999'999);
        EXPECT_DATA_ERROR(loadImageSet(path.string()), "expected 784000000 bytes", "found 783999999");
    }

    void whatIsUnpackedGoesToAFileWhenItIsLarge() {
        std::vector<std::uint8_t> piece(std::size_t{1} << 20);
        BlockBuilder builder;
        const auto pieces = kMapFrom / piece.size() + 3;
        for (std::uint64_t i = 0; i < pieces; ++i) {
            std::fill(piece.begin(), piece.end(), static_cast<std::uint8_t>(i));
            builder.append(piece);
        }
        const auto block = builder.finish();
        QVERIFY(block.isElsewhere());
        QCOMPARE(std::uint64_t{block.size()}, pieces * piece.size());
        for (std::uint64_t i = 0; i < pieces; ++i)
            QCOMPARE(block[(i + 1) * piece.size() - 1], static_cast<std::uint8_t>(i));
    }

    void copiesShareTheirBytesUntilOneIsChanged() {
        ImageSet set{.shape = {1, 1, 2}, .count = 2, .bytes = {1, 2, 3, 4}};
        ImageSet copy = set;
        QCOMPARE(copy.bytes.data(), set.bytes.data());
        copy.bytes.own()[0] = 9;
        QCOMPARE(set.bytes[0], std::uint8_t{1});
        QCOMPARE(copy.bytes[0], std::uint8_t{9});
    }
};

NESCIO_TEST(tst_large_sets, TestLargeSets)
#include "tst_large_sets.moc"
