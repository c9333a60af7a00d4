// Images written for other programs: read back, they are the same; and nothing is lost when writing fails.
#include <map>

#include <QTemporaryDir>
#include <QTest>

#include "core/values/failure.h"
#include "datasets/load.h"
#include "datasets/output_file.h"
#include "datasets/writer.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

ImageSet labelled(int channels) {
    ImageSet set{.id = "made/set", .title = "made", .shape = {channels, 4, 5}, .count = 12, .available = 12};
    const auto bytes = files::ramp(static_cast<std::size_t>(12 * set.shape.dims()));
    set.bytes = ByteBlock::Bytes(bytes.begin(), bytes.end());
    for (int i = 0; i < 12; ++i) set.labels.push_back(11 - i);
    return set;
}

ImageSet unlabelled(int channels) {
    auto set = labelled(channels);
    set.labels.clear();
    return set;
}

}  // namespace

class TestWriters : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;
    int m_tests = 0;

    fs::path write(const std::string& name, const ImageSet& set, const WriteOptions& options = {}) {
        auto path = m_folder / name;
        const auto* kind = writerFor(writerKinds(), path.string());
        if (kind) kind->write(path, set, options);
        return path;
    }
    [[nodiscard]] std::vector<std::string> left() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(m_folder))
            names.push_back(entry.path().filename().string());
        return names;
    }

  private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_temporary.path().toStdString()) / std::to_string(m_tests++);
        fs::create_directory(m_folder);
    }

    void whatIsWrittenIsReadBack_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("channels");
        for (const auto& kind : writerKinds())
            for (const int channels : {1, 3})
                if (kind.ending != ".png")
                    QTest::addRow("%s, %d channels", kind.id.c_str(), channels)
                        << QString::fromStdString("images" + kind.ending) << channels;
    }
    void whatIsWrittenIsReadBack() {
        QFETCH(QString, name);
        QFETCH(int, channels);
        const auto set = unlabelled(channels);
        const auto path = write(name.toStdString(), set);
        const auto again = loadImageSet(path.string());
        QVERIFY(again->bytes == set.bytes);
        QVERIFY(again->shape == set.shape);
        QVERIFY(again->labels.empty());
        QCOMPARE(left().size(), std::size_t{1});
    }

    void labelsGoIntoAnNpz() {
        const auto set = labelled(1);
        const auto again = loadImageSet(write("set.npz", set).string());
        QVERIFY(again->bytes == set.bytes);
        QCOMPARE(again->labels, set.labels);
        QVERIFY(again->classNames.empty());
    }

    void namesOfClassesGoWithTheLabels() {
        auto set = labelled(1);
        set.classNames = {"cat", "“dog” \U0001F415", "", "ox"};
        for (const char* name : {"set.npz", "set.h5"}) {
            const auto again = loadImageSet(write(name, set).string());
            QCOMPARE(again->labels, set.labels);
            QCOMPARE(again->classNames, set.classNames);
        }
    }

    void labelsAreTheFolders() {
        const auto set = labelled(1);
        const auto again = loadImageSet(write("set/", set).string());
        QCOMPARE(again->classNames.at(9), std::string("09"));
        for (std::int64_t i = 0; i < 12; ++i)  // sorted by class now
            QVERIFY(std::ranges::equal(again->image(i), set.image(11 - i)));
        QVERIFY(fs::exists(m_folder / "set/11/00.png"));
    }

    void classesWithNamesHaveFoldersOfTheseNames() {
        auto set = labelled(1);
        set.classNames.assign(12, "");
        for (int i = 0; i < 12; ++i)
            set.classNames[static_cast<std::size_t>(i)] = "class/" + std::to_string(i);
        write("set/", set);
        QVERIFY(fs::exists(m_folder / "set/class-11/00.png"));
    }

    void aSheetHasTheColumnsAskedFor() {
        const auto sheet = loadImage(write("sheet.png", unlabelled(3), {.columns = 4}));
        QVERIFY((sheet.shape == ImageShape{3, 3 * 6 + 2, 4 * 7 + 2}));
    }

    void aFullFolderIsNotWrittenInto() {
        files::write(m_folder / "mine/notes.txt", "mine");
        EXPECT_ERROR(Error, write("mine", unlabelled(1)), "mine: expected a new or an empty folder",
                     "files in it");
        QCOMPARE(files::read(m_folder / "mine/notes.txt"), std::string("mine"));
        QCOMPARE(left().size(), std::size_t{1});
    }

    void whatIsStoppedLeavesTheOldFile() {
        files::write(m_folder / "old.npy", "old");
        files::write(m_folder / "old.npz", "old");
        std::stop_source stop;
        stop.request_stop();
        for (const char* name : {"old.npy", "old.npz"}) {
            write(name, unlabelled(1), {.stop = stop.get_token()});
            QCOMPARE(files::read(m_folder / name), std::string("old"));
        }
        write("new/", unlabelled(1), {.stop = stop.get_token()});
        QCOMPARE(left().size(), std::size_t{2});
    }

    void anUnwritablePlaceIsNamed() {
        for (const char* name : {"no/such/set.npy", "no/such/set.npz", "no/such/sheet.png", "no/such/set/"})
            EXPECT_ERROR(Error, write(name, unlabelled(1)), "no/such", "expected");
    }

    void otherEndingsAreNoWriters() {
        for (const char* name : {"set", "set.npy.txt", "set.jpg", ""})
            QVERIFY(!writerFor(writerKinds(), name));
    }
};

NESCIO_TEST(tst_writers, TestWriters)
#include "tst_writers.moc"
