// The images behind series of results: which stand behind a point, when two speak of the same, and that a set
// that has become another one under its old name is not asked for its images.
#include <QtTest>

#include <cmath>
#include <limits>

#include "core/values/result_figure.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

SeriesImages ranked() {
    return {.sets = {orderedImages("in", "abc", {0, 2, 4}, {1, 5, kNan}),
                     orderedImages("out", "def", {1, 3}, {5, std::numeric_limits<double>::infinity()})},
            .thresholds = {kNan, std::numeric_limits<double>::infinity(), 5, 1}};
}

ResultFigure figureOver(const SeriesImages& images) {
    return {.id = "roc",
            .title = {},
            .note = {},
            .panels = {{.series = {{.label = "score", .x = {0, 0, 1}, .y = {0, 1, 1}, .images = images}}}}};
}

}  // namespace

class TestSeriesImages : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPointOfALineHasTheImagesAtOrAboveItsThreshold() {
        const auto images = ranked();
        QVERIFY(imagesAt(images, 0).empty());
        QCOMPARE(imagesAt(images, 1), ImageSelection("out", {3}));
        QCOMPARE(imagesAt(images, 2), united(ImageSelection("in", {2}), ImageSelection("out", {1, 3})));
        // The one whose score is no number is never flagged.
        QCOMPARE(imagesAt(images, 3), united(ImageSelection("in", {0, 2}), ImageSelection("out", {1, 3})));
    }

    void twoAreEqualWhereTheyTellTheSame() {
        QVERIFY(ranked() == ranked());  // NaN and all
        for (const auto& other :
             {SeriesImages{ranked().sets}, SeriesImages{{ranked().sets.front()}, ranked().thresholds}})
            QVERIFY(!(other == ranked()));
        const auto moved = orderedImages("in", "abc", {0, 2, 5}, {1, 5, kNan});
        QVERIFY(!(SeriesImages{{moved, ranked().sets[1]}, ranked().thresholds} == ranked()));
    }

    void imagesOfASetThatIsAnotherNowAreForgotten() {
        auto same = figureOver(ranked());
        forgetOtherImages(same, {{"in", "abc"}, {"third", "xyz"}});
        QCOMPARE(same, figureOver(ranked()));
        for (const char* now :
             {"changed", ""}) {  // "": such as images that were chosen, which nobody can tell
            auto other = figureOver(ranked());
            forgetOtherImages(other, {{"in", "abc"}, {"out", now}});
            QVERIFY(!other.panels.front().series.front().images);
        }

        ResultImages sheet{.id = "images",
                           .title = {},
                           .rows = {},
                           .images = {},
                           .captions = {},
                           .places = {{"in", 3, "abc"}, {"out", 4, "def"}}};
        forgetOtherImages(sheet, {{"in", "abc"}, {"out", "changed"}});
        QCOMPARE(sheet.places, (std::vector<ImagePlace>{{"in", 3, "abc"}, {}}));
        ImageSet set;
        set.id = "chosen/1";
        QCOMPARE(placeOf(set, 5), ImagePlace());  // nobody could tell it from the next one
        set.fingerprint = "abc";
        QCOMPARE(placeOf(set, 5), (ImagePlace{"chosen/1", 5, "abc"}));
    }
};

NESCIO_TEST(tst_series_images, TestSeriesImages)
#include "tst_series_images.moc"
