// A run of 70 million parameters with their moments, 840 MB: what a change takes of memory, and says of time.

#include <QtTest>

#include <malloc.h>
#include <fstream>

#include <QElapsedTimer>
#include <QTemporaryDir>

#include "tests/core/made_run.h"
#include "tests/peak_memory.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

constexpr std::int64_t kParameters = 70'000'000;

/// Seconds of a call, and MiB that it held at most beyond what was held before.
struct Cost {
    double seconds = 0, mebibytes = 0;
};

template <class Call>
Cost costOf(Call call) {
    ::malloc_trim(0);
    forgetPeak();
    const double before = peakSinceForgotten();
    QElapsedTimer timer;
    timer.start();
    call();
    return {static_cast<double>(timer.nsecsElapsed()) / 1e9, peakSinceForgotten() - before};
}

/// Values that do not compress.
TermTable wideTable(const std::string& id, std::int64_t images, std::size_t terms) {
    auto table = madeTable(id, images, 0);
    table.columns.resize(terms, table.columns[0]);
    table.nats.resize(static_cast<std::size_t>(images) * terms);
    std::uint64_t state = 1;
    for (auto& value : table.nats) {
        state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        value = -static_cast<double>(state >> 11) * 0x1p-50;
    }
    return table;
}

void tell(const char* what, const Cost& cost) {
    qInfo("%s: %.2f s, %.0f MiB at most beyond what it was given", what, cost.seconds, cost.mebibytes);
}

}  // namespace

class TestLargeRun : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

  private Q_SLOTS:
    void changesTakeWhatTheyWriteAndNotTheFile() {
        if (peakSinceForgotten() == 0) QSKIP("no /proc/self/status");
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / "large.h5";
        if (std::filesystem::space(m_folder.path().toStdString()).available < 4ULL * 840'000'000)
            QSKIP("less than 3.4 GB of disk free");
        Cost saved, added;
        {
            const RunUpdate update{.summary = madeSummary(),
                                   .checkpoint = madeCheckpoint(kParameters),
                                   .tables = {},
                                   .samples = {}};
            tell("a checkpoint", saved = costOf([&] { updateRunFile(file, update); }));
            tell("the next one", saved = costOf([&] { updateRunFile(file, update); }));
        }
        {
            const RunUpdate update{.tables = {wideTable("a/set", 60'000, 50)}};
            tell("a table of 60 000 images and 50 terms",
                 added = costOf([&] { updateRunFile(file, update); }));
            tell("the same again", added = costOf([&] { updateRunFile(file, update); }));
        }
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(kParameters)));
        QCOMPARE(readTermTable(file, "a/set").rows(), std::size_t{60'000});
        QVERIFY(saved.mebibytes < 100);
        QVERIFY(added.mebibytes < 100);
    }
};

NESCIO_TEST(tst_large_run, TestLargeRun)
#include "tst_large_run.moc"
