// Changes of a run file: what they leave alone, and what is there when one is broken off at any point.

#include <QtTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include <QTemporaryDir>

#include "core/files/folder_lock.h"
#include "core/store/in_place_change.h"
#include "core/store/patch_journal.h"
#include "core/store/steady_read.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

using Path = std::filesystem::path;

ino_t fileNumber(const Path& file) {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? found.st_ino : 0;
}

/// Runs `work` in a process that then dies as by a kill: nothing is tidied up.
template <class Work>
void dying(Work work) {
    const auto child = ::fork();
    if (child == 0) {
        try {
            work();
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/// How far a change gets before its process dies.
enum class Stage { Appended, HalfRecorded, Recorded, HalfApplied, Applied };

void halve(const Path& file) {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
}

/// Adds the text attribute "mark" to the root, as far as `stage`.
void markUntil(Stage stage, const Path& file) {
    const FolderLock lock(file);
    const auto change = InPlaceChange::of(file);
    hdf5::writeText(change->file(), "mark", std::string(5000, 'x'));
    hdf5::makeGroup(change->file(), "marked/group");
    change->close();
    if (stage == Stage::Appended) ::_exit(0);
    change->record();
    if (stage == Stage::HalfRecorded) halve(journalOf(file));
    if (stage == Stage::Applied) change->apply();
    if (stage == Stage::HalfApplied) {
        const Descriptor opened(::open(file.c_str(), O_RDWR));
        bool first = true;
        const auto patch = readJournal(file, opened.get()).value();
        for (const auto& [offset, bytes] : patch.pieces())
            if (std::exchange(first, !first)) writeAt(opened.get(), offset, bytes);
    }
    ::_exit(0);
}

bool isMarked(const Path& file) {
    bool marked = false;
    readRun(file, [&](hid_t opened) {
        marked = H5Aexists(opened, "mark") > 0 && hdf5::readText(opened, "mark") == std::string(5000, 'x') &&
                 hdf5::exists(opened, "marked/group");
    });
    return marked;
}

}  // namespace

class TestRunChange : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Path path(const std::string& name) const { return Path(m_folder.path().toStdString()) / name; }
    Path made(const std::string& name, std::int64_t parameters = kMadeParameters) const {
        return madeRun(path(name), parameters);
    }
    /// Files in the folder whose names begin with a point: journals and files half written.
    int leftovers() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path("")))
            count += entry.path().filename().string().starts_with('.') ? 1 : 0;
        return count;
    }

  private Q_SLOTS:
    void aTableIsAddedWithoutTouchingTheRest() {
        const auto file = made("add.h5", 2'000'000);
        const auto number = fileNumber(file);
        const auto before = bytesOf(file);
        updateRunFile(file, {.tables = {madeTable("second/set", 1000, 2)}});
        QCOMPARE(fileNumber(file), number);
        const auto after = bytesOf(file);
        QVERIFY(after.size() > before.size());
        std::size_t changed = 0;
        for (std::size_t i = 0; i < before.size(); ++i) changed += before[i] != after[i] ? 1 : 0;
        QVERIFY2(changed < 4096, qPrintable(QString::number(changed)));
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(2'000'000)));
        QCOMPARE(readTermTable(file, "second/set").nats, madeTable("", 1000, 2).nats);
        QCOMPARE(readTermTable(file, "first/set").nats, madeTable("", 100, 1).nats);
        QCOMPARE(leftovers(), 0);
    }

    void aReplacedTableIsTheNewOneAndTheLastOneIsKept() {
        const auto file = made("replace.h5");
        for (int round = 0; round < 5; ++round) {
            updateRunFile(file, {.tables = {madeTable("first/set", 100 + round, round)}});
            QCOMPARE(readTermTable(file, "first/set").nats, madeTable("", 100 + round, round).nats);
        }
        QCOMPARE(evaluatedSets(readRunSummary(file)), std::vector<std::string>{"first/set"});
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(kMadeParameters)));
    }

    void aSummaryIsReplacedInPlaceToo() {
        const auto file = made("summary.h5");
        const auto number = fileNumber(file);
        auto summary = madeSummary();
        summary.title = "renamed";
        summary.history.push_back({.step = 2, .epoch = 1, .total = 4});
        updateRunFile(file, {.summary = summary});
        QCOMPARE(fileNumber(file), number);
        QCOMPARE(readRunSummary(file).title, std::string("renamed"));
        QCOMPARE(readRunSummary(file).history.size(), std::size_t{2});
    }

    void unusedSpaceIsGivenBackBeforeItIsMuch() {
        const auto file = made("unused.h5");
        TermTable noise = madeTable("first/set", 200'000, 0);
        for (std::size_t i = 0; i < noise.nats.size(); ++i)
            noise.nats[i] = static_cast<double>((i * 2'654'435'761U) % 4'294'967'291U) / 7;
        std::uintmax_t largest = 0;
        for (int round = 0; round < 6; ++round) {
            updateRunFile(file, {.tables = {noise}});
            largest = std::max(largest, std::filesystem::file_size(file));
        }
        const auto fresh = path("fresh.h5");
        updateRunFile(
            fresh,
            {.summary = madeSummary(), .checkpoint = madeCheckpoint(kMadeParameters), .tables = {noise}});
        const auto wanted = std::filesystem::file_size(fresh);
        QVERIFY2(largest < 3 * wanted + (8U << 20), qPrintable(QString::number(largest)));
        QCOMPARE(readTermTable(file, "first/set").nats, noise.nats);
    }

    void whereverAWriterIsKilledTheFileIsWhole_data() {
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<bool>("done");
        QTest::newRow("new parts appended: as before") << Stage::Appended << false;
        QTest::newRow("journal half written: as before") << Stage::HalfRecorded << false;
        QTest::newRow("journal complete: as after") << Stage::Recorded << true;
        QTest::newRow("half of it applied: as after") << Stage::HalfApplied << true;
        QTest::newRow("all of it applied: as after") << Stage::Applied << true;
    }
    void whereverAWriterIsKilledTheFileIsWhole() {
        QFETCH(Stage, stage);
        QFETCH(bool, done);
        const auto file = made(QByteArray("kill" + QByteArray::number(int(stage)) + ".h5").toStdString());
        dying([&] { markUntil(stage, file); });
        QCOMPARE(isMarked(file), done);
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(kMadeParameters)));
        QCOMPARE(leftovers(), 0);
        updateRunFile(file, {.tables = {madeTable("second/set", 10, 2)}});
        QCOMPARE(isMarked(file), done);
        QCOMPARE(readTermTable(file, "second/set").rows(), std::size_t{10});
    }

    void whoMayOnlyReadSeesThroughTheJournal() {
        const auto file = made("through.h5");
        dying([&] { markUntil(Stage::HalfApplied, file); });
        // Another program that has the file open keeps the change from being finished, as missing rights
        // would.
        const Descriptor other(::open(file.c_str(), O_RDONLY));
        QVERIFY(::flock(other.get(), LOCK_SH) == 0);
        QVERIFY(isMarked(file));
        QCOMPARE(leftovers(), 1);
        // Writers then write the file anew, from what the journal says.
        updateRunFile(file, {.tables = {madeTable("second/set", 10, 2)}});
        QVERIFY(isMarked(file));
        QCOMPARE(leftovers(), 0);
        QCOMPARE(readTermTable(file, "second/set").rows(), std::size_t{10});
    }

    void aJournalOfAnotherFileIsLeftOut() {
        const auto file = made("own.h5"), other = made("other.h5");
        dying([&] { markUntil(Stage::Recorded, other); });
        std::filesystem::rename(journalOf(other), journalOf(file));
        const auto before = bytesOf(file);
        QVERIFY(!isMarked(file));
        QVERIFY(bytesOf(file) == before);
        QCOMPARE(leftovers(), 0);
    }

    void aWriterKilledAtAnyTimeLeavesWholeTables() {
        const auto file = made("anytime.h5");
        for (int round = 0; round < 20; ++round) {
            const auto child = ::fork();
            if (child == 0) {
                for (int i = 0;; ++i) updateRunFile(file, {.tables = {madeTable("first/set", 500, i)}});
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(3 + 2 * round));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            const auto nats = readTermTable(file, "first/set").nats;
            QVERIFY(std::all_of(nats.begin(), nats.end(), [&](double value) { return value == nats[0]; }));
        }
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(kMadeParameters)));
    }

    void aFullDiskLeavesTheFileByteForByte() {
        const auto file = made("full.h5");
        const auto before = bytesOf(file);
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        getrlimit(RLIMIT_FSIZE, &usual);
        int refused = 0;
        for (const std::size_t over : {0U, 1U, 500U, 3000U, 20'000U, 60'000U}) {
            const rlimit tight{before.size() + over, usual.rlim_max};
            setrlimit(RLIMIT_FSIZE, &tight);
            const auto why = whyNot<RunFileError>(
                [&] { updateRunFile(file, {.tables = {madeTable("second/set", 20'000, 2)}}); },
                {"full.h5", "disk took no more", "nothing was changed"});
            setrlimit(RLIMIT_FSIZE, &usual);
            if (why == "no exception") break;
            ++refused;
            QCOMPARE(why, QString());
            QVERIFY(bytesOf(file) == before);
            QCOMPARE(leftovers(), 0);
        }
        QVERIFY(refused >= 3);
    }

    void twoProcessesLoseNothing() {
        const auto file = made("two.h5");
        const auto child = ::fork();
        const std::string prefix = child == 0 ? "a/" : "b/";
        for (int i = 0; i < 50; ++i)
            updateRunFile(file, {.tables = {madeTable(prefix + std::to_string(i), 5, i)}});
        if (child == 0) ::_exit(0);
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{101});
    }

    void linksAndModesStay() {
        std::filesystem::create_directory(path("elsewhere"));
        const auto file = made("elsewhere/target.h5");
        ::chmod(file.c_str(), 0600);
        std::filesystem::create_symlink("elsewhere/target.h5", path("link.h5"));
        const auto holds = [&](std::size_t sets) {
            struct stat found {};
            ::stat(file.c_str(), &found);
            return std::filesystem::is_symlink(path("link.h5")) && (found.st_mode & 0777) == 0600 &&
                   readRunSummary(path("link.h5")).terms.size() == sets;
        };
        updateRunFile(path("link.h5"), {.tables = {madeTable("second/set", 10, 2)}});
        QVERIFY(holds(2));
        updateRunFile(path("link.h5"), {.checkpoint = madeCheckpoint(kMadeParameters, 2)});
        QVERIFY(holds(2));
        QCOMPARE(readCheckpoint(file).step, 2);
        // A link to a file that is yet to be made is followed, too.
        std::filesystem::create_symlink("elsewhere/new.h5", path("early.h5"));
        updateRunFile(path("early.h5"), {.summary = madeSummary()});
        QVERIFY(std::filesystem::is_symlink(path("early.h5")) &&
                std::filesystem::exists(path("elsewhere/new.h5")));
    }

    void anotherNameOfTheFileKeepsWhatItHad() {
        const auto file = made("named.h5");
        std::filesystem::create_hard_link(file, path("backup.h5"));
        const auto before = bytesOf(path("backup.h5"));
        updateRunFile(file, {.tables = {madeTable("second/set", 10, 2)}});
        QVERIFY(bytesOf(path("backup.h5")) == before);
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{2});
    }

    void aFileOpenInAnotherProgramIsWrittenAnew() {
        const auto file = made("open.h5");
        const auto number = fileNumber(file);
        const Descriptor other(::open(file.c_str(), O_RDONLY));
        QVERIFY(::flock(other.get(), LOCK_SH) == 0);  // as h5py does
        updateRunFile(file, {.tables = {madeTable("second/set", 10, 2)}});
        QVERIFY(fileNumber(file) != number);
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{2});
    }
};

NESCIO_TEST(tst_run_change, TestRunChange)
#include "tst_run_change.moc"
