#include <QTest>

#include "datasets/neighbours.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// Grey images of one row.
ImageSet rows(const std::string& title, const std::vector<std::vector<std::uint8_t>>& images) {
    ImageSet set{.id = title, .title = title};
    set.shape = {1, 1, static_cast<int>(images.front().size())};
    for (const auto& image : images) set.bytes.append(image);
    set.count = set.available = static_cast<std::int64_t>(images.size());
    return set;
}

using Found = std::vector<std::vector<Neighbour>>;

}  // namespace

class TestNeighbours : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void distancesAreThoseOfTheHand() {
        const auto among = rows("among", {{0, 0}, {10, 0}, {3, 4}, {255, 255}});
        const auto found = nearestImages(rows("queries", {{0, 0}, {255, 255}}), among, 3);
        QVERIFY(found.has_value());
        QCOMPARE(*found, (Found{{{0, 0}, {2, 25}, {1, 100}},
                                {{3, 0}, {1, 245 * 245 + 255 * 255}, {2, 252 * 252 + 251 * 251}}}));
        QCOMPARE((*found)[0][1].distance(), 5.0);
    }

    void ofTwoAsNearTheLowerIndexComesFirst() {
        const auto among = rows("among", {{9}, {7}, {5}, {3}, {7}});
        const auto found = nearestImages(rows("queries", {{6}}), among, 2);
        QCOMPARE(*found, (Found{{{1, 1}, {2, 1}}}));
        QCOMPARE(*nearestImages(rows("queries", {{6}}), among, 4), (Found{{{1, 1}, {2, 1}, {4, 1}, {0, 9}}}));
    }

    void aSmallSetGivesAllItHas() {
        const auto found = nearestImages(rows("queries", {{6}}), rows("among", {{9}, {7}}), 5);
        QCOMPARE(*found, (Found{{{1, 1}, {0, 9}}}));
    }

    /// White against black overflows 32 bits from 33 026 bytes on.
    void largeImagesDoNotOverflow() {
        const std::size_t bytes = 3 * 256 * 256;
        const auto among = rows("among", {std::vector<std::uint8_t>(bytes, 255)});
        const auto found = nearestImages(rows("queries", {std::vector<std::uint8_t>(bytes, 0)}), among, 1);
        QCOMPARE((*found)[0][0].squared, std::int64_t{255 * 255} * static_cast<std::int64_t>(bytes));
    }

    void progressIsPostedAndAStopIsHeard() {
        const auto among = rows("among", {{9}, {7}});
        ProgressBoard board;
        QVERIFY(nearestImages(rows("queries", {{6}, {8}}), among, 1, {}, &board).has_value());
        QCOMPARE(board.latest().done, 2);
        QCOMPARE(board.latest().total, 2);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!nearestImages(rows("queries", {{6}}), among, 1, stop.get_token()).has_value());
    }

    void anotherShapeIsRefused() {
        EXPECT_ERROR(ShapeError, nearestImages(rows("mine", {{1, 2}}), rows("theirs", {{1, 2, 3}}), 1),
                     "“theirs”", "“mine”", "expected images of 1×1×3", "found 1×1×2");
    }
};

NESCIO_TEST(tst_neighbours, TestNeighbours)
#include "tst_neighbours.moc"
