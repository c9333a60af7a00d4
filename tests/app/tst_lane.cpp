// A lane: order, the newest of a kind wins, cancelling, holding, requests, failing, and dying without a
// trace.

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

/// For what must not come: a wrong program has the time to be found out, a right one passes whatever it is.
constexpr int kMayFailMs = 50;

}  // namespace

class TestLane : public QObject {
    Q_OBJECT

    QStringList m_log;
    std::counting_semaphore<2'000> m_steps{0};
    std::atomic<int> m_count = 0;    ///< steps that were done
    std::atomic<int> m_entries = 0;  ///< of the work of a counting job

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
    /// Patient, and a step for each that m_steps lets it do.
    Job<int> counting(int value, int steps) {
        Job<int> made = job("", value);
        made.traits.stage = "counting";
        made.traits.yields = true;
        made.work = [this, value, steps](const JobControl& control) -> std::optional<int> {
            ++m_entries;
            for (int step = 1; step <= steps; ++step) {
                m_steps.acquire();
                ++m_count;
                control.board.post({.stage = "counting", .done = step, .total = steps});
                if (control.stop.stop_requested()) return std::nullopt;
            }
            return value;
        };
        return made;
    }
    bool reaches(int count) {
        return QTest::qWaitFor([this, count] { return m_count >= count; }, kPatienceMs);
    }
    static bool settled(const Lane& lane) {
        return QTest::qWaitFor([&lane] { return !lane.busy(); }, kPatienceMs);
    }

  private Q_SLOTS:
    void init() {
        m_log.clear();
        m_count = m_entries = 0;
        while (m_steps.try_acquire()) {
        }
    }

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

