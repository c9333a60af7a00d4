// A lane: order, the newest of a kind wins, cancelling, interrupting, failing, and dying without a trace.

#include <atomic>
#include <thread>

#include <QSignalSpy>
#include <QTest>

#include "app/jobs/lane.h"

using namespace nescio;

namespace {

/// Sleeps in small naps until stopped.
bool napUntilStopped(const std::stop_token& stop, int mostMs) {
    for (int ms = 0; ms < mostMs; ++ms) {
        if (stop.stop_requested()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

}  // namespace

class TestLane : public QObject {
    Q_OBJECT

    QStringList m_log;

    Job<int> job(const std::string& kind, int value, int napMs = 0, bool yields = false) {
        Job<int> made;
        made.context = this;
        made.traits = {.kind = kind, .stage = "napping", .yields = yields};
        made.work = [value, napMs](const JobControl& control) -> std::optional<int> {
            if (napUntilStopped(control.stop, napMs)) return std::nullopt;
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
        return QTest::qWaitFor([&lane] { return !lane.busy(); }, 5'000);
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
        lane.submit(job("drop", 1, 2'000));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }));
        lane.submit(job("drop", 2, 2'000));
        lane.submit(job("drop", 3));
        QVERIFY(settled(lane));
        QCOMPARE(m_log.size(), 3);
        QCOMPARE(m_log.last(), QStringLiteral("done 3"));
        QVERIFY(m_log.contains(QStringLiteral("cancelled 1")));
        QVERIFY(m_log.contains(QStringLiteral("cancelled 2")));
    }

    void aStaleAnswerIsDropped() {
        Lane lane;
        Job<int> deaf = job("drop", 1);
        deaf.work = [](const JobControl&) -> std::optional<int> {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            return 1;  // did not look at the stop token
        };
        lane.submit(std::move(deaf));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }));
        lane.submit(job("drop", 2));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"cancelled 1", "done 2"}));
    }

    void anUrgentJobInterruptsAPatientOneWhichStartsAgain() {
        Lane lane;
        lane.submit(job("score", 1, 200, true));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }));
        lane.submit(job("drop", 2));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 2", "done 1"}));
    }

    void cancellingEndsARunningAndAWaitingJob() {
        Lane lane;
        lane.submit(job("", 1, 5'000));
        lane.submit(job("", 2));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }));
        QElapsedTimer clock;
        clock.start();
        lane.cancelAll();
        QVERIFY(settled(lane));
        QVERIFY2(clock.elapsed() < 1'000, "cancelling took longer than a second");
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
        Job<int> orphan = job("", 1, 20);
        orphan.context = context.get();
        lane.submit(std::move(orphan));
        context.reset();
        QVERIFY(settled(lane));
        QVERIFY(m_log.isEmpty());
    }

    void theDestructorCancelsAndWaits() {
        std::atomic<bool> ended = false;
        QElapsedTimer clock;
        clock.start();
        {
            Lane lane;
            Job<int> endless = job("", 1);
            endless.work = [&ended](const JobControl& control) -> std::optional<int> {
                napUntilStopped(control.stop, 60'000);
                ended = true;
                return std::nullopt;
            };
            lane.submit(std::move(endless));
            QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }));
        }
        QVERIFY(ended);
        QVERIFY(clock.elapsed() < 2'000);
    }
};

QTEST_GUILESS_MAIN(TestLane)
#include "tst_lane.moc"
