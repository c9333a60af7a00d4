// The battery that every registered format passes: good, empty, truncated, wrong magic, wrong size. A format
// without an entry in `entries()` fails the first test.
#include <functional>

#include <QTemporaryDir>
#include <QTest>

#include "datasets/format.h"
#include "datasets/load.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

/// The good form of a format and the ways to spoil it. Each writes one file (or folder) at a path.
struct Entry {
    using Writer = std::function<void(const fs::path&)>;
    Writer good, empty, truncated, wrongMagic, wrongSize;
    ImageShape shape;
    std::int64_t count = 0;
    std::string name = {};   ///< of the file or folder; empty: the format's id, since names must not matter
    std::string setId = {};  ///< empty: made from the place
};

Entry::Writer bytesOf(const files::Bytes& bytes) {
    return [bytes](const fs::path& path) { files::write(path, bytes); };
}

files::Bytes withFirst(files::Bytes bytes, char first) {
    bytes[0] = first;
    return bytes;
}

/// A file format is spoiled the same way everywhere; only the wrong size is its own.
Entry fileEntry(const files::Bytes& good, const files::Bytes& wrongSize, ImageShape shape,
                std::int64_t count) {
    return {.good = bytesOf(good),
            .empty = bytesOf({}),
            .truncated = bytesOf(good.substr(0, good.size() * 4 / 5 - 1)),
            .wrongMagic = bytesOf(withFirst(good, '\xEE')),
            .wrongSize = bytesOf(wrongSize),
            .shape = shape,
            .count = count};
}

Entry::Writer folderOf(const std::vector<files::Bytes>& images) {
    return [images](const fs::path& path) {
        fs::create_directories(path);
        for (std::size_t i = 0; i < images.size(); ++i)
            files::write(path / ("image" + std::to_string(i) + ".png"), images[i]);
    };
}

Entry::Writer kmnistOf(const files::Bytes& images) {
    return [images](const fs::path& path) { files::write(path / "raw/t10k-images-idx3-ubyte", images); };
}

Entry::Writer npyIn(const files::Bytes& images) {
    return [images](const fs::path& path) {
        files::write(path / "images.npy", images);
        files::write(path / "readme.txt", "about these");
    };
}

std::map<std::string, Entry> makeEntries() {
    const auto idx = files::idxImages(4, 5, 6);
    const auto cifar = files::cifar({3, 1, 4, 1, 5});
    const auto npy = files::npy("|u1", false, "3, 4, 5", files::ramp(60));
    const auto images = files::matVariable("X", {4, 5, 3, 2}, files::ramp(120));
    const auto mat = files::mat(images + files::matVariable("y", {2, 1}, "\x01\x0A"));
    const auto png = files::png(7, 5);
    std::map<std::string, Entry> all;
#ifdef NESCIO_HAS_LIBARCHIVE
    const auto tar = files::tar({{"images.npy", npy}});
    all["archive"] = fileEntry(tar, files::tar({{"images.npy", npy + "extra"}}), {1, 4, 5}, 3);
    all["archive"].truncated = bytesOf(tar.substr(0, 512 + 100));
#endif
    all["idx"] = fileEntry(idx, idx + "extra", {1, 5, 6}, 4);
    all["cifar_binary"] = fileEntry(cifar, cifar + "extra", {3, 32, 32}, 5);
    all["npy"] = fileEntry(npy, npy + "extra", {1, 4, 5}, 3);
    all["svhn_mat"] =
        fileEntry(mat, files::mat(images + files::matVariable("y", {1, 1}, "\x01")), {3, 4, 5}, 2);
    all["image_file"] = fileEntry(png, files::png(7, 5, 70, 50), {1, 5, 7}, 1);
    all["image_folder"] = {.good = folderOf({png, png}),
                           .empty = folderOf({}),
                           .truncated = folderOf({png.substr(0, png.size() - 20)}),
                           .wrongMagic = folderOf({"this is text"}),
                           .wrongSize = folderOf({files::png(7, 5, 70, 50)}),
                           .shape = {1, 5, 7},
                           .count = 2};
    const auto known = files::idxImages(10'000, 28, 28);  // as the catalogue says of KMNIST's test set
    all["known_folder"] = {.good = kmnistOf(known),
                           .empty = kmnistOf({}),
                           .truncated = kmnistOf(known.substr(0, known.size() - 5)),
                           .wrongMagic = kmnistOf(withFirst(known, '\xEE')),
                           .wrongSize = kmnistOf(known + "extra"),
                           .shape = {1, 28, 28},
                           .count = 10'000,
                           .name = "KMNIST",
                           .setId = "kmnist/t10k"};
    all["set_folder"] = {.good = npyIn(npy),
                         .empty = npyIn({}),
                         .truncated = npyIn(npy.substr(0, npy.size() - 5)),
                         .wrongMagic = npyIn(withFirst(npy, '\xEE')),
                         .wrongSize = npyIn(npy + "extra"),
                         .shape = {1, 4, 5},
                         .count = 3};
    return all;
}

const std::map<std::string, Entry>& entries() {
    static const auto all = makeEntries();
    return all;
}

}  // namespace