    /// Two views that ask for the same each get their answer.
    void theNewestOfAKindLeavesAnothersAlone() {
        Lane lane;
        QObject other;
        auto held = job("grid", 1);
        auto own = job("grid", 2);
        own.context = &other;
        lane.submit(std::move(held));
        lane.submit(std::move(own));
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 1", "done 2"}));
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

    void aPatientJobIsHeldByAnUrgentOneAndGoesOnWhereItStood() {
        Lane lane;
        lane.submit(counting(1, 6));
        m_steps.release();
        QVERIFY(reaches(1));
        std::binary_semaphore over(0);
        Job<int> urgent = job("", 2);
        urgent.work = [&over](const JobControl&) -> std::optional<int> {
            over.acquire();
            return 2;
        };
        lane.submit(std::move(urgent));  // from here on the board is held
        QVERIFY(QTest::qWaitFor([&] { return lane.running(Pace::Urgent).has_value(); }, kPatienceMs));
        m_steps.release(5);
        QVERIFY(reaches(2));
        QTest::qWait(kMayFailMs);  // a job that is not held would go on
        QVERIFY(lane.running());
        QCOMPARE(lane.running()->stage, QStringLiteral("counting"));
        QVERIFY(!lane.running()->cancelling);
        QVERIFY(m_log.isEmpty());
        QCOMPARE(m_count, 2);
        over.release();
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 2", "done 1"}));
        QCOMPARE(m_count, 6);
        QCOMPARE(m_entries, 1);
    }

    void aPatientJobDoesNotBeginWhileAnUrgentOneRuns() {
        Lane lane;
        std::binary_semaphore over(0);
        Job<int> urgent = job("", 1);
        urgent.work = [this, &over](const JobControl&) -> std::optional<int> {
            over.acquire();
            return m_entries == 0 ? 1 : -1;
        };
        lane.submit(std::move(urgent));
        m_steps.release(2);
        lane.submit(counting(2, 1));
        lane.submit(counting(3, 1));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        QCOMPARE(lane.running(Pace::Urgent)->waiting, std::size_t{0});
        QVERIFY(!lane.running(Pace::Patient));
        over.release();
        QVERIFY(settled(lane));
        QCOMPARE(m_log, QStringList({"done 1", "done 2", "done 3"}));
    }

    void aCancelledUrgentJobLetsThePatientOneGoOn() {
        Lane lane;
        lane.submit(counting(1, 2));
        m_steps.release();
        QVERIFY(reaches(1));
        const JobId urgent = lane.submit(job("", 2, Work::UntilStopped));
        const JobId waiting = lane.submit(job("", 3));
        m_steps.release();
        QVERIFY(reaches(2));
        lane.cancel(waiting);
        lane.cancel(urgent);
        QVERIFY(settled(lane));
        m_log.sort();
        QCOMPARE(m_log, QStringList({"cancelled 2", "cancelled 3", "done 1"}));
        QCOMPARE(m_entries, 1);
    }

    void aHeldJobIsCancelledAtOnce() {
        Lane lane;
        lane.submit(counting(1, 1'000));
        m_steps.release();
        QVERIFY(reaches(1));
        lane.submit(job("", 2, Work::UntilStopped));
        m_steps.release(10);
        QVERIFY(reaches(2));
        QTest::qWait(kMayFailMs);
        QCOMPARE(m_count, 2);
        lane.cancelRequest(lane.running()->request);
        QVERIFY(QTest::qWaitFor([&] { return !m_log.isEmpty(); }, kPatienceMs));
        QCOMPARE(m_log, QStringList({"cancelled 1"}));  // while the urgent one still runs
        QCOMPARE(m_count, 2);
        QVERIFY(lane.running(Pace::Urgent));
        lane.cancelAll();
        QVERIFY(settled(lane));
    }

    void theDestructorEndsAHeldJob() {
        {
            Lane lane;
            lane.submit(counting(1, 1'000));
            m_steps.release();
            QVERIFY(reaches(1));
            lane.submit(job("", 2, Work::UntilStopped));
            m_steps.release(10);
            QVERIFY(reaches(2));
        }
        QCOMPARE(m_count, 2);
        QVERIFY(m_log.isEmpty());
    }

    void oneCancelEndsAllJobsOfARequest() {
        Lane lane;
        const JobId together = lane.newRequest();
        const auto part = [&](int value, bool yields) {
            Job<int> made = job("", value, Work::UntilStopped);
            made.traits.request = together;
            made.traits.yields = yields;
            return made;
        };
        Job<int> first = job("", 1);
        first.traits.request = together;
        lane.submit(std::move(first));
        QVERIFY(settled(lane));
        for (int i : {2, 3}) lane.submit(part(i, true));
        Job<int> other = job("", 5);
        other.traits.yields = true;
        lane.submit(std::move(other));
        QVERIFY(QTest::qWaitFor([&] { return lane.running().has_value(); }, kPatienceMs));
        lane.submit(part(4, false));
        QCOMPARE(lane.running()->request, together);
        lane.cancelRequest(lane.running()->request);
        lane.submit(part(6, true));  // its images came too late
        QVERIFY(settled(lane));
        m_log.sort();
        QCOMPARE(m_log, QStringList({"cancelled 2", "cancelled 3", "cancelled 4", "cancelled 6", "done 1",
                                     "done 5"}));
    }

    void jobsAboutWhatIsForgottenEnd() {
        Lane lane;
        const auto about = [&](const char* set, int value, Work work) {
            Job<int> made = job("", value, work);
            made.traits.about = set;
            return made;
        };
        std::atomic<bool> worked = false;
        Job<int> answered = about("a", 1, Work::AtOnce);
        answered.work = [&worked](const JobControl&) -> std::optional<int> {
            worked = true;
            return 1;
        };
        lane.submit(std::move(answered));
        while (!worked || lane.running()) std::this_thread::yield();  // answered, and not told yet
        lane.submit(about("a", 2, Work::UntilStopped));
        lane.submit(about("a", 3, Work::AtOnce));
        lane.submit(about("b", 4, Work::AtOnce));
        lane.forget("a");
        QVERIFY(settled(lane));
        m_log.sort();
        QCOMPARE(m_log, QStringList({"cancelled 1", "cancelled 2", "cancelled 3", "done 4"}));
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
