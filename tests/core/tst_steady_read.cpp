// Readers of a run file that is changed meanwhile.

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <algorithm>
#include <atomic>
#include <thread>

#include <QTemporaryDir>

#include "core/files/file_lock.h"
#include "core/store/steady_read.h"
#include "tests/core/made_run.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestSteadyRead : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

  private Q_SLOTS:
    void aReaderMeetsWholeStatesOnly() {
        const auto file = madeRun(path("whole.h5"));
        std::atomic<bool> ended = false;
        std::thread writer([&] {
            for (int i = 0; i < 100; ++i)
                updateRunFile(file, {.tables = {madeTable("first/set", 100 + i, i),
                                                madeTable("set/" + std::to_string(i), 3, i)}});
            ended = true;
        });
        std::size_t last = 0, states = 0;
        QString wrong;
        while (!ended && wrong.isEmpty()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));  // or the writer would wait for a gap
            try {
                const auto nats = readTermTable(file, "first/set").nats;
                const auto sets = readRunSummary(file).terms.size();
                const bool whole =
                    std::count(nats.begin(), nats.end(), nats[0]) == std::ptrdiff_t(nats.size());
                if (!whole || sets < last) wrong = "a mixture";
                states += sets > last ? 1 : 0;
                last = sets;
            } catch (const std::exception& error) {
                wrong = error.what();
            }
        }
        writer.join();
        QCOMPARE(wrong, QString());
        QVERIFY(states > 0);
        QCOMPARE(evaluatedSets(readRunSummary(file)).size(), std::size_t{101});
    }

    void whatChangesUnderAReaderWithoutALockIsReadAgain() {
        const auto file = madeRun(path("unlocked.h5"));
        Descriptor other(::open(file.c_str(), O_RDWR));
        QVERIFY(lockFile(other.get(), Sharing::Exclusive, {}));  // longer than a reader waits
        int reads = 0;
        std::string title;
        readRun(file, [&](hid_t opened) {
            if (++reads == 1) {
                ::futimens(other.get(), nullptr);
                other = Descriptor();
            }
            title = hdf5::readText(hdf5::openGroup(opened, "run"), "title");
        });
        QCOMPARE(reads, 2);
        QCOMPARE(title, madeSummary().title);
    }
};

NESCIO_TEST(tst_steady_read, TestSteadyRead)
#include "tst_steady_read.moc"
