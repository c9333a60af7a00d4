// What the likelihood histogram marks: the image that the inspector shows, whatever its set, and quietly the
// other dropped ones; while a training goes on, numbers of one step and its name.

#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "app/pages/likelihoods/figure_controller.h"
#include "app/session/run_requests.h"
#include "core/values/breakdown.h"
#include "core/values/column_key.h"
#include "core/values/number_text.h"
#include "tests/test_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowMarkers : public QObject {
    Q_OBJECT

    /// The newest histogram of a window.
    struct Drawn {
        explicit Drawn(WindowFixture& fixture) {
            connect(fixture.window().findChild<FigureController*>(), &FigureController::drawn,
                    &fixture.window(), [this](const HistogramData& data) { newest = data; });
        }
        HistogramData newest;
    };

    static double droppedBits(const DroppedImage& image) {
        const auto& facts = image.seen.facts;
        return facts.breakdown ? bitsPerDim(facts.breakdown->totalNats(), facts.dims) : NAN;
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void theMarkedImageIsTheOneInTheInspector() {
        WindowFixture fixture;
        Drawn drawn(fixture);
        for (const char* set : {"synthetic/garments", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        QVERIFY(fixture.train(fixture.tinyTraining("run.h5", 20)));
        QVERIFY(fixture.settle());
        auto& session = fixture.session();
        QVERIFY(!drawn.newest.inspected);

        fixture.drop({fixture.writePng("first.png", 28, 28, 40)});
        QVERIFY(fixture.settle());
        fixture.drop({fixture.writePng("second.png", 28, 28, 220)});
        QVERIFY(fixture.settle());
        QCOMPARE(session.selection(), (Selection{kDroppedSet, 1}));
        const auto marks = [&](double value, std::size_t others) {
            return drawn.newest.inspected && std::abs(*drawn.newest.inspected - value) < 1e-4 &&
                   drawn.newest.markers.size() == others;
        };
        QTRY_VERIFY_WITH_TIMEOUT(marks(droppedBits(session.dropped()[1]), 1), kPatienceMs);
        session.select({kDroppedSet, 0});
        QTRY_VERIFY_WITH_TIMEOUT(marks(droppedBits(session.dropped()[0]), 1), kPatienceMs);

        // An image of a set has its stored value, drawn or not.
        const auto table = session.currentRun()->tables.at("synthetic/strokes-test");
        session.select({"synthetic/strokes-test", 7});
        QTRY_VERIFY_WITH_TIMEOUT(marks(table->bitsPerDims()[7], 2), kPatienceMs);
        session.setShown("synthetic/strokes-test", false);
        QTRY_COMPARE_WITH_TIMEOUT(drawn.newest.series.size(), std::size_t{1}, kPatienceMs);
        QVERIFY(marks(table->bitsPerDims()[7], 2));

        // One that was not scored is what the inspector makes of it.
        auto partial = std::make_shared<TermTable>(*session.currentRun()->tables.at("synthetic/garments"));
        const auto whole = partial->bitsPerDims();
        const auto index = partial->key.indices.back();
        partial->key.indices.pop_back();
        partial->nats.resize(partial->nats.size() - partial->columns.size());
        if (!partial->labels.empty()) partial->labels.pop_back();
        session.putTable(session.currentRun()->path(), partial);
        session.select({"synthetic/garments", index});
        QTRY_VERIFY_WITH_TIMEOUT(marks(whole.back(), 2), kPatienceMs);

        session.select({});
        QTRY_VERIFY_WITH_TIMEOUT(!drawn.newest.inspected && drawn.newest.markers.size() == 2, kPatienceMs);
    }

    /// Also where the sets of the histogram give no image a rank.
    void aDroppedImageIsAskedOfTheSnapshotThatIsDrawn() {
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet("synthetic/strokes-test"));
        const auto request = fixture.tinyTraining("asked.h5", 3);
        QVERIFY(fixture.train(request));
        QVERIFY(fixture.settle());
        auto& session = fixture.session();
        const auto drawn = session.run(request.out)->model->get();
        auto tables = session.run(request.out)->tables;
        std::erase_if(tables, [](const auto& table) { return table.first != "synthetic/strokes-test"; });
        QCOMPARE(tables.size(), std::size_t{1});
        session.setLive(request.out, true);
        session.setTables(request.out, tables, drawn);
        const auto asked = inspectionUnder(*session.run(request.out));
        QVERIFY(!asked.reference);
        QVERIFY(asked.snapshot == drawn);
        session.setLive(request.out, false);
        QVERIFY(!inspectionUnder(*session.run(request.out)).snapshot);
        QVERIFY(fixture.settle());
    }

    void aHistogramOfASnapshotNamesItsStepAndMarksImagesOfIt() {
        WindowFixture fixture;
        Drawn drawn(fixture);
        QVERIFY(fixture.addDataSet("synthetic/strokes-test"));
        const auto request = fixture.tinyTraining("live.h5", 1'000'000);
        fixture.controllers().training.start(request);
        QTRY_VERIFY_WITH_TIMEOUT(!drawn.newest.series.empty(), kPatienceMs);
        fixture.drop({fixture.writePng("live.png", 28, 28, 120)});
        QTRY_VERIFY_WITH_TIMEOUT(drawn.newest.inspected, kPatienceMs);
        fixture.window().actions().pause->trigger();  // what is said of the last step stays
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.controllers().jobs().interactive.busy(), kPatienceMs);
        const auto* run = fixture.session().run(request.out);
        const auto weights = [&] { return run->tables.begin()->second->key.weights; };
        QVERIFY(!run->tables.empty() && weights().known());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().dropped().front().seen.weights, weights(), kPatienceMs);
        const auto words = [&] { return "at " + weightsWords(weights()) + " of " + countText(1'000'000); };
        QTRY_VERIFY2_WITH_TIMEOUT(drawn.newest.note.find(words()) != std::string::npos,
                                  drawn.newest.note.c_str(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(drawn.newest.inspected, kPatienceMs);
        fixture.keepScreenshot("live_histogram.png");
        fixture.controllers().training.stop();
    }
};

NESCIO_TEST(tst_window_markers, TestWindowMarkers)
#include "tst_window_markers.moc"
