// The session: roles relative to a run, replacing, selecting.

#include <QSignalSpy>
#include <QTest>

#include "app/session/named_sets.h"
#include "app/session/session.h"
#include "app/session/set_choices.h"
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

    void theTestPartOfTheTrainingFamilyStandsForIt() {
        Session session;
        session.putDataSet(entry("kmnist/t10k"));
        QCOMPARE(ownSet(session), std::string());  // nothing is trained on, and never just the first
        session.putRun(runOn("mnist/train"));
        session.setCurrentRun("/runs/mnist/train.h5");
        QCOMPARE(ownSet(session), std::string());
        session.putDataSet(entry("mnist/train"));
        QCOMPARE(ownSet(session), std::string("mnist/train"));
        session.putDataSet(entry("mnist/train20k"));
        QCOMPARE(ownSet(session), std::string("mnist/train20k"));
        session.putDataSet(entry("mnist/t10k"));
        QCOMPARE(ownSet(session), std::string("mnist/t10k"));
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
        session.putTable("/nowhere.h5", std::make_shared<TermTable>());
        QCOMPARE(tables.count(), 0);
    }

    void aSetKeepsItsColourWhateverIsHiddenAddedOrRemoved() {
        Session session;
        session.putRun(runOn("a/train"));
        session.setCurrentRun("/runs/a/train.h5");
        for (const char* id : {"a/train", "a/t10k", "b/t10k", "c/t10k"}) session.putDataSet(entry(id));
        const auto slots = session.slotsByTitle();
        QCOMPARE(slots, (SetSlots{{"a/train", 0}, {"a/t10k", 1}, {"b/t10k", 2}, {"c/t10k", 4}}));
        session.setShown("b/t10k", false);
        session.putDataSet(entry("d/t10k"));
        session.removeDataSet("b/t10k");
        QCOMPARE(session.slotOf("c/t10k"), 4);
        QCOMPARE(session.slotOf("d/t10k"), 5);
        session.setRole("c/t10k", SetRole::Test);
        QCOMPARE(session.slotOf("c/t10k"), 4);
        session.putDataSet(entry("b/t10k"));
        QCOMPARE(session.slotOf("b/t10k"), 2);
    }

    void aSetKeepsItsColourUnderAnotherRun() {
        Session session;
        session.putRun(runOn("a/train"));
        session.putRun(runOn("b/train"));
        session.setCurrentRun("/runs/a/train.h5");
        for (const char* id : {"a/train", "a/t10k", "b/t10k"}) session.putDataSet(entry(id));
        const auto slots = session.slotsByTitle();
        session.setCurrentRun("/runs/b/train.h5");
        QCOMPARE(session.roleOf(*session.dataSet("b/t10k")), SetRole::Test);
        for (const auto& [id, slot] : slots) QCOMPARE(session.slotOf(id), slot);
    }

    /// What is trained on is known only then; the list before has colours all the same.
    void beforeTheFirstRunEverySetIsAFurtherOne() {
        Session session;
        session.putDataSet(entry("b/t10k"));
        session.putDataSet(entry("a/train"));
        QCOMPARE(session.slotOf("b/t10k"), 4);
        QCOMPARE(session.slotOf("a/train"), 5);
        QSignalSpy given(&session, &Session::slotsGiven);
        session.putRun(runOn("a/train"));
        session.setCurrentRun("/runs/a/train.h5");
        QCOMPARE(given.count(), 1);
        QCOMPARE(session.slotOf("b/t10k"), 2);
        QCOMPARE(session.slotOf("a/train"), 0);
    }

    void figuresOfResultsHaveTheColoursOfTheList() {
        Session session;
        session.setSlotBook(SlotBook({{"second", "second set", 5}}));
        ResultFigure figure{
            .panels = {{.series = {{.label = "second set, n = 4"}, {.label = "second settlement"}}}}};
        useSlots(figure, session.slotsByTitle());
        QCOMPARE(figure.panels[0].series[0].slot, 5);
        QCOMPARE(figure.panels[0].series[1].slot, -1);
    }

    void aRunNamesWhatItWasTrainedOnTestPartsAndWhatItScored() {
        RunSummary run;
        run.trainSetId = run.spec.trainData = "a/train";
        run.spec.watch = {"b/t10k", "/nowhere/c.npy"};
        run.watched = {{.setId = "b/t10k", .title = "B test"}, {.setId = "nowhere/c", .title = "C"}};
        auto table = std::make_shared<TermTable>();
        table->setId = table->setTitle = "e/t10k";
        auto samples = std::make_shared<TermTable>(*table);
        samples->setId = kSamplesSet;
        const auto here = [](const char* id) {
            return CatalogueEntry{.id = id, .title = id, .count = 5, .path = "/here"};
        };
        const auto away = [](const char* id) { return CatalogueEntry{.id = id, .title = id, .count = 5}; };
        const auto named =
            namedSets(run, {{"e/t10k", table}, {kSamplesSet, samples}},
                      {here("a/t10k"), here("a/train"), here("b/t10k"), away("d/t10k"), here("e/t10k")});
        std::vector<std::string> ids;
        for (const auto& set : named) ids.push_back(set.id);
        QCOMPARE(ids, (std::vector<std::string>{"a/train", "a/t10k", "b/t10k", "e/t10k"}));
        run.trainSetId = run.spec.trainData = "d/train";
        run.spec.watch.clear();
        QVERIFY(namedSets(run, {}, {away("d/train"), away("d/t10k")}).empty());
    }

    void scoredInPartOrByOtherWeightsIsNotScored() {
        RunEntry run = runOn("a/train");
        run.summary.weights = {"now", 9};
        const auto add = [&](const std::string& id, std::int64_t rows, const WeightsId& weights) {
            auto table = std::make_shared<TermTable>();
            table->setId = id;
            for (std::int64_t i = 0; i < rows; ++i) table->key.indices.push_back(i);
            table->key.weights = weights;
            run.tables[id] = table;
        };
        std::vector<DataEntry> sets;
        for (const char* id : {"a/train", "a/t10k", "b/t10k", "c/t10k", "d/t10k"}) {
            sets.push_back(entry(id));
            sets.back().available = 5;
        }
        add("a/train", 3, run.summary.weights);
        add("a/t10k", 5, run.summary.weights);
        add("b/t10k", 4, run.summary.weights);
        add("c/t10k", 5, {"then", 3});
        QCOMPARE(unscoredOf(run, sets, 3), (std::vector<std::string>{"b/t10k", "c/t10k", "d/t10k"}));
        QCOMPARE(unscoredOf(run, sets, 4).front(), std::string("a/train"));
    }
};

NESCIO_TEST(tst_session, TestSession)
#include "tst_session.moc"
