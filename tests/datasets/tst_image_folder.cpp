#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestImageFolder : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

    static QString changesOf(const ImageSet& set) {
        QString text;
        for (const auto& change : set.changes) text += QString::fromStdString(change) + "; ";
        return text;
    }

  private Q_SLOTS:
    void init() {
        static int number = 0;
        m_folder = fs::path(m_temporary.path().toStdString()) / ("folder " + std::to_string(number++));
        fs::create_directories(m_folder);
    }

    void subFoldersAreClassesInOrder() {
        files::write(m_folder / "dog" / "1.png", files::png(6, 5));
        files::write(m_folder / "cat" / "b.png", files::png(6, 5));
        files::write(m_folder / "cat" / "a.png", files::png(6, 5));
        const auto set = loadImageSet(m_folder.string());
        QVERIFY((set->classNames == std::vector<std::string>{"cat", "dog"}));
        QVERIFY((set->labels == std::vector<int>{0, 0, 1}));
        QVERIFY((set->imageNames == std::vector<std::string>{"cat/a.png", "cat/b.png", "dog/1.png"}));
        QVERIFY(QString::fromStdString(set->id).endsWith("/folder-0"));
    }

    void otherSizesAreFittedToTheMostFrequentAndSaid() {
        for (const char* name : {"1.png", "2.png", "3.png"}) files::write(m_folder / name, files::png(6, 5));
        files::write(m_folder / "4.png", files::png(12, 10));
        const auto set = loadImageSet(m_folder.string());
        QVERIFY((set->shape == ImageShape{1, 5, 6}));
        QCOMPARE(set->count, std::int64_t{4});
        QVERIFY(set->labels.empty());
        QVERIFY2(changesOf(*set).contains("resized: 10×12 to 5×6 (area average) (1 of 4 images)"),
                 qPrintable(changesOf(*set)));
    }

    void unreadableFilesAreCounted() {
        files::write(m_folder / "good.png", files::png(6, 5));
        files::write(m_folder / "bad.png", files::png(6, 5).substr(0, 50));
        files::write(m_folder / "notes.txt", "text");
        files::write(m_folder / ".hidden", "text");
        const auto set = loadImageSet(m_folder.string());
        QCOMPARE(set->count, std::int64_t{1});
        QCOMPARE(set->available, std::int64_t{1});
        QVERIFY2(changesOf(*set).contains("left out: 2 files"), qPrintable(changesOf(*set)));
    }

    void imagesBesideClassFoldersAreSaid() {
        files::write(m_folder / "cat" / "a.png", files::png(6, 5));
        files::write(m_folder / "stray.png", files::png(6, 5));
        const auto set = loadImageSet(m_folder.string());
        QCOMPARE(set->count, std::int64_t{1});
        QVERIFY(changesOf(*set).contains("stray.png: lies beside the class folders"));
    }

    void aFolderWithoutImagesIsRefused() {
        files::write(m_folder / "notes.txt", "text");
        EXPECT_DATA_ERROR(loadImageSet(m_folder.string()), "expected a folder of PNG", "found 1 other file");
    }

    void progressIsPosted() {
        ProgressBoard board;
        files::write(m_folder / "1.png", files::png(6, 5));
        files::write(m_folder / "2.png", files::png(6, 5));
        (void)loadImageSet(m_folder.string(), {.board = &board});
        QCOMPARE(board.latest().done, std::int64_t{2});
        QCOMPARE(board.latest().total, std::int64_t{2});
    }
};

NESCIO_TEST(tst_image_folder, TestImageFolder)
#include "tst_image_folder.moc"
