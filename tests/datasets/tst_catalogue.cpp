#include <algorithm>
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "datasets/manifest.h"
#include "datasets/naming.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestCatalogue : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path root() const { return m_temporary.path().toStdString(); }

    static bool isOffered(const Manifest& manifest, const std::string& name) {
        return std::any_of(manifest.downloads.begin(), manifest.downloads.end(),
                           [&](const ManifestDownload& download) { return download.name == name; });
    }

    static std::optional<CatalogueEntry> entryOf(const std::string& id) {
        for (const auto& entry : catalogue())
            if (entry.id == id) return entry;
        return std::nullopt;
    }

  private Q_SLOTS:
    void init() {
        for (const auto& entry : fs::directory_iterator(root())) fs::remove_all(entry);
        qputenv("NESCIO_DATA", m_temporary.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_temporary.path().toUtf8());
    }

    void idsComeFromThePath_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("id");
        QTest::newRow("images of IDX") << "data/fashion-mnist/t10k-images-idx3-ubyte.gz"
                                       << "fashion-mnist/t10k";
        QTest::newRow("plain IDX") << "/data/mnist/t10k-images-idx3-ubyte"
                                   << "mnist/t10k";
        QTest::newRow("IDX with a dot") << "/data/mnist/train-images.idx3-ubyte"
                                        << "mnist/train";
        QTest::newRow("our subset") << "fashion-mnist/train20k-images-idx3-ubyte.gz"
                                    << "fashion-mnist/train20k";
        QTest::newRow("CIFAR-10") << "x/cifar-10/data_batch_1-first5000.bin.gz"
                                  << "cifar-10/data_batch_1-first5000";
        QTest::newRow("CIFAR-10 as unpacked") << "x/cifar-10-batches-bin/test_batch.bin"
                                              << "cifar-10/test_batch";
        QTest::newRow("SVHN") << "svhn/test_32x32-first2000.mat"
                              << "svhn/test_32x32-first2000";
        QTest::newRow("as torchvision keeps it") << "FashionMNIST/raw/t10k-images-idx3-ubyte"
                                                 << "fashion-mnist/t10k";
        QTest::newRow("a folder") << "/data/me/my images/"
                                  << "me/my-images";
        QTest::newRow("an image") << "/data/me/shirt (1).png"
                                  << "me/shirt--1-";
    }
    void idsComeFromThePath() {
        QFETCH(QString, path);
        QFETCH(QString, id);
        QCOMPARE(QString::fromStdString(setIdOf({path.toStdString(), {}})), id);
    }

    void rolesComeFromTheFamily() {
        QVERIFY(roleBeside("mnist/t10k", "mnist/t10k") == SetRole::Train);
        QVERIFY(roleBeside("mnist/t10k", "mnist/train") == SetRole::Test);
        QVERIFY(roleBeside("mnist/t10k", "fashion-mnist/train") == SetRole::OutOfDistribution);
        QVERIFY(roleBeside("synthetic/garments-test", "synthetic/garments") == SetRole::Test);
        QVERIFY(roleBeside("synthetic/strokes", "synthetic/garments") == SetRole::OutOfDistribution);
    }

    void everyManifestIsComplete() {
        QCOMPARE(manifests().size(), std::size_t{10});
        std::set<std::string> ids;
        for (const auto& manifest : manifests()) {
            QVERIFY(!manifest.licence.empty() && !manifest.source.empty() && manifest.shape.dims() > 0);
            for (const auto& set : manifest.sets) {
                QVERIFY2(ids.insert(set.id).second, "an id is used twice");
                QVERIFY(set.id.starts_with(manifest.family + "/") && set.count > 0 && !set.files.empty());
                QVERIFY(cataloguedSet(set.id).set == &set);
                for (const auto& file : set.files)
                    QVERIFY2(file.archive.empty() || isOffered(manifest, file.archive), set.id.c_str());
            }
            for (const auto& download : manifest.downloads) {
                QVERIFY(download.bytes > 0 && (download.url.empty() || download.url.starts_with("http")));
                QVERIFY(download.url.empty() || download.url.ends_with("/" + download.name));
                QVERIFY(download.sha256.empty() || download.sha256.size() == 64);
                QVERIFY(download.md5.empty() || download.md5.size() == 32);
            }
        }
    }

    void classesAreNamedAsTheirMakersDo_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("label");
        QTest::addColumn<QString>("name");
        QTest::newRow("MNIST") << "mnist/train" << 10 << 3 << "3";
        QTest::newRow("FashionMNIST") << "fashion-mnist/t10k" << 10 << 9 << "Ankle boot";
        QTest::newRow("KMNIST") << "kmnist/t10k" << 10 << 3 << "tsu つ";
        QTest::newRow("notMNIST") << "notmnist/notMNIST_small" << 10 << 9 << "J";
        QTest::newRow("CIFAR-100") << "cifar-100/test" << 100 << 99 << "worm";
        QTest::newRow("EMNIST byclass") << "emnist/emnist-byclass-test" << 62 << 36 << "a";
        QTest::newRow("EMNIST bymerge") << "emnist/emnist-bymerge-test" << 47 << 46 << "t";
        QTest::newRow("EMNIST balanced") << "emnist/emnist-balanced-test" << 47 << 38 << "d";
        QTest::newRow("EMNIST letters from 1") << "emnist/emnist-letters-test" << 27 << 26 << "Z/z";
        QTest::newRow("EMNIST letters has no 0") << "emnist/emnist-letters-test" << 27 << 0 << "0";
        QTest::newRow("EMNIST digits") << "emnist/emnist-digits-train" << 10 << 9 << "9";
        QTest::newRow("EMNIST mnist") << "emnist/emnist-mnist-train" << 10 << 10 << "10";
    }
    void classesAreNamedAsTheirMakersDo() {
        QFETCH(QString, id);
        QFETCH(int, classes);
        QFETCH(int, label);
        QFETCH(QString, name);
        ImageSet set;
        set.classNames = cataloguedSet(id.toStdString()).set->classes;
        QCOMPARE(set.classNames.size(), static_cast<std::size_t>(classes));
        QCOMPARE(QString::fromStdString(className(set, label)), name);
        QCOMPARE(className(set, -1), std::string("-1"));
        QCOMPARE(className(set, 300), std::string("300"));
        QCOMPARE(familyNamed("cifar-100")->coarseClasses.size(), std::size_t{20});
    }

    void syntheticSetsComeFirst() {
        const auto entries = catalogue();
        QVERIFY(entries.front().synthetic);
        QVERIFY(!entries.back().synthetic);
        for (const auto& entry : entries)
            if (entry.synthetic) QVERIFY(QString::fromStdString(entry.title).contains("ynthetic"));
    }

    void filesAreFoundInFoldersOfTheRoot() {
        QVERIFY(!entryOf("kmnist/t10k")->path);
        files::write(root() / "KMNIST/raw/t10k-images-idx3-ubyte", files::idxImages(10'000, 28, 28));
        QVERIFY(entryOf("kmnist/t10k")->path);
        QVERIFY2(!entryOf("fashion-mnist/t10k")->path, "the file of the same name is another family's");
        const auto set = loadImageSet("kmnist/t10k", {.limit = 20});
        QCOMPARE(QString::fromStdString(set->title), QStringLiteral("KMNIST test"));
        QCOMPARE(set->count, std::int64_t{20});
    }

    void aSetUnderTheNameOfAnotherIsNotPresentedAsIt_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const char* file, const char* id, const files::Bytes& bytes) {
            QTest::newRow(name) << file << id << QByteArray::fromStdString(bytes);
        };
        row("fewer", "kmnist/t10k-images-idx3-ubyte", "kmnist/t10k", files::idxImages(3, 28, 28));
        row("of another shape", "kmnist/t10k-images-idx3-ubyte", "kmnist/t10k",
            files::idxImages(10'000, 14, 14));
        row("fewer records", "cifar-10/test_batch.bin", "cifar-10/test_batch", files::cifar({1, 2, 3}));
    }
    void aSetUnderTheNameOfAnotherIsNotPresentedAsIt() {
        QFETCH(QString, file);
        QFETCH(QString, id);
        QFETCH(QByteArray, bytes);
        const auto path = root() / file.toStdString();
        files::write(path, bytes.toStdString());
        const auto entry = *entryOf(id.toStdString());
        QVERIFY(!entry.path);
        QVERIFY2(entry.impostor.find(path.string()) == 0, entry.impostor.c_str());
        EXPECT_DATA_ERROR(loadImageSet(id.toStdString()), path.c_str(), "expected", "another set");
        const auto set = loadImageSet(path.string());
        QCOMPARE(set->id, (path.parent_path().filename() / path.filename()).string());
        QCOMPARE(set->title, set->id);
    }

    void otherImagesOfTheSameNumberAreAnotherSet() {
        const auto path = root() / "mnist/t10k-images-idx3-ubyte";
        files::write(path, files::idxImages(10'000, 28, 28));
        EXPECT_DATA_ERROR(loadImageSet("mnist/t10k", {.limit = 1}), path.c_str(), "other images");
        QCOMPARE(loadImageSet(path.string(), {.limit = 1})->id, std::string("mnist/t10k-images-idx3-ubyte"));
    }

    void labelsBeyondTheClassesOfTheFolderHaveNoNames() {
        const auto path = root() / "mnist/own-images-idx3-ubyte";
        files::write(path, files::idxImages(3, 28, 28));
        files::write(root() / "mnist/own-labels-idx1-ubyte", files::idxLabels({1, 12, 255}));
        const auto set = *loadImageSet(path.string());
        QVERIFY(set.classNames.empty());
        QCOMPARE(className(set, set.labels[2]), std::string("255"));
        files::write(root() / "mnist/own-labels-idx1-ubyte", files::idxLabels({1, 9, 0}));
        QCOMPARE(loadImageSet(path.string())->classNames.size(), std::size_t{10});
    }

    void aSetThatLiesOnItsSideSaysSo() {
        const auto folder = root() / "emnist/gzip";  // unpacked where the archive lies
        files::write(folder / "emnist-mnist-test-labels-idx1-ubyte",
                     files::idxLabels(std::vector<int>(10'000, 9)));
        files::writeGzip(folder / "emnist-mnist-test-images-idx3-ubyte.gz", files::idxImages(10'000, 28, 28));
        const auto set = *loadImageSet("emnist/emnist-mnist-test", {.limit = 20});
        QVERIFY2(set.changes.size() == 1 && set.changes[0].find("on their side") != std::string::npos,
                 "transposed");
        QCOMPARE(className(set, set.labels[0]), std::string("9"));
        QCOMPARE(entryOf("emnist/emnist-mnist-test")->note, set.changes[0]);
    }

    void setsOfSeveralFilesAreJoined() {
        const auto folder = root() / "cifar-10-batches-bin";
        const auto write = [&](int i) {  // the size of a batch, with holes
            const auto file = folder / ("data_batch_" + std::to_string(i) + ".bin");
            files::write(file, {});
            fs::resize_file(file, 10'000 * 3073);
            std::fstream records(file, std::ios::binary | std::ios::in | std::ios::out);
            for (int record = 0; record < 10'000; ++record)
                records.seekp(record * 3073).put(static_cast<char>(i));
        };
        for (int i = 1; i <= 4; ++i) write(i);
        QVERIFY2(!entryOf("cifar-10/train")->path, "one file is missing");
        write(5);
        QVERIFY(entryOf("cifar-10/train")->path);
        const auto set = loadImageSet("cifar-10/train", {.limit = 50});
        QCOMPARE(set->labels.size(), std::size_t{50});
        for (std::size_t i = 0; i < 50; ++i)
            QCOMPARE(set->labels[i], static_cast<int>(set->indices[i] / 10'000 + 1));
        QCOMPARE(set->available, std::int64_t{50'000});
        QCOMPARE(QString::fromStdString(set->id), QStringLiteral("cifar-10/train"));
    }

    void aKnownNameWithoutFilesSaysWhereItLooked() {
        EXPECT_DATA_ERROR(loadImageSet("svhn/train_32x32"), "SVHN train", "train_32x32.mat",
                          qPrintable(m_temporary.path()));
    }

    void anUnknownNameSaysWhatIsPossible() {
        EXPECT_DATA_ERROR(loadImageSet("no/such/file"), "expected a file, a folder", "no/such/file");
    }
};

NESCIO_TEST(tst_catalogue, TestCatalogue)
#include "tst_catalogue.moc"
