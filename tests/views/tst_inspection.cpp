// What is said of one image: its rank among a reference, and why it has none.

#include <cmath>

#include <QtTest>

#include "core/views/inspection.h"
#include "tests/test_list.h"
#include "tests/views/made_tables.h"

using namespace nescio;
using tests::madeTable;

class TestInspection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theRankCountsTiesOneHalf() {
        const auto reference = madeTable("a", {-4, -3, -2, -1});
        QCOMPARE(rankAmong(*reference, -2.5), 0.5);
        QCOMPARE(rankAmong(*reference, -2), 0.625);
        QCOMPARE(rankAmong(*reference, -9), 0.0);
        QCOMPARE(rankAmong(*madeTable("b", {}), -2), -1.0);
    }

    void nanHasNoRankAndIsLeftOutOfTheReference() {
        QCOMPARE(rankAmong(*madeTable("a", {-4, NAN, -2}), -3), 0.5);
        QCOMPARE(rankAmong(*madeTable("a", {-4, -2}), NAN), -1.0);
    }

    void theMeanBreakdownSumsToTheMean() {
        QCOMPARE(meanBreakdown(*madeTable("a", {-4, -2})).totalNats(), -3.0);
        QVERIFY(meanBreakdown(*madeTable("b", {})).terms.empty());
    }

    void anInspectionWithoutAModelSaysSo() {
        InspectionRequest request;
        request.image = std::make_shared<Image>(Image{{1, 1, 2}, {0, 255}, "x.png", {}});
        const Inspection seen = inspect(request);
        QVERIFY(!seen.breakdown);
        QVERIFY(seen.facts.image);
        QVERIFY(seen.facts.note.find("no trained model") != std::string::npos);
    }

    void anImageIsNotRankedAmongNumbersOfOtherWeights() {
        auto reference = std::make_shared<TermTable>(*madeTable("in", {-9, -8, -7, -9}));
        reference->key.weights = {"b", 400};
        InspectionRequest request;
        request.name = "an image";
        request.shape = {1, 1, 1};
        request.known = reference->breakdown(1);
        request.knownWeights = {"a", 100};
        request.reference = reference;
        const auto other = inspect(request);
        QVERIFY(other.facts.rank < 0);
        QCOMPARE(other.facts.note,
                 std::string("No rank: this image was scored at step 100, in at step 400."));
        request.knownWeights = reference->key.weights;
        QCOMPARE(inspect(request).facts.rank, 0.625);  // two below, itself one half
    }

    void theReferenceSaysHowManyItHasAndWhatIsLeftOut() {
        auto reference = std::make_shared<TermTable>(*madeTable("in", {-9, NAN, -7}));
        reference->available = 60'000;
        InspectionRequest request;
        request.name = "an image";
        request.runTitle = "a run";
        request.shape = reference->shape;
        request.known = reference->breakdown(0);
        request.knownAge = "at step 100 of 400";
        request.reference = reference;
        const auto seen = inspect(request);
        QCOMPARE(seen.facts.reference, std::string("in, n = 3 of 60\u202F000, 1 NaN left out"));
        QCOMPARE(seen.breakdown->referenceName, seen.facts.reference);
        QCOMPARE(seen.breakdown->title, std::string("an image under a run, at step 100 of 400"));
        request.reference = nullptr;
        QCOMPARE(inspect(request).facts.note,
                 std::string("No rank: score the training set to see where this image sits."));
    }
};

NESCIO_TEST(tst_inspection, TestInspection)
#include "tst_inspection.moc"