class TestFormats : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    /// Where a row's file goes: a fresh place without an extension.
    fs::path place(const char* test, const std::string& id, const Entry& entry) {
        return fs::path(m_folder.path().toStdString()) / test / (entry.name.empty() ? id : entry.name);
    }
    static void addRows(const std::string& allBut = "") {
        QTest::addColumn<QString>("id");
        for (const auto& kind : formatKinds())
            if (kind.id != allBut) QTest::newRow(kind.title.c_str()) << QString::fromStdString(kind.id);
    }
    std::string write(const char* test, Entry::Writer Entry::*writer) {
        QFETCH(QString, id);
        const auto& entry = entries().at(id.toStdString());
        const auto path = place(test, id.toStdString(), entry);
        (entry.*writer)(path);
        return path.string();
    }

  private Q_SLOTS:
    void everyFormatHasAnEntry() {
        const auto& all = entries();
        for (const auto& kind : formatKinds())
            QVERIFY2(all.contains(kind.id),
                     qPrintable("no battery entry for " + QString::fromStdString(kind.id)));
        QCOMPARE(all.size(), formatKinds().size());
    }

    void goodFilesAreReadWhole_data() { addRows(); }
    void goodFilesAreReadWhole() {
        const auto path = write("good", &Entry::good);
        QFETCH(QString, id);
        const Entry& entry = entries().at(id.toStdString());
        QCOMPARE(QString::fromStdString(detectFormat(readHead(path))->id), id);
        const auto set = loadImageSet(path);
        QVERIFY(set.has_value());
        QVERIFY(set->shape == entry.shape);
        QCOMPARE(set->count, entry.count);
        QCOMPARE(set->available, entry.count);
        QCOMPARE(set->bytes.size(), static_cast<std::size_t>(entry.count * entry.shape.dims()));
        const std::string setId = entry.setId.empty() ? "good/" + id.toStdString() : entry.setId;
        QCOMPARE(QString::fromStdString(set->id), QString::fromStdString(setId));
        QVERIFY(set->labels.empty() || set->labels.size() == static_cast<std::size_t>(set->count));
    }

    void aLimitReadsImagesSpreadEvenly_data() { addRows(); }
    void aLimitReadsImagesSpreadEvenly() {
        const auto path = write("limit", &Entry::good);
        const auto whole = loadImageSet(path);
        const auto one = loadImageSet(path, {.limit = 1});
        QCOMPARE(one->count, std::int64_t{1});
        QCOMPARE(one->available, whole->available);
        QVERIFY(std::equal(one->bytes.begin(), one->bytes.end(), whole->bytes.begin()));
        QCOMPARE(one->fingerprint, whole->fingerprint);
        if (whole->count < 2) return;
        const auto two = loadImageSet(path, {.limit = 2});
        QVERIFY(two->bytes == whole->evenly(2).bytes && two->labels == whole->evenly(2).labels);
        QVERIFY(two->indices == whole->evenly(2).indices);
        const auto first = loadImageSet(path, {.limit = 1, .rule = LimitRule::First});
        QVERIFY(first->bytes == whole->first(1).bytes);
    }

    /// One image is read at once.
    void aStoppedReadGivesNothing_data() { addRows("image_file"); }
    void aStoppedReadGivesNothing() {
        const auto path = write("stopped", &Entry::good);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!loadImageSet(path, {.stop = source.get_token()}).has_value());
    }

    void emptyFilesAreRefused_data() { addRows(); }
    void emptyFilesAreRefused() {
        const auto path = write("empty", &Entry::empty);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }

    void truncatedFilesAreRefused_data() { addRows(); }
    void truncatedFilesAreRefused() {
        const auto path = write("truncated", &Entry::truncated);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }

    /// The text at the start of a MATLAB file is free.
    void wrongMagicListsWhatWasExpected_data() { addRows("svhn_mat"); }
    void wrongMagicListsWhatWasExpected() {
        const auto path = write("magic", &Entry::wrongMagic);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "PNG", "found");
    }

    void wrongSizesAreRefused_data() { addRows(); }
    void wrongSizesAreRefused() {
        const auto path = write("size", &Entry::wrongSize);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }
};

NESCIO_TEST(tst_formats, TestFormats)
#include "tst_formats.moc"
