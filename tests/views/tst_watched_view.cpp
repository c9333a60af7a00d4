// Sets that were watched along a training: what is said at each step, and axes that stay.

#include <QtTest>

#include "core/analysis/watched.h"
#include "core/views/watched_view.h"
#include "tests/test_list.h"

using namespace nescio;

class TestWatchedView : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void overtakingIsSaidAtEveryStep() {
        RunSummary run;
        run.title = "made up";
        run.trainSetId = "garments/train";
        run.totalSteps = 800;
        for (const char* title : {"garments", "strokes"}) {
            auto& set = run.watched.emplace_back();
            set.title = title;
            set.setId = set.title + "/test";
            set.images = set.available = 2;
            set.steps = {0, 25, 100};
        }
        run.watched[0].total = {-9, -8, -7, -6, -5, -4};
        run.watched[1].total = {-19, -18, -5, -4, -2, -1};
        for (auto& set : run.watched) set.density = set.volume = set.total;
        const auto view = watchedViewOf(run);
        QCOMPARE(view.looks.size(), 3U);
        QCOMPARE(view.looks[0].words, std::string("step 0 of 800: strokes overtakes garments at step 25"));
        QCOMPARE(view.looks[2].words, std::string("step 100 of 800: strokes overtook garments at step 25"));
        QVERIFY(!view.looks[0].overtaking && view.looks[1].overtaking && !view.looks[2].overtaking);
        for (const auto& look : view.looks) QVERIFY(look.histogram.edges == view.looks[0].histogram.edges);
        // Axes grow with what comes, and stay where nothing leaves them.
        QVERIFY(watchedViewOf(run, view.looks[0].histogram.edges).looks[0].histogram.edges ==
                view.looks[0].histogram.edges);
        run.watched[1].total[5] = 50;
        QVERIFY(watchedViewOf(run, view.looks[0].histogram.edges).looks[0].histogram.edges.back() > 50);
        run.watched[1].steps.pop_back();
        QVERIFY(!canBeWatched(run));
    }

    void theTestPartOfTheTrainingFamilyIsTheOwnSet() {
        RunSummary run;
        run.trainSetId = "mnist/train";
        run.totalSteps = 9;
        const auto watch = [&](const std::vector<const char*>& ids) {
            run.watched.clear();
            for (const char* id : ids)
                run.watched.push_back({.setId = id, .title = id, .images = 1, .steps = {0}, .total = {-1}});
            for (auto& set : run.watched) set.density = set.volume = set.total;
            return ownWatched(run);
        };
        QCOMPARE(watch({"kmnist/t10k", "mnist/train", "mnist/train20k", "mnist/t10k"}),
                 std::optional(std::size_t{3}));
        QCOMPARE(watch({"kmnist/t10k", "mnist/train", "mnist/train20k"}), std::optional(std::size_t{2}));
        QCOMPARE(watch({"kmnist/t10k", "mnist/train"}), std::optional(std::size_t{1}));
        // Of other families alone: none is taken for the one trained on, and none overtakes it.
        QCOMPARE(watch({"kmnist/t10k", "svhn/test"}), std::nullopt);
        const auto view = watchedViewOf(run);
        QCOMPARE(view.looks[0].words, std::string("step 0 of 9"));
        for (const auto& series : view.looks[0].histogram.series)
            QCOMPARE(series.role, SetRole::OutOfDistribution);
    }
};

NESCIO_TEST(tst_watched_view, TestWatchedView)
#include "tst_watched_view.moc"
