// Folders of images: classes at any depth, and whatever else lies in a folder, counted and named.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/folders.h"
#include "tests/datasets/pictures.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// A grey PNG of 16 bits that counts from 0 to `most`.
files::Bytes deep(int most) {
    cv::Mat mat(64, 64, CV_16UC1);
    for (int i = 0; i < 4096; ++i) mat.ptr<std::uint16_t>(0)[i] = static_cast<std::uint16_t>(i * most / 4095);
    return pictures::encoded(mat, ".png");
}

}  // namespace

class TestImageFolder : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

    void add(const std::string& name) { files::write(m_folder / name, files::png(6, 5)); }
    std::optional<ImageSet> load() { return loadImageSet(m_folder.string()); }

  private Q_SLOTS:
    void init() {
        static int number = 0;
        m_folder = fs::path(m_temporary.path().toStdString()) / ("folder " + std::to_string(number++));
        fs::create_directories(m_folder);
    }

    void subFoldersAreClassesInOrder() {
        for (const char* name : {"dog/1.png", "cat/b.png", "cat/a.png"}) add(name);
        const auto set = load();
        QVERIFY((set->classNames == Names{"cat", "dog"}));
        QVERIFY((set->labels == std::vector<int>{0, 0, 1}));
        QVERIFY((set->imageNames == Names{"cat/a.png", "cat/b.png", "dog/1.png"}));
        QVERIFY(QString::fromStdString(set->id).endsWith("/folder-0"));
    }

    void classesLieAtAnyDepth() {
        for (const char* name :
             {"set/animals/cat/1.png", "set/animals/dog/images/1.png", "set/plants/tree/old/1.png"})
            add(name);
        files::write(m_folder / "set" / "docs" / "about.txt", "text");
        const auto set = load();
        QVERIFY((set->classNames == Names{"animals/cat", "animals/dog", "plants/tree/old"}));
        QVERIFY((set->labels == std::vector<int>{0, 1, 2}));
        QVERIFY(said(*set, "1 file that is no image (set/docs/about.txt, plain text)"));
    }

    void aFolderOfOneKindNeedsNoLabels() {
        add("images/1.png");
        add("images/2.png");
        QVERIFY(load()->labels.empty());
        add("cat/1.png");
        QVERIFY(said(*load(), "2 images beside the folders of classes or parts (first: images/1.png)"));
    }

    void otherSizesAreFittedToTheMostFrequentAndSaid() {
        for (const char* name : {"1.png", "2.png", "3.png"}) add(name);
        files::write(m_folder / "4.png", files::png(12, 10));
        const auto set = load();
        QVERIFY((set->shape == ImageShape{1, 5, 6}));
        QCOMPARE(set->count, std::int64_t{4});
        QVERIFY(set->labels.empty());
        QVERIFY(said(*set, "resized: 10×12 to 5×6 (area average) (1 of 4 images)"));
    }

    void imagesOfASetAreScaledAlike() {
        files::write(m_folder / "a.png", deep(4095));
        files::write(m_folder / "b.png", deep(1023));
        files::write(m_folder / "c.png",
                     pictures::encoded(cv::Mat(64, 64, CV_16UC1, cv::Scalar(2048)), ".png"));
        QVERIFY(pictures::mentions(loadImage(m_folder / "b.png"), "only 10 of 16"));
        const auto set = load();
        QCOMPARE(int{set->image(0).back()}, 255);
        QCOMPARE(int{set->image(1).back()}, 64);
        QCOMPARE(int{set->image(2).back()}, 128);
        QCOMPARE(set->changes.size(), std::size_t{1});
    }

    void aHeaderWithoutSidesDecidesNothing() {
        for (const char* name : {"a.png", "b.png", "c.png"})
            files::write(m_folder / name, files::png(6, 5, 0, 0));
        files::write(m_folder / "d.jpg", files::Bytes("\xFF\xD8\xFF\xE0\0\x04xx", 8));
        add("good.png");
        const auto set = load();
        QVERIFY((set->shape == ImageShape{1, 5, 6}));
        QCOMPARE(set->available, std::int64_t{1});
        QVERIFY(said(*set, "left out: 4 damaged images (first: a.png: expected"));
    }

    void whateverElseLiesThereIsCountedAndNamed() {
        for (const char* name : {"cat/1.png", "dog/1.png", "stray.png"}) add(name);
        files::write(m_folder / "cat" / "cut.png", files::png(6, 5).substr(0, 50));
        files::write(m_folder / "labels.csv", "a,b\n");
        files::write(m_folder / "dog" / "2.jpg", "<!DOCTYPE html><p>404");
        files::write(m_folder / "dog" / "Thumbs.db", "x");
        files::write(m_folder / "__MACOSX" / "dog" / "._1.png", "x");
        files::write(m_folder / ".DS_Store", "x");
        fs::create_symlink("nowhere", m_folder / "latest");
        fs::create_directory_symlink("cat", m_folder / "again");
        fs::create_directory_symlink("..", m_folder / "dog" / "up");
        const auto set = load();
        QCOMPARE(set->count, std::int64_t{2});
        QVERIFY((set->classNames == Names{"cat", "dog"}));
        for (const char* sentence :
             {"1 damaged image (cat/cut.png: expected", "1 file that is no image (labels.csv, plain text)",
              "1 web page (HTML) in place of an image (dog/2.jpg)", "3 hidden files or folders",
              "1 broken link (latest)", "2 links to folders that are read anyway (first: again)",
              "1 image beside the folders of classes or parts (stray.png)"})
            QVERIFY2(said(*set, sentence), sentence);
    }

    void pipesAndSocketsAreNotOpened() {
        add("1.png");
        add("deeper/1.png");
        QCOMPARE(mkfifo((m_folder / "pipe.png").c_str(), 0600), 0);
        QCOMPARE(mkfifo((m_folder / "deeper" / "pipe").c_str(), 0600), 0);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const auto place = fs::relative(m_folder / "socket").string();
        if (place.size() < sizeof address.sun_path) {
            place.copy(address.sun_path, place.size());
            QCOMPARE(bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        }
        close(socket);
        const auto set = load();
        QCOMPARE(set->count, std::int64_t{1});
        QVERIFY(said(*set, "pipes, sockets or devices (first: "));
        EXPECT_DATA_ERROR(loadImage(m_folder / "pipe.png"), "pipe.png", "found a device or pipe");
    }

    void linksToImagesAndFoldersAreFollowed() {
        const auto elsewhere = fs::path(m_temporary.path().toStdString()) / "elsewhere";
        files::write(elsewhere / "1.png", files::png(6, 5));
        add("cat/1.png");
        fs::create_symlink(elsewhere / "1.png", m_folder / "cat" / "2.png");
        fs::create_directory_symlink(elsewhere, m_folder / "dog");
        const auto set = load();
        QVERIFY((set->imageNames == Names{"cat/1.png", "cat/2.png", "dog/1.png"}));
        QVERIFY((set->classNames == Names{"cat", "dog"}));
    }

    void unreadableFilesAndFoldersAreNamed() {
        if (geteuid() == 0) QSKIP("root may read everything");
        for (const char* name : {"cat/1.png", "cat/2.png", "dog/1.png"}) add(name);
        fs::permissions(m_folder / "cat" / "2.png", fs::perms::none);
        fs::permissions(m_folder / "dog", fs::perms::none);
        const auto set = load();
        fs::permissions(m_folder / "dog", fs::perms::owner_all);
        QCOMPARE(set->count, std::int64_t{1});
        QVERIFY(said(*set, "2 files or folders that cannot be read"));
    }

    void dataFilesBesideClassFoldersDoNotMakeItAFolderOfDataFiles() {
        add("cat/1.png");
        add("dog/1.png");
        files::write(m_folder / "features.npy", files::npy("|u1", false, "3, 4, 5", files::ramp(60)));
        const auto set = load();
        QVERIFY((set->classNames == Names{"cat", "dog"}));
        QVERIFY(said(*set, "1 file that is no image (features.npy"));
    }

    void aFolderWithoutImagesIsRefused() {
        files::write(m_folder / "notes.txt", "text");
        EXPECT_DATA_ERROR(load(), "expected a folder of images, each a PNG", "found none",
                          "1 file that is no image (notes.txt, plain text)");
    }

    void progressIsPosted() {
        ProgressBoard board;
        add("1.png");
        add("2.png");
        (void)loadImageSet(m_folder.string(), {.board = &board});
        QCOMPARE(board.latest().done, std::int64_t{2});
        QCOMPARE(board.latest().total, std::int64_t{2});
    }

  private:
    static bool said(const ImageSet& set, const char* words) { return folders::said(set, words); }
};

NESCIO_TEST(tst_image_folder, TestImageFolder)
#include "tst_image_folder.moc"
