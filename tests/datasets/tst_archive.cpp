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
        std::vector<int> labels;
        for (int i = 0; i < 10'000; ++i) labels.push_back(i % 10);
        const auto records = files::cifar(labels);
        const auto tar = files::tar({{"cifar-10-batches-bin/test_batch.bin", records},
                                     {"cifar-10-batches-bin/readme.html", "<html>"}});
        fs::create_directories(m_folder / "cifar-10");
        files::writeGzip(m_folder / "cifar-10/cifar-10-binary.tar.gz", tar);
        qputenv("NESCIO_DATA", m_folder.c_str());
        const auto set = loadImageSet("cifar-10/test_batch", {.limit = 20});
        const auto listed = catalogue();
        QVERIFY(std::any_of(listed.begin(), listed.end(), [](const CatalogueEntry& entry) {
            return entry.id == "cifar-10/test_batch" && entry.path;
        }));
        qunsetenv("NESCIO_DATA");
        QCOMPARE(set->title, std::string("CIFAR-10 test"));
        QCOMPARE(set->labels.at(3), static_cast<int>(set->indexOf(3) % 10));
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

    /// Flags of a ZIP's only entry, in its own header and in the directory: behind a password.
    static files::Bytes locked(files::Bytes zip) {
        zip[6] = 1;
        zip[zip.find("PK\x01\x02") + 8] = 1;
        return zip;
    }

    void whatCannotBeUnpackedIsTheReason() {
        EXPECT_DATA_ERROR(
            loadImageSet(write("locked.zip", locked(files::zip({{"a.png", files::png(8, 8)}})))),
            "locked.zip: expected files that can be unpacked, found only 1 behind a password",
            "with the password");
        EXPECT_DATA_ERROR(loadImageSet(write("locked.npz", locked(files::zip({{"x.npy", kNpy}})))),
                          "locked.npz", "behind a password");
        EXPECT_DATA_ERROR(
            loadImageSet(write("out.tar", files::tar({{"../a.npy", kNpy}, {"../b.npy", kNpy}}))),
            "found only 2 with names that lead out of the archive");
        const auto some = files::tar({{"../a.npy", kNpy}, {"readme.txt", "text"}});
        EXPECT_DATA_ERROR(loadImageSet(write("some.tar", some)), "readme.txt",
                          "left out of the archive: 1 with names that lead out");
    }

    void numbersThatWouldBeRoundedAreToldFromWithin() {
        const auto array =
            files::npy("<f4", false, "1, 8, 8", files::Bytes("\0\0\0\x3E", 4) + files::Bytes(252, '\0'));
        const auto path = write("floats.tar", files::tar({{"x.npy", array}}));
        try {
            loadImageSet(path);
            QFAIL("1/8 is no byte");
        } catch (const RoundingError& error) {
            QCOMPARE(error.found(),
                     path + "/x.npy: found float32 from 0 to 0.125, off by up to 0.12 of a grey level");
        }
        QCOMPARE(int{loadImageSet(path, {.round = true})->bytes.data()[0]}, 32);
    }

    void ofEntriesOfOneNameTheLastIsRead() {
        const auto other = files::npy("|u1", false, "4, 5, 6", files::Bytes(120, '\7'));
        for (const auto& path :
             {write("twice.zip", files::zip({{"x.npy", kNpy}, {"x.npy", other}, {"n.txt", "text"}})),
              write("twice.tar", files::tar({{"x.npy", kNpy}, {"x.npy", other}}))}) {
            const auto set = loadImageSet(path);
            QCOMPARE(int{set->bytes.data()[0]}, 7);
            QCOMPARE(set->changes.back(),
                     std::string("names that the archive has twice: 1 (x.npy), of each the last is read"));
        }
        const auto set = loadImageSet(write("twice.npz", files::zip({{"x.npy", kNpy}, {"x.npy", other}})));
        QCOMPARE(int{set->bytes.data()[0]}, 7);
        QCOMPARE(set->changes.back(), std::string("the file has “x” twice, of which the last is read"));
    }

    void limitsAreKeptBeforeAnythingIsWrittenBeyondThem() {
        const auto path = write("large.tar", files::tar({{"a.npy", kNpy}, {"b.npy", kNpy}}));
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {}, {.entries = 1}), "at most 1 files");
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {}, {.bytes = 300}), "expected at most", "unpacked");
        EXPECT_DATA_ERROR(Unpacked::unpack(path, {.depth = 3}), "at most 3 archives within each other");
    }

    void damagedArchivesAreRefused() {
        const auto zip = files::zip({{"a.bin", kNpy}});  // one of .npy alone is another format
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
