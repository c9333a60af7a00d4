// A lane: order, the newest of a kind wins, cancelling, interrupting, failing, and dying without a trace.

#include <atomic>
#include <semaphore>
#include <thread>

#include <QSignalSpy>
#include <QTest>

#include "app/jobs/lane.h"
#include "tests/patience.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// Sleeps in small naps until stopped; false when nobody stopped it.
bool napUntilStopped(const std::stop_token& stop) {
    for (int ms = 0; ms < kPatienceMs; ++ms) {
        if (stop.stop_requested()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

enum class Work { AtOnce, UntilStopped };

}  // namespace

class TestLane : public QObject {
    Q_OBJECT

    QStringList m_log;

    Job<int> job(const std::string& kind, int value, Work work = Work::AtOnce) {
        Job<int> made;
        made.context = this;
        made.traits = {.kind = kind, .stage = "napping"};
        made.work = [value, work](const JobControl& control) -> std::optional<int> {
            if (work == Work::UntilStopped && napUntilStopped(control.stop)) return std::nullopt;
            return value;
        };
        made.done = [this](int& result) { m_log << QStringLiteral("done %1").arg(result); };
        made.failed = [this](const Failure& failure) {
            m_log << QString::fromStdString(failure.stage + ": " + failure.message);
        };
        made.cancelled = [this, value] { m_log << QStringLiteral("cancelled %1").arg(value); };
        return made;
    }
    static bool settled(const Lane& lane) {
        return QTest::qWaitFor([&lane] { return !lane.busy(); }, kPatienceMs);
    }

  private Q_SLOTS:
    void init() { m_log.clear(); }

    void jobsWithoutAKindRunInOrder() {
        Lane lane;
        for (int i = 1; i <= 3; ++i) lane.submit(job("", i));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 1", "done 2", "done 3"}));
    }

    void theNewestOfAKindWins() {
        Lane lane;
        lane.submit(job("drop", 1, Work::UntilStopped));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        lane.submit(job("drop", 2, Work::UntilStopped));
        lane.submit(job("drop", 3));
        QVERIFY(settled(lane));
        QCOMPARE(m_log.size(), 3);
        QCOMPARE(m_log.last(), QStringLiteral("done 3"));
        QVERIFY(m_log.contains(QStringLiteral("cancelled 1")));
        QVERIFY(m_log.contains(QStringLiteral("cancelled 2")));
    }

    void aStaleAnswerIsDropped() {
        std::binary_semaphore replaced(0);
        Lane lane;
        Job<int> deaf = job("drop", 1);
        deaf.work = [&replaced](const JobControl&) -> std::optional<int> {
            replaced.acquire();
            return 1;  // did not look at the stop token
        };
        lane.submit(std::move(deaf));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        lane.submit(job("drop", 2));
        replaced.release();
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"cancelled 1", "done 2"}));
    }

    void anUrgentJobInterruptsAPatientOneWhichStartsAgain() {
        std::atomic<int> starts = 0;
        Lane lane;
        Job<int> patient = job("score", 1);
        patient.traits.yields = true;
        patient.work = [&starts](const JobControl& control) -> std::optional<int> {
            if (++starts == 1 && napUntilStopped(control.stop)) return std::nullopt;
            return 1;
        };
        lane.submit(std::move(patient));
        QVERIFY(QTest::qWaitFor([&] { return starts == 1; }, kPatienceMs));
        lane.submit(job("drop", 2));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 2", "done 1"}));
        QCOMPARE(starts, 2);
    }

    void cancellingEndsARunningAndAWaitingJob() {
        Lane lane;
        lane.submit(job("", 1, Work::UntilStopped));
        lane.submit(job("", 2));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        lane.cancelAll();
        QVERIFY(settled(lane));
        m_log.sort();
        QCOMPARE(m_log, QStringList({"cancelled 1", "cancelled 2"}));
    }

    void anExceptionBecomesAFailure() {
        Lane lane;
        Job<int> bad = job("", 1);
        bad.work = [](const JobControl&) -> std::optional<int> {
            throw DataError("expected a, found b, in c");
        };
        lane.submit(std::move(bad));
        lane.submit(job("", 2));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"napping: expected a, found b, in c", "done 2"}));
    }

    void aDeadContextHearsNothing() {
        Lane lane;
        auto context = std::make_unique<QObject>();
        Job<int> orphan = job("", 1);
        orphan.context = context.get();
        lane.submit(std::move(orphan));
        context.reset();
        QVERIFY(settled(lane));
        QVERIFY(m_log.isEmpty());
    }

    void theDestructorCancelsAndWaits() {
        std::atomic<bool> stopped = false;
        {
            Lane lane;
            Job<int> endless = job("", 1);
            endless.work = [&stopped](const JobControl& control) -> std::optional<int> {
                stopped = napUntilStopped(control.stop);
                return std::nullopt;
            };
            lane.submit(std::move(endless));
            QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        }
        QVERIFY(stopped);
    }
};

NESCIO_TEST(tst_lane, TestLane)
#include "tst_lane.moc"
