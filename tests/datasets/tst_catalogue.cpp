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

    static std::optional<CatalogueEntry> entryOf(const std::string& id) {
        for (const auto& entry : catalogue())
            if (entry.id == id) return entry;
        return std::nullopt;
    }

  private Q_SLOTS:
    void init() {
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

    void titlesComeFromTheCatalogue() {
        QCOMPARE(QString::fromStdString(setTitleOf("fashion-mnist/t10k")),
                 QStringLiteral("FashionMNIST test"));
        QCOMPARE(QString::fromStdString(setTitleOf("me/shirt")), QStringLiteral("me/shirt"));
    }

    void rolesComeFromTheFamily() {
        QVERIFY(roleBeside("mnist/t10k", "mnist/t10k") == SetRole::Train);
        QVERIFY(roleBeside("mnist/t10k", "mnist/train") == SetRole::Test);
        QVERIFY(roleBeside("mnist/t10k", "fashion-mnist/train") == SetRole::OutOfDistribution);
        QVERIFY(roleBeside("synthetic/garments-test", "synthetic/garments") == SetRole::Test);
        QVERIFY(roleBeside("synthetic/strokes", "synthetic/garments") == SetRole::OutOfDistribution);
    }

    void everyManifestIsComplete() {
        QCOMPARE(manifests().size(), std::size_t{4});
        std::set<std::string> ids;
        for (const auto& manifest : manifests()) {
            QVERIFY(!manifest.licence.empty() && !manifest.source.empty() && manifest.shape.dims() > 0);
            QCOMPARE(manifest.classes.size(), std::size_t{10});
            for (const auto& set : manifest.sets) {
                QVERIFY2(ids.insert(set.id).second, "an id is used twice");
                QVERIFY(set.id.starts_with(manifest.family + "/") && set.count > 0 && !set.files.empty());
                for (const auto& file : set.files) QVERIFY(file.sha256.empty() || file.sha256.size() == 64);
            }
        }
    }

    void syntheticSetsComeFirst() {
        const auto entries = catalogue();
        QVERIFY(entries.front().synthetic);
        QVERIFY(!entries.back().synthetic);
        for (const auto& entry : entries)
            if (entry.synthetic) QVERIFY(QString::fromStdString(entry.title).contains("ynthetic"));
    }

    void filesAreFoundInFoldersOfTheRoot() {
        QVERIFY(!entryOf("mnist/t10k")->path);
        files::write(root() / "MNIST" / "t10k-images-idx3-ubyte", files::idxImages(3, 28, 28));
        QVERIFY(entryOf("mnist/t10k")->path);
        QVERIFY2(!entryOf("fashion-mnist/t10k")->path, "the file of the same name is another family's");
        const auto set = loadImageSet("mnist/t10k");
        QCOMPARE(QString::fromStdString(set->title), QStringLiteral("MNIST test"));
        QCOMPARE(set->count, std::int64_t{3});
    }

    void setsOfSeveralFilesAreJoined() {
        const auto folder = root() / "cifar-10-batches-bin";
        for (int i = 1; i <= 4; ++i)
            files::write(folder / ("data_batch_" + std::to_string(i) + ".bin"), files::cifar({i, i}));
        QVERIFY2(!entryOf("cifar-10/train")->path, "one file is missing");
        files::write(folder / "data_batch_5.bin", files::cifar({5, 5}));
        const auto set = loadImageSet("cifar-10/train", {.limit = 5});
        QVERIFY2((set->labels == std::vector<int>{1, 2, 3, 4, 5}), "of every file");
        QVERIFY((set->indices == std::vector<std::int64_t>{0, 2, 4, 6, 8}));
        QCOMPARE(set->available, std::int64_t{10});
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
