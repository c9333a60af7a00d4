// Archives are read as if they had been unpacked: the same images in every container, and nothing leaves
// them.
#include <QTemporaryDir>
#include <QTest>

#include "datasets/archive/unpacked.h"
#include "datasets/load.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

const files::Bytes kIdx = files::idxImages(4, 5, 6);
const files::Bytes kNpy = files::npy("|u1", false, "4, 5, 6", files::ramp(120));

}  // namespace

class TestArchive : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

    std::string write(const std::string& name, const files::Bytes& bytes) {
        files::write(m_folder / name, bytes);
        return (m_folder / name).string();
    }
    static std::vector<std::string> namesOf(const std::string& what) {
        std::vector<std::string> names;
        for (const auto& part : partsOf(what)) names.push_back(part.name);
        return names;
    }

  private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_temporary.path().toStdString()) / QTest::currentTestFunction();
        fs::create_directories(m_folder);
    }

    void oneSetIsTheSameInEveryContainer() {
        const auto plain = loadImageSet(write("plain", kIdx));
        const auto tar = files::tar({{"data/set-images-idx3-ubyte", kIdx}});
        files::writeGzip(m_folder / "a.tar.gz", tar);
        for (const auto& path : {write("a.tar", tar), (m_folder / "a.tar.gz").string(),
                                 write("a.zip", files::zip({{"data/set-images-idx3-ubyte", kIdx}})),
                                 write("b.zip", files::zip({{"inner.tar", tar}}))}) {
            const auto set = loadImageSet(path);
            QVERIFY2(set->bytes == plain->bytes, path.c_str());
            QCOMPARE(set->fingerprint, plain->fingerprint);
            QCOMPARE(set->source, path);
        }
    }

    void severalFilesAreParts() {
        const auto path =
            write("two.zip", files::zip({{"a.npy", kNpy}, {"b.npy", kNpy}, {"notes.txt", "text"}}));
        QCOMPARE(namesOf(path), (std::vector<std::string>{"a.npy", "b.npy"}));
        QCOMPARE(loadImageSet(path + "::b.npy")->id, std::string("two/b"));
        EXPECT_DATA_ERROR(loadImageSet(path), "two.zip::a.npy", "a.npy", "b.npy");
        EXPECT_DATA_ERROR(loadImageSet(path + "::c.npy"), "expected one of", "a.npy", "“c.npy”");
    }

    void aKnownSetIsKnownInItsArchive() {
        const auto images = files::idxImages(10'000, 28, 28);
        const auto path =
            write("offered.tar",
                  files::tar({{"kmnist/t10k-images-idx3-ubyte", images}, {"kmnist/readme.html", "<html>"}}));
        const auto set = loadImageSet(path + "::t10k", {.limit = 20});
        QCOMPARE(set->id, std::string("kmnist/t10k"));
        QCOMPARE(set->title, std::string("KMNIST test"));
        QCOMPARE(set->available, std::int64_t{10'000});
    }

    void aSetIsFoundInTheArchiveThatItIsOfferedIn() {
        const auto records = files::Bytes(10'000 * 3073, '\3');
        const auto tar = files::tar({{"cifar-10-batches-bin/test_batch.bin", records},
                                     {"cifar-10-batches-bin/readme.html", "<html>"}});
        fs::create_directories(m_folder / "cifar-10");
        files::writeGzip(m_folder / "cifar-10/cifar-10-binary.tar.gz", tar);
        qputenv("NESCIO_DATA", m_folder.c_str());
        const auto set = loadImageSet("cifar-10/test_batch", {.limit = 20});
        qunsetenv("NESCIO_DATA");
        QCOMPARE(set->title, std::string("CIFAR-10 test"));
        QCOMPARE(set->image(19)[3071], std::uint8_t{3});
    }

    void pathsInMessagesAreThoseOfTheArchive() {
        const auto path = write("bad.tar", files::tar({{"x.npy", kNpy.substr(0, 150)}}));
        EXPECT_DATA_ERROR(loadImageSet(path), "bad.tar/x.npy: expected 120 bytes");
    }

    void nothingLeavesTheArchive() {
        const auto outside = m_folder.parent_path() / "escaped.npy";
        const auto tar = files::tarEntry("../../escaped.npy", kNpy) +
                         files::tarEntry("/tmp/nescio-abs.npy", kNpy) +
                         files::tarEntry("link", "", '2', "/etc/passwd") + files::tarEntry("pipe", "", '6') +
                         files::tarEntry("in.npy", kNpy) + files::Bytes(1024, '\0');
        const auto set = loadImageSet(write("evil.tar", tar));
        QCOMPARE(set->count, std::int64_t{4});
        QVERIFY(!fs::exists(outside) && !fs::exists("/tmp/nescio-abs.npy"));
        QStringList changes;
        for (const auto& change : set->changes) changes += QString::fromStdString(change);
        const auto all = changes.join('\n');
        QVERIFY2(all.contains("2 with names that lead out") && all.contains("1 links") &&
                     all.contains("1 devices or pipes"),
                 qPrintable(all));
    }

    void limitsAreKeptBeforeAnythingIsWrittenBeyondThem() {
        const auto path = write("large.tar", files::tar({{"a.npy", kNpy}, {"b.npy", kNpy}}));
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {}, {.entries = 1}), "at most 1 files");
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {}, {.bytes = 300}), "expected at most", "unpacked");
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {.depth = 3}), "at most 3 archives within each other");
    }

    void damagedArchivesAreRefused() {
        const auto zip = files::zip({{"a.npy", kNpy}});
        auto flipped = zip;
        flipped[60] = static_cast<char>(flipped[60] ^ 1);  // in the data: the sum of the entry tells
        EXPECT_DATA_ERROR(loadImageSet(write("flipped.zip", flipped)),
                          "flipped.zip: expected a complete archive");
        EXPECT_DATA_ERROR(loadImageSet(write("cut.zip", zip.substr(0, 80))), "cut.zip: expected");
        EXPECT_DATA_ERROR(loadImageSet(write("cut.tar", files::tar({{"a.npy", kNpy}}).substr(0, 600))),
                          "cut.tar: expected a complete archive");
        EXPECT_DATA_ERROR(loadImageSet(write("none.zip", files::zip({{"notes.txt", "text"}}))), "notes.txt",
                          "plain text");
    }

    void aStoppedReadLeavesNothingBehind() {
        const auto path = write("a.tar", files::tar({{"a.npy", kNpy}}));
        std::stop_source source;
        source.request_stop();
        QVERIFY(!loadImageSet(path, {.stop = source.get_token()}));
    }
};

NESCIO_TEST(tst_archive, TestArchive)
#include "tst_archive.moc"
