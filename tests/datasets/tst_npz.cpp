#include <QTemporaryDir>
#include <QTest>

#include "datasets/format.h"
#include "datasets/load.h"
#include "datasets/mapped_file.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/expect_error.h"
#include "tests/peak_memory.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

files::Bytes images(int count) {
    return files::npy("|u1", false, std::to_string(count) + ", 8, 8",
                      files::ramp(static_cast<std::size_t>(64 * count)));
}

files::Bytes labels(const std::vector<unsigned>& numbers, const std::string& shape) {
    files::Bytes bytes;
    for (const auto number : numbers) bytes += files::little32(number);
    return files::npy("<i4", false, shape, bytes);
}

}  // namespace

class TestNpz : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file(const char* name = "arrays") const {
        return fs::path(m_temporary.path().toStdString()) / name;
    }

  private Q_SLOTS:
    void arraysThatLookLikeImagesAreTheParts() {
        files::write(file(),
                     files::zip({{"train_images.npy", images(3)},
                                 {"train_labels.npy", labels({5, 6, 7}, "3, 1")},
                                 {"test_images.npy", images(2)},
                                 {"test_labels.npy", labels({8, 9}, "2, 1")},
                                 {"mean.npy", files::npy("<f4", false, "8, 8", files::Bytes(256, '\0'))}}));
        const auto parts = partsOf(file().string());
        QCOMPARE(parts.size(), std::size_t{2});
        QCOMPARE(parts[0].name, std::string("train_images"));
        QCOMPARE(parts[1].count, std::int64_t{2});
        QVERIFY((parts[1].shape == ImageShape{1, 8, 8}));
        const auto test = loadImageSet(file().string() + "::test_images");
        QCOMPARE(test->labels, (std::vector<int>{8, 9}));
        QCOMPARE(test->id, std::string("arrays/test_images"));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "train_images (3 of 1×8×8)", "test_images");
        EXPECT_DATA_ERROR(loadImageSet(file().string() + "::mean"), "“mean”");
    }

    void labelsLieInAFileBesideWhereKmnistKeepsThem() {
        files::write(file("kmnist-test-imgs.npz"), files::zip({{"arr_0.npy", images(2)}}));
        files::write(file("kmnist-test-labels.npz"), files::zip({{"arr_0.npy", labels({4, 2}, "2,")}}));
        QCOMPARE(loadImageSet(file("kmnist-test-imgs.npz").string())->labels, (std::vector<int>{4, 2}));
    }

    void labelsThatDoNotFitAreNone() {
        files::write(file(), files::zip({{"x.npy", images(2)}, {"y.npy", labels({1, 2, 3}, "3,")}}));
        QVERIFY(loadImageSet(file().string())->labels.empty());
        files::write(file(), files::zip({{"x.npy", images(1)}, {"y.npy", labels({0xFFFFFFFF}, "1,")}}));
        QVERIFY(loadImageSet(file().string())->labels.empty());
    }

    void labelsThatAreLeftOutAreSaid() {
        const auto changeOf = [&](const files::Bytes& array) {
            files::write(file(), files::zip({{"x.npy", images(2)}, {"y.npy", array}}));
            const auto set = loadImageSet(file().string());
            return set->labels.empty() && !set->changes.empty() ? set->changes.back() : "nothing said";
        };
        const auto says = [](const std::string& change, const char* found) {
            const auto text = QString::fromStdString(change);
            return text.startsWith("labels left out: expected 2 whole numbers from 0 on") &&
                   text.endsWith(found);
        };
        QVERIFY(says(changeOf(labels({1, 2, 3}, "3,")), "in “y”, found int32 [3]"));
        QVERIFY(says(changeOf(labels({7, 0xFFFFFFFF}, "2,")), "found -1 at place 1"));
        const files::Bytes halves("\0\0\x80\x3F\0\0\0\x3F", 8);  // 1 and 0.5
        QVERIFY(says(changeOf(files::npy("<f4", false, "2,", halves)), "found 0.5 at place 1"));
        QVERIFY(says(changeOf(labels({1, 0, 1, 1}, "2, 2")), "found [2,2] whose row 1 is not one-hot"));
        QVERIFY(says(changeOf(labels({0, 0, 0, 1}, "2, 2")), "row 0 is not one-hot"));
        const auto texts = changeOf(files::npy("|S1", false, "2,", "ab"));
        QVERIFY2(texts.find("labels left out") == 0 && texts.find("texts") != std::string::npos,
                 texts.c_str());
    }

    void oneHotRowsAreClasses() {
        const auto labelsOf = [&](const files::Bytes& array, std::int64_t limit = 0) {
            files::write(file(), files::zip({{"x.npy", images(3)}, {"y.npy", array}}));
            return loadImageSet(file().string(), {.limit = limit})->labels;
        };
        QCOMPARE(labelsOf(labels({0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0}, "3, 4")), (std::vector<int>{3, 0, 1}));
        QCOMPARE(labelsOf(files::npy("|b1", false, "3, 2", files::Bytes("\1\0\0\1\0\1", 6))),
                 (std::vector<int>{0, 1, 1}));
        // Column by column: the classes of the three images are 1, 0 and 1.
        const auto columns = files::npy("|u1", true, "3, 2", files::Bytes("\0\1\0\1\0\1", 6));
        QCOMPARE(labelsOf(columns), (std::vector<int>{1, 0, 1}));
        QCOMPARE(labelsOf(columns, 1).size(), std::size_t{1});
    }

    void aNumberEachIsLikelierThanRows() {
        files::write(file(), files::zip({{"data.npy", images(2)},
                                         {"labels.npy", labels({5, 5, 9, 9, 1, 2, 3, 4}, "2, 4")},
                                         {"targets.npy", labels({4, 6}, "2,")}}));
        QCOMPARE(loadImageSet(file().string())->labels, (std::vector<int>{4, 6}));
    }

    void namesOfClassesAreTexts() {
        const auto namesOf = [&](const files::Bytes& names) {
            files::write(file(), files::zip({{"x.npy", images(2)},
                                             {"y.npy", labels({0, 1}, "2,")},
                                             {"class_names.npy", names}}));
            return loadImageSet(file().string())->classNames;
        };
        const files::Bytes wide("c\0\0\0a\0\0\0t\0\0\0\xAC\x20\0\0\0\0\0\0\0\0\0\0", 24);  // “cat”, “€”
        QCOMPARE(namesOf(files::npy("<U3", false, "2,", wide)), (std::vector<std::string>{"cat", "€"}));
        const files::Bytes big("\0\0\0o\0\x01\xF6\0", 8);  // U+006F, U+1F600
        QCOMPARE(namesOf(files::npy(">U1", false, "2,", big)), (std::vector<std::string>{"o", "\U0001F600"}));
        QCOMPARE(namesOf(files::npy("|S3", false, "2,", files::Bytes("dogox\0", 6))),
                 (std::vector<std::string>{"dog", "ox"}));
        for (const auto& other :
             {labels({1, 2}, "2,"), files::npy("<U9999999", false, "2,", "x"),
              files::npy("<U1", false, "2,", "short"), files::npy("<U0", false, "2,", "")})
            QVERIFY(namesOf(other).empty());
    }

    void archivesOfOtherFilesAreNoNpz() {
        files::write(file(), files::zip({{"images.npy", images(2)}, {"readme.txt", "text"}}));
        QCOMPARE(detectFormat(readHead(file()))->id, std::string("archive"));
    }

    void arraysThatAreNoImagesAreListed() {
        files::write(file(), files::zip({{"a.npy", labels({1, 2}, "2,")}, {"b.npy", labels({1}, "1,")}}));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected an array that looks like images",
                          "a [2], b [1]");
        files::write(file(), files::zip({{"a.npy", files::npy("|O", false, "2,", "x")}}));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "::a", "Python objects", "astype('uint8')");
    }

    void aWrongSumIsDamage() {
        auto bytes = files::zip({{"images.npy", images(2)}});
        bytes[bytes.find("\x93NUMPY") + 150] ^= 1;
        files::write(file(), bytes);
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "::images", "expected undamaged ZIP data", "found");
    }

    /// The library's own words end in a line end.
    void aWrongSizeIsDamageInOneLine() {
        auto bytes = files::zip({{"images.npy", images(2)}});
        bytes[22] ^= 1;  // in the local header
        bytes[bytes.find("PK\x01\x02") + 24] ^= 1;
        files::write(file(), bytes);
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected undamaged ZIP data", "wrong size");
    }

    void namesThatCannotBeShownAreNotShown() {
        files::write(file(), files::zip({{"a\nb.npy", images(2)}, {"x.npy", images(1)}}));
        QCOMPARE(loadImageSet(file().string())->count, std::int64_t{1});
    }

    void onlyTheRowsWantedAreRead() {
        files::write(file(), files::zip({{"images.npy", images(100)}}));
        const auto whole = loadImageSet(file().string());
        const auto some = loadImageSet(file().string(), {.limit = 20});
        QVERIFY(some->bytes == whole->evenly(20).bytes);
        QCOMPARE(some->available, std::int64_t{100});
    }

    /// A stored array of 300 MiB: neither unpacked nor read.
    void aLargeStoredArrayStaysInItsFile() {
        constexpr std::uint32_t kImages = 100'000, kBytes = kImages * 3072;
        const auto header = files::npy("|u1", false, "100000, 32, 32, 3", {});
        const auto small = files::zip({{"images.npy", header}});
        const auto directory = small.find("PK\x01\x02");
        const auto size = files::little32(kBytes + static_cast<std::uint32_t>(header.size()));
        const auto end = directory + 46 + 10;  // where the record of the end begins
        files::write(file("large.npz"), small.substr(0, 18) + size + size + small.substr(26, directory - 26));
        fs::resize_file(file("large.npz"), directory + kBytes);
        std::ofstream(file("large.npz"), std::ios::binary | std::ios::app)
            << small.substr(directory, 20) + size + size +
                   small.substr(directory + 28, end - directory - 28) + small.substr(end, 16) +
                   files::little32(static_cast<std::uint32_t>(directory) + kBytes) + small.substr(end + 20);
        const auto before = peakMebibytes();
        QCOMPARE(loadImageSet(file("large.npz").string(), {.limit = 1000})->count, std::int64_t{1000});
        QVERIFY(peakMebibytes() - before < 60);
    }
};

NESCIO_TEST(tst_npz, TestNpz)
#include "tst_npz.moc"
