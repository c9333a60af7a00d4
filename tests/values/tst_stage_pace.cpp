// Time left, where whoever works says only how far it has come.
#include <QTest>

#include "core/values/progress.h"
#include "tests/test_list.h"

using namespace nescio;

class TestStagePace : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsLeftTakesAsLongAsWhatWasDone() {
        StagePace pace;
        QVERIFY(pace.secondsLeft("reading", 0, 100, 50) < 0);
        QVERIFY(pace.secondsLeft("reading", 1, 100, 50.5) < 0);  // too soon to say
        QCOMPARE(pace.secondsLeft("reading", 20, 100, 60), 40.0);
        QCOMPARE(pace.secondsLeft("reading", 100, 100, 100), 0.0);
    }
    /// A stage that goes on from before is not taken for a quick one.
    void onlyWhatWasSeenCounts() {
        StagePace pace;
        QVERIFY(pace.secondsLeft("resumed", 900, 1000, 0) < 0);
        QCOMPARE(pace.secondsLeft("resumed", 910, 1000, 10), 90.0);
    }
    void anotherStageOrAnotherTotalBeginsAnew() {
        StagePace pace;
        (void)pace.secondsLeft("a", 0, 10, 0);
        QCOMPARE(pace.secondsLeft("a", 5, 10, 5), 5.0);
        QVERIFY(pace.secondsLeft("b", 5, 10, 6) < 0);
        QCOMPARE(pace.secondsLeft("b", 6, 10, 8), 8.0);
        QVERIFY(pace.secondsLeft("b", 6, 20, 9) < 0);
        QCOMPARE(pace.secondsLeft("b", 8, 20, 13), 24.0);
        QVERIFY(pace.secondsLeft("b", 1, 20, 14) < 0);  // the same once more
    }
    void waitingIsLeftOut() {
        StagePace pace;
        (void)pace.secondsLeft("a", 0, 10, 0);
        pace.leaveOut(100);
        QCOMPARE(pace.secondsLeft("a", 5, 10, 105), 5.0);
    }
    void whatCannotBeCountedIsUnknown() {
        StagePace pace;
        (void)pace.secondsLeft("a", 0, 0, 0);
        QVERIFY(pace.secondsLeft("a", 5, 0, 5) < 0);
    }
    void aPosterThatKnowsBetterIsBelieved() {
        ProgressBoard board;
        board.post({.stage = "a", .done = 1, .total = 2, .secondsLeft = 7});
        QCOMPARE(board.latest().secondsLeft, 7.0);
        board.post({.stage = "a", .done = 1, .total = 2});
        QVERIFY(board.latest().secondsLeft < 0);
    }
};

NESCIO_TEST(tst_stage_pace, TestStagePace)
#include "tst_stage_pace.moc"
