// What every output keeps to: the old file goes only when the new one is complete, links are followed, modes
// stay, nothing but files is replaced, and what stands in the way is said before the work.

#include <QtTest>

#include <sys/stat.h>

#include <QTemporaryDir>

#include "core/files/output_place.h"
#include "core/files/whole_file.h"
#include "core/store/input_guard.h"
#include "core/values/warning.h"
#include "datasets/inputs.h"
#include "datasets/write.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

using Path = std::filesystem::path;

ImageSet noise(std::int64_t count) {
    ImageSet set{.id = "noise", .title = "noise", .shape = {1, 28, 28}};
    set.count = set.available = count;
    for (std::int64_t i = 0; i < count * set.shape.dims(); ++i)
        set.bytes.push_back(static_cast<std::uint8_t>((i * 2'654'435'761U) >> 13));
    return set;
}

mode_t modeOf(const Path& file) {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
}

}  // namespace

class TestOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Path written(const std::string& name, const std::string& text = "an earlier good file") const {
        writeWholeFile(path(name), text);
        return path(name);
    }
    int hiddenFiles() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path("")))
            count += entry.path().filename().string().starts_with('.') ? 1 : 0;
        return count;
    }

  private Q_SLOTS:
    void aFullDiskLeavesTheEarlierFile() {
        const auto images = noise(50);
        const auto text = written("a.csv"), array = written("a.npy"), picture = written("a.png");
        {
            const FullDisk full(1000);
            EXPECT_ERROR(Error, writeWholeFile(text, std::string(20'000, 'x')), "a.csv", "disk took no more",
                         "nothing was changed");
            EXPECT_ERROR(Error, writeNpy(array, images), "a.npy", "disk took no more");
            EXPECT_ERROR(Error, writePng(picture, gridOf(images, 7)), "a.png", "disk took no more");
        }
        for (const auto& file : {text, array, picture})
            QCOMPARE(bytesOf(file), std::string("an earlier good file"));
        QCOMPARE(hiddenFiles(), 0);
        writeNpy(array, images);
        QVERIFY(bytesOf(array).size() > images.bytes.size());
    }

    void linksAreFollowedAndModesStay() {
        std::filesystem::create_directory(path("elsewhere"));
        const auto file = written("elsewhere/real.csv");
        ::chmod(file.c_str(), 0600);
        std::filesystem::create_symlink("elsewhere/real.csv", path("link.csv"));
        written("link.csv", "new");
        QVERIFY(std::filesystem::is_symlink(path("link.csv")));
        QCOMPARE(bytesOf(file), std::string("new"));
        QCOMPARE(modeOf(file), mode_t{0600});
        std::filesystem::create_symlink("elsewhere/later.csv", path("early.csv"));
        written("early.csv", "new");
        QVERIFY(std::filesystem::is_symlink(path("early.csv")));
        QCOMPARE(bytesOf(path("elsewhere/later.csv")), std::string("new"));
    }

    void onlyFilesAreReplaced() {
        std::filesystem::create_directory(path("folder.h5"));
        QCOMPARE(::mkfifo(path("pipe.h5").c_str(), 0600), 0);
        for (const auto* name : {"folder.h5", "pipe.h5"}) {
            EXPECT_ERROR(Error, writeWholeFile(path(name), "x"), name, "only files are replaced");
            EXPECT_ERROR(RunFileError, updateRunFile(path(name), {.summary = madeSummary(), .newRun = true}),
                         name, "only files are replaced");
        }
        QVERIFY(std::filesystem::is_directory(path("folder.h5")) &&
                std::filesystem::is_fifo(path("pipe.h5")));
        QVERIFY(placeProblem(path("folder.h5")).find("found a folder") != std::string::npos);
        QVERIFY(placeProblem(path("pipe.h5")).find("found a pipe") != std::string::npos);
        QVERIFY(placeProblem("/dev/null").find("found a device") != std::string::npos);
    }

    void aPlaceThatTakesNoFileIsKnownBeforehand() {
        QVERIFY(placeProblem(path("no/such/out.npy")).find("make it first") != std::string::npos);
        const auto file = written("good.npy");
        QCOMPARE(placeProblem(file), std::string());
        QCOMPARE(placeProblem(path("new.npy")), std::string());
        QVERIFY(!std::filesystem::exists(path("new.npy")));
        QCOMPARE(hiddenFiles(), 0);
        const auto code = inChild([&] {
            if (!refuseNewFiles()) return kCannotRefuse;
            const auto problem = placeProblem(file);
            return problem.find("Read-only file system") != std::string::npos ? 0 : 2;
        });
        if (code == kCannotRefuse) QSKIP("this machine lets no process be kept from making files");
        QCOMPARE(code, 0);
        QCOMPARE(bytesOf(file), std::string("an earlier good file"));
    }

    void withoutLocksFilesAreWrittenAndItIsSaidOnce() {
        const auto file = madeRun(path("lockless.h5"));
        const auto text = written("lockless.csv");
        const auto code = inChild([&] {
            if (!refuseLocks()) return kCannotRefuse;
            int said = 0;
            const WarningListener listener([&](const std::string& sentence) {
                said += sentence.find("cannot be locked") != std::string::npos ? 1 : 100;
            });
            for (int i = 0; i < 3; ++i) {
                writeWholeFile(text, "new");
                updateRunFile(file, {.tables = {madeTable("second/set", 10, i)}});
            }
            return said == 1 && readRunSummary(file).terms.size() == 2 ? 0 : 2;
        });
        if (code == kCannotRefuse) QSKIP("this machine lets no process be kept from locking");
        QCOMPARE(code, 0);
        QCOMPARE(bytesOf(text), std::string("new"));
        QCOMPARE(readTermTable(file, "second/set").nats, madeTable("", 10, 2).nats);
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(kMadeParameters)));
        QCOMPARE(hiddenFiles(), 0);
    }

    void withoutLocksTwoWritersLeaveOneWholeFile() {
        const auto file = written("both.csv");
        const auto code = inChild([&] {
            if (!refuseLocks()) return kCannotRefuse;
            const WarningListener quiet([](const std::string&) {});
            const char letter = ::fork() == 0 ? 'a' : 'b';
            for (int i = 0; i < 50; ++i) writeWholeFile(file, std::string(200'000, letter));
            if (letter == 'a') ::_exit(0);
            int status = 0;
            ::wait(&status);
            return status;
        });
        if (code == kCannotRefuse) QSKIP("this machine lets no process be kept from locking");
        QCOMPARE(code, 0);
        const auto bytes = bytesOf(file);
        QVERIFY(bytes == std::string(200'000, 'a') || bytes == std::string(200'000, 'b'));
        QCOMPARE(hiddenFiles(), 0);
    }

    void oneFileIsKnownByAnyOfItsNames() {
        std::filesystem::create_directory(path("place"));
        const auto file = written("place/one.npy"), other = written("other.npy");
        std::filesystem::create_symlink("place/one.npy", path("link.npy"));
        std::filesystem::create_directory_symlink("place", path("door"));
        std::filesystem::create_hard_link(file, path("second.npy"));
        for (const auto* name : {"link.npy", "door/one.npy", "second.npy", "place/../place/./one.npy"})
            QVERIFY2(sameFile(file, path(name)), name);
        QVERIFY(!sameFile(file, other));
        QVERIFY(sameFile(path("door/new.npy"), path("place/new.npy")));
        QVERIFY(!sameFile(path("door/new.npy"), path("place/newer.npy")));
    }

    void anInputIsAFileOrOneOfItsFolder() {
        std::filesystem::create_directory(path("images"));
        const auto file = written("images/one.png"), other = written("outside.png");
        const auto run = madeRun(path("images/run.h5"));
        QVERIFY(isInput(file, file) && isInput(file, path("images")));
        QVERIFY(!isInput(other, path("images")) && !isInput(path("images/new.png"), path("images")));
        QVERIFY2(!isInput(run, path("images")), "a run that lies among images is none of them");
        QVERIFY(isInput(run, run));
        QCOMPARE(inputPaths(file.string() + "#3"), std::vector<Path>{file});
        QVERIFY(inputPaths("synthetic/garments").empty());
    }
};

NESCIO_TEST(tst_outputs, TestOutputs)
#include "tst_outputs.moc"
