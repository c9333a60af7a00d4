// The session: roles relative to a run, replacing, selecting; and what follows from stored tables alone.

#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "app/inspection.h"
#include "app/likelihood_figure.h"
#include "app/session/session.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

DataEntry entry(const std::string& id) {
    DataEntry made;
    made.id = id;
    made.title = id;
    made.what = id;
    return made;
}

RunEntry runOn(const std::string& trainSet) {
    RunEntry run;
    run.summary.path = "/runs/" + trainSet + ".h5";
    run.summary.trainSetId = trainSet;
    return run;
}

/// Two columns, a prior and a log-det; the log-likelihoods are exactly `totals`.
std::shared_ptr<const TermTable> table(const std::string& id, const std::vector<double>& totals) {
    auto made = std::make_shared<TermTable>();
    made->setId = id;
    made->setTitle = id;
    made->shape = {1, 2, 2};
    made->columns = {{.label = "prior", .kind = TermKind::Prior},
                     {.label = "log det", .kind = TermKind::LogDet}};
    made->available = static_cast<std::int64_t>(totals.size());
    for (std::size_t i = 0; i < totals.size(); ++i) {
        made->nats.push_back(totals[i] - 1);
        made->nats.push_back(1);
        made->key.indices.push_back(static_cast<std::int64_t>(i));
    }
    return made;
}

}  // namespace

