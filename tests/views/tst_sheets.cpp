// Sheets of images that a flow makes of others: what stands beside what, and of which image it is.

#include <QtTest>

#include "core/views/sheets.h"
#include "tests/core/tiny_models.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestSheets : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aFlowGivesEveryImageBack() {
        const auto slopes = setOf(tinyBytes(6));
        const auto sheet = reconstructionSheet(tiny("glow"), slopes, 3, {});
        QVERIFY(sheet);
        QCOMPARE(sheet->data.images.size(), 6U);
        QCOMPARE(sheet->groups.size, 2);
        QCOMPARE(sheet->groups.labels, std::vector<std::string>(3, "0.0"));
        QVERIFY(sheet->data.images[2].bytes == sheet->data.images[3].bytes);
        QVERIFY2(sheet->data.caption.starts_with("3 of 6 images, each left of its reconstruction"),
                 sheet->data.caption.c_str());
        const auto few = slopes.evenly(3);
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(sheet->origins[i], (Selection{"slopes", few.indexOf(static_cast<std::int64_t>(i / 2))}));
    }

    void theEndsOfAnInterpolationAreImagesOfTheSet() {
        const auto slopes = setOf(tinyBytes(6));
        const auto sheet = interpolationSheet(tiny("glow"), slopes, 4, 1, 5);
        QCOMPARE(sheet.data.images.size(), 5U);
        QCOMPARE(sheet.origins.front(), (Selection{"slopes", 4}));
        QCOMPARE(sheet.origins[2], Selection{});
        QCOMPARE(sheet.origins.back(), (Selection{"slopes", 1}));
        QCOMPARE(sheet.groups.perRow, 5);  // a path is one row, a long one has rows of a length
        QCOMPARE(interpolationSheet(tiny("glow"), slopes, 4, 1, 40).groups.perRow, 14);
        EXPECT_ERROR(DataError, interpolationSheet(tiny("glow"), slopes, 0, 6, 5),
                     "slopes: expected an index below 6, found 6");
    }

    void aSampleStandsBesideItsNearestTrainingImage() {
        const auto slopes = setOf(tinyBytes(6));
        const auto sheet = nearestSheet(tiny("glow"), slopes, {.count = 2}, {});
        QVERIFY(sheet);
        QCOMPARE(sheet->data.images.size(), 4U);
        QCOMPARE(sheet->origins[0], Selection{});
        QCOMPARE(sheet->origins[1].setId, std::string("slopes"));
        QVERIFY(sheet->data.images[1].bytes == slopes.imageAt(sheet->origins[1].index).bytes);
    }

    void aStoppedSheetIsNone() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!reconstructionSheet(tiny("glow"), setOf(tinyBytes(6)), 3, {.stop = stop.get_token()}));
    }
};

NESCIO_TEST(tst_sheets, TestSheets)
#include "tst_sheets.moc"
