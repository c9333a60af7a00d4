// One training owns the file that it writes, across threads and processes, and no longer than it lives.

#include <QtTest>

#include <csignal>

#include <QTemporaryDir>

#include "core/store/run_owner.h"
#include "core/values/warning.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestRunOwner : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

  private Q_SLOTS:
    void aSecondOwnerIsToldWhoTheFirstIs() {
        std::filesystem::create_symlink("owned.h5", path("link.h5"));
        {
            const RunOwner owner(path("owned.h5"));
            const auto process = QByteArray("process " + QByteArray::number(::getpid()));
            for (const auto* name : {"owned.h5", "link.h5"})
                EXPECT_ERROR(RunFileError, requireFreeRun(path(name)), name, process.constData(),
                             "trains into it", "wait", "choose another file");
            requireFreeRun(path("another.h5"));
            // Who reads a run, or keeps scores in it, is not kept out.
            madeRun(path("owned.h5"));
            QCOMPARE(readRunSummary(path("owned.h5")).terms.size(), std::size_t{1});
        }
        requireFreeRun(path("owned.h5"));
        QVERIFY(!std::filesystem::exists(path(".owned.h5.owner")));
    }

    void aKilledProcessOwnsNothing() {
        const auto file = path("killed.h5");
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const auto child = ::fork();
        if (child == 0) {
            const RunOwner owner(file);
            if (::write(ready[1], "x", 1) == 1) ::pause();
            ::_exit(0);
        }
        char byte = 0;
        QCOMPARE(::read(ready[0], &byte, 1), ssize_t{1});
        EXPECT_ERROR(RunFileError, requireFreeRun(file), "killed.h5", "trains into it");
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        requireFreeRun(file);
        ::close(ready[0]);
        ::close(ready[1]);
    }

    void whereNothingCanBeWrittenNobodyIsOwner() {
        std::filesystem::create_directory(path("folder.h5"));
        EXPECT_ERROR(RunFileError, requireFreeRun(path("folder.h5")), "folder.h5", "found a folder");
        EXPECT_ERROR(RunFileError, requireFreeRun(path("no/such.h5")), "no/such.h5", "make it first");
    }

    void withoutLocksNobodyIsKeptOut() {
        const auto file = path("lockless.h5");
        const auto code = inChild([&] {
            if (!refuseLocks()) return kCannotRefuse;
            int said = 0;
            const WarningListener listener([&](const std::string&) { ++said; });
            const RunOwner first(file), second(file);
            return said == 1 ? 0 : 2;
        });
        if (code == kCannotRefuse) QSKIP("this machine lets no process be kept from locking");
        QCOMPARE(code, 0);
        QVERIFY(!std::filesystem::exists(path(".lockless.h5.owner")));
    }
};

NESCIO_TEST(tst_run_owner, TestRunOwner)
#include "tst_run_owner.moc"