class TestSession : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aSetsRoleFollowsFromTheRun_data() {
        QTest::addColumn<QString>("trained");
        QTest::addColumn<QString>("set");
        QTest::addColumn<int>("role");
        const auto row = [](const char* name, const char* trained, const char* set, SetRole role) {
            QTest::newRow(name) << QString(trained) << QString(set) << static_cast<int>(role);
        };
        row("the set itself is the training set", "a/train", "a/train", SetRole::Train);
        row("another part of its family is a test set", "a/train", "a/t10k", SetRole::Test);
        row("another family is OOD", "a/train", "b/t10k", SetRole::OutOfDistribution);
        row("synthetic garments have a test part", "synthetic/garments", "synthetic/garments-test",
            SetRole::Test);
        row("synthetic strokes are OOD for garments", "synthetic/garments", "synthetic/strokes",
            SetRole::OutOfDistribution);
    }
    void aSetsRoleFollowsFromTheRun() {
        QFETCH(QString, trained);
        QFETCH(QString, set);
        QFETCH(int, role);
        const RunEntry run = runOn(trained.toStdString());
        QCOMPARE(static_cast<int>(roleUnder(&run.summary, entry(set.toStdString()))), role);
    }

    void theUsersRoleWins() {
        DataEntry set = entry("a/train");
        set.role = SetRole::Other;
        const RunEntry run = runOn("a/train");
        QCOMPARE(roleUnder(&run.summary, set), SetRole::Other);
    }

    void aReloadedSetKeepsItsCheckAndRole() {
        Session session;
        session.putDataSet(entry("a"));
        session.setShown("a", false);
        session.setRole("a", SetRole::Test);
        session.putDataSet(entry("a"));
        QCOMPARE(session.dataSets().size(), 1U);
        QVERIFY(!session.dataSets().front().shown);
        QCOMPARE(session.dataSets().front().role, SetRole::Test);
    }

    void settingTheSameThingTwiceSaysNothing() {
        Session session;
        session.putDataSet(entry("a"));
        QSignalSpy sets(&session, &Session::dataSetsChanged);
        QSignalSpy selection(&session, &Session::selectionChanged);
        session.setShown("a", true);
        session.select({"a", 1});
        session.select({"a", 1});
        QCOMPARE(sets.count(), 0);
        QCOMPARE(selection.count(), 1);
    }

    void removingASetForgetsItsSelection() {
        Session session;
        session.putDataSet(entry("a"));
        session.select({"a", 3});
        session.removeDataSet("a");
        QCOMPARE(session.selection(), Selection{});
    }

    void aTableOfAnUnknownRunIsDropped() {
        Session session;
        QSignalSpy tables(&session, &Session::tablesChanged);
        session.putTable("/nowhere.h5", table("a", {1}));
        QCOMPARE(tables.count(), 0);
    }

    void theRankCountsTiesOneHalf() {
        const auto reference = table("a", {-4, -3, -2, -1});
        QCOMPARE(rankAmong(*reference, -2.5), 0.5);
        QCOMPARE(rankAmong(*reference, -2), 0.625);
        QCOMPARE(rankAmong(*reference, -9), 0.0);
        QCOMPARE(rankAmong(*table("b", {}), -2), -1.0);
    }

    void theMeanBreakdownSumsToTheMean() {
        QCOMPARE(meanBreakdown(*table("a", {-4, -2})).totalNats(), -3.0);
        QVERIFY(meanBreakdown(*table("b", {})).terms.empty());
    }

    void anInspectionWithoutAModelSaysSo() {
        InspectionRequest request;
        request.image = std::make_shared<Image>(Image{{1, 1, 2}, {0, 255}, "x.png", {}});
        const Inspection seen = inspect(request);
        QVERIFY(!seen.breakdown);
        QVERIFY(seen.facts.image);
        QVERIFY(seen.facts.note.contains("no trained model"));
    }

    void numbersOfOtherWeightsAreNotJudgedAndSaySo() {
        auto in = std::make_shared<TermTable>(*table("in", {-9, -8, -7, -9}));
        auto out = std::make_shared<TermTable>(*table("out", {-3, -2, -1, -2}));
        in->key.weights = {"a", 100};
        out->key.weights = {"b", 400};
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, in, -1, "at step 100 of 400"},
                        {"out", SetRole::OutOfDistribution, out}};
        request.markers = {{-5, {"b", 400}}, {-5, {"c", 150}}};
        const auto data = figureOf(request);
        QVERIFY2(data.verdict.find("no verdict") == 0 &&
                     data.verdict.find("step 100 for in") != std::string::npos &&
                     data.verdict.find("step 400 for out; score both again") != std::string::npos,
                 data.verdict.c_str());
        QVERIFY2(data.note.find("in: lower bound, 1 draw, at step 100 of 400; out: lower bound, 1 draw") == 0,
                 data.note.c_str());
        QVERIFY2(data.note.find("1 dropped image was scored at another step") != std::string::npos,
                 data.note.c_str());
        QCOMPARE(data.markers.size(), 1U);
        out->key.weights = in->key.weights;
        out->key.draws = 5;
        QVERIFY(figureOf(request).verdict.find("5 draws for out") != std::string::npos);
    }

    void anImageIsNotRankedAmongNumbersOfOtherWeights() {
        auto reference = std::make_shared<TermTable>(*table("in", {-9, -8, -7, -9}));
        reference->key.weights = {"b", 400};
        InspectionRequest request;
        request.name = "an image";
        request.shape = {1, 1, 1};
        request.known = reference->breakdown(1);
        request.knownWeights = {"a", 100};
        request.reference = reference;
        const auto other = inspect(request);
        QVERIFY(other.facts.rank < 0);
        QVERIFY2(other.facts.note.contains("step 100") && other.facts.note.contains("step 400"),
                 qPrintable(other.facts.note));
        request.knownWeights = reference->key.weights;
        QCOMPARE(inspect(request).facts.rank, 0.625);  // two below, itself one half
    }

    void exactNumbersAreNotCalledABound() {
        auto bound = std::make_shared<TermTable>(*table("in", {-9, -8}));
        auto exact = std::make_shared<TermTable>(*table("out", {-3, -2}));
        exact->tightness = Tightness::Exact;
        exact->key.drawRule = bound->key.drawRule = DrawRule::Once;
        FigureRequest request;
        request.sets = {{"A", SetRole::Test, bound}, {"B", SetRole::OutOfDistribution, exact}};
        QCOMPARE(figureOf(request).note, std::string("A: lower bound; B: exact"));
    }

    void aSetKeepsItsPlaceWhateverIsHidden() {
        Session session;
        for (const char* id : {"first", "second"})
            session.putDataSet(
                {.id = id, .title = std::string(id) + " set", .role = SetRole::OutOfDistribution});
        QCOMPARE(session.slotOf("second"), 1);
        session.setShown("first", false);
        QCOMPARE(session.slotOf("second"), 1);
        ResultFigure figure{
            .panels = {{.series = {{.label = "second set, n = 4"}, {.label = "second settlement"}}}}};
        useSlots(figure, session.slotsByTitle());
        QCOMPARE(figure.panels[0].series[0].slot, 1);
        QCOMPARE(figure.panels[0].series[1].slot, -1);
    }

    void aBinOfTheFigureSpeaksOfImages() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, table("in", {-9, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, table("out", {-3, -2, -1, -2})}};
        const auto data = figureOf(request);
        std::int64_t images = 0;
        for (std::size_t bin = 0; bin + 1 < data.edges.size(); ++bin)
            images += imagesInBin(data, bin).count();
        QCOMPARE(images, std::int64_t{8});
        QVERIFY(imagesInBin(data, 0).contains("out", 2));  // bits/dim: the likeliest image comes first
    }

    void theFigureHasOneSeriesASetAndTheVerdictOfEachPair() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, table("in", {-9, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, table("out", {-3, -2, -1, -2})}};
        QVERIFY(figureOf(request).verdict.find("…") != std::string::npos);
        request.verdicts = {judged(pairsOf(request.sets).front())};
        request.markers = {{-5, {}}};
        const HistogramData data = figureOf(request);
        QCOMPARE(data.series.size(), 2U);
        QCOMPARE(data.series[0].n, 4);
        QCOMPARE(data.markers.size(), 1U);
        QVERIFY2(data.verdict.find("AUROC(−log p) 0.0") == 0, data.verdict.c_str());
        QVERIFY2(data.verdict.find("out is found more likely than in") != std::string::npos,
                 data.verdict.c_str());
    }

    void oneNanDoesNotSilenceTheVerdict() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, table("in", {-9, NAN, -8, -7, -9})},
                        {"out", SetRole::OutOfDistribution, table("out", {-3, -2, -1, -2})},
                        {"lost", SetRole::OutOfDistribution, table("lost", {NAN, NAN})}};
        for (const auto& pair : pairsOf(request.sets)) request.verdicts.push_back(judged(pair));
        const auto verdict = figureOf(request).verdict;
        QVERIFY2(verdict.find("out is found more likely than in (1 of 5 of in are NaN, left out)") !=
                     std::string::npos,
                 verdict.c_str());
        QVERIFY2(verdict.find(
                     "AUROC(−log p) not known · lost cannot be compared with in (2 of 2 of lost are NaN") !=
                     std::string::npos,
                 verdict.c_str());
        QCOMPARE(rankAmong(*table("a", {-4, NAN, -2}), -3), 0.5);
        QCOMPARE(rankAmong(*table("a", {-4, -2}), NAN), -1.0);
    }

    void withoutAnOodSetThereIsNoVerdict() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, table("in", {-9, -8})}};
        QVERIFY(figureOf(request).verdict.empty());
        QVERIFY(figureOf({}).series.empty());
    }

    void valuesThatAreNotFiniteAreCountedNotHidden() {
        FigureRequest request;
        request.sets = {{"in", SetRole::Test, table("in", {-9, -8, NAN})}};
        QCOMPARE(figureOf(request).series[0].notFinite, 1);
    }

    void anAurocShowsNoMoreDigitsThanItsIntervalSupports() {
        QCOMPARE(aurocWords({0.1312, 0.1214, 0.1449}), std::string("AUROC(−log p) 0.13 [0.12, 0.14]"));
        QCOMPARE(aurocWords({0.0712, 0.0702, 0.0722}), std::string("AUROC(−log p) 0.071 [0.070, 0.072]"));
    }
};

NESCIO_TEST(tst_session, TestSession)
#include "tst_session.moc"
