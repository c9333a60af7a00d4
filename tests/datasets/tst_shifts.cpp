// Every registered shift: neutral strength changes nothing, the rest changes something, the same on every
// call and whatever the other images are; and a few by hand.
#include <QTest>

#include "datasets/load.h"
#include "datasets/shift.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

const ImageSet& garments() {
    static const ImageSet set = *loadImageSet("synthetic/garments", {.limit = 12});
    return set;
}
const ImageSet& clutter() {
    static const ImageSet set = *loadImageSet("synthetic/clutter", {.limit = 12});
    return set;
}

ImageSet oneImage(ImageShape shape, std::vector<std::uint8_t> bytes) {
    return {
        .id = "one", .title = "one", .shape = shape, .count = 1, .available = 1, .bytes = std::move(bytes)};
}

}  // namespace

class TestShifts : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyShiftKeepsItsPromises() {
        QVERIFY(shiftKinds().size() >= 9);
        for (const auto& kind : shiftKinds())
            for (const auto* set : {&garments(), &clutter()}) {
                const auto mean = meanImage(*set);
                const auto name = kind.id + " on " + set->title;
                if (kind.needsColour && set->shape.channels == 1) {
                    EXPECT_ERROR(ShapeError, shifted(*set, kind, 1, mean), "colour", "1×28×28");
                    continue;
                }
                QVERIFY2(!kind.what.empty() && !kind.strength.empty() && kind.sweep.size() >= 2,
                         name.c_str());
                QCOMPARE(kind.sweep.front(), kind.neutral);
                QVERIFY2(shifted(*set, kind, kind.neutral, mean).bytes == set->bytes, name.c_str());
                const auto strong = shifted(*set, kind, kind.sweep.back(), mean);
                QVERIFY2(strong.bytes != set->bytes, name.c_str());
                QVERIFY2(strong.bytes == shifted(*set, kind, kind.sweep.back(), mean).bytes, name.c_str());
                QCOMPARE(strong.changes.size(), set->changes.size() + 1);
                QVERIFY2(strong.id != set->id, name.c_str());
                const auto few = shifted(set->first(3), kind, kind.sweep.back(), mean);
                QVERIFY2(std::equal(few.bytes.begin(), few.bytes.end(), strong.bytes.begin()), name.c_str());
            }
    }

    void grayingEndsAt128AndOursAtTheMean() {
        using Bytes = std::vector<std::uint8_t>;
        const auto set = oneImage({1, 1, 3}, {0, 100, 255});
        const std::vector<double> mean{50, 50, 55};
        QCOMPARE(shifted(set, shiftKind("graying"), 0.5, mean).bytes, (Bytes{64, 114, 192}));
        QCOMPARE(shifted(set, shiftKind("graying"), 0, mean).bytes, (Bytes{128, 128, 128}));
        QVERIFY(!shiftKind("graying").usesMean);
        const auto& ours = shiftKind("graying_to_mean");
        QCOMPARE(shifted(set, ours, 0.5, mean).bytes, (Bytes{25, 75, 155}));
        QCOMPARE(shifted(set, ours, 0, mean).bytes, (Bytes{50, 50, 55}));
        QVERIFY(ours.what.find("not the paper's") != std::string::npos);
    }

    void othersByHand() {
        const auto set = oneImage({1, 2, 3}, {0, 10, 20, 30, 40, 250});
        const std::vector<double> mean(6);
        using Bytes = std::vector<std::uint8_t>;
        QCOMPARE(shifted(set, shiftKind("brightness"), 10, mean).bytes, (Bytes{10, 20, 30, 40, 50, 255}));
        QCOMPARE(shifted(set, shiftKind("inversion"), 1, mean).bytes, (Bytes{255, 245, 235, 225, 215, 5}));
        QCOMPARE(shifted(set, shiftKind("translation"), 1, mean).bytes, (Bytes{20, 0, 10, 250, 30, 40}));
        QCOMPARE(shifted(set, shiftKind("flip"), 1, mean).bytes, (Bytes{30, 40, 250, 0, 10, 20}));
        QCOMPARE(shifted(set, shiftKind("contrast"), 0, mean).bytes, Bytes(6, 128));
        const auto two = oneImage({2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8});
        QCOMPARE(shifted(two, shiftKind("transpose"), 1, mean).bytes, (Bytes{1, 3, 2, 4, 5, 7, 6, 8}));
        EXPECT_ERROR(ShapeError, shifted(set, shiftKind("transpose"), 1, mean), "square", "1×2×3");
        // A blur keeps a constant image and the order of a ramp.
        QCOMPARE(shifted(oneImage({1, 2, 2}, Bytes(4, 77)), shiftKind("blur"), 2, mean).bytes, Bytes(4, 77));
    }

    void thoseOfOpenCvByHand() {
        using Bytes = std::vector<std::uint8_t>;
        const std::vector<double> mean(12);
        const auto ramp = oneImage({1, 3, 3}, {0, 10, 20, 30, 40, 50, 60, 70, 80});
        QCOMPARE(shifted(ramp, shiftKind("rotation"), 180, mean).bytes,
                 (Bytes{80, 70, 60, 50, 40, 30, 20, 10, 0}));
        // Counter-clockwise: what stood right stands on top.
        QCOMPARE(shifted(ramp, shiftKind("rotation"), 90, mean).bytes,
                 (Bytes{20, 50, 80, 10, 40, 70, 0, 30, 60}));
        // Each 2×2 block becomes its mean, which a constant block keeps.
        QCOMPARE(shifted(oneImage({1, 2, 2}, {0, 100, 100, 200}), shiftKind("resampling"), 2, mean).bytes,
                 Bytes(4, 100));
        const auto flat = oneImage({3, 2, 2}, Bytes(12, 90));
        QCOMPARE(shifted(flat, shiftKind("jpeg"), 50, mean).bytes, flat.bytes);
        // Red turned by 120 degrees is green, planes in the order red, green, blue.
        const auto red = oneImage({3, 1, 2}, {200, 200, 0, 0, 0, 0});
        QCOMPARE(shifted(red, shiftKind("hue"), 120, mean).bytes, (Bytes{0, 0, 200, 200, 0, 0}));
    }

    void anUnknownShiftIsRefusedWithTheKnownOnes() {
        EXPECT_ERROR(OptionError, shiftKind("rain"), "graying", "rain");
    }
};

NESCIO_TEST(tst_shifts, TestShifts)
#include "tst_shifts.moc"
