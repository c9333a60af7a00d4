// The grid of thumbnails: what it names, how it is walked through, and how images are chosen in it.
#include <QSignalSpy>
#include <QTest>

#include "tests/test_list.h"
#include "widgets/image_grid.h"

using namespace nescio;

namespace {

GridContent::Source setOf(const std::string& id, std::int64_t count) {
    auto set = std::make_shared<ImageSet>();
    set->title = id;
    set->shape = {1, 1, 1};
    set->count = count;
    set->bytes.own().resize(static_cast<std::size_t>(count), 128);
    return {id, id, set};
}

/// Images 2, 0, 1 of "a", then 5 of "b".
GridContent mixed() {
    GridContent content;
    content.sources = {setOf("a", 3), setOf("b", 6)};
    content.items = {{0, 2}, {0, 0}, {0, 1}, {1, 5, false}};
    const float none = std::numeric_limits<float>::quiet_NaN();
    content.values = {0.5F, 1.25F, none, none};
    content.unit = "bits/dim";
    return content;
}

QStringList namesOf(const ImageSelection& images) {
    QStringList names;
    for (const auto& set : images.sets())
        for (const auto index : images.indicesOf(set))
            names << QString::fromStdString(set) + QString::number(index);
    return names;
}

}  // namespace

class TestImageGrid : public QObject {
    Q_OBJECT
  private:
    /// A grid three thumbnails wide, whose choice is its brush.
    static void prepare(ImageGrid& grid, GridContent content) {
        grid.setThumbnailPx(50);
        grid.resize(3 * 60 + 30, 200);
        grid.QWidget::show();
        connect(&grid, &ImageGrid::imagesChosen, &grid, [&grid](const ImageSelection& images) {
            grid.setBrush(std::make_shared<const Brush>(Brush{images}));
        });
        grid.show(std::move(content));
    }
    static QPoint middleOf(const ImageGrid& grid, int row, int column) {
        return grid.visualRect(grid.model()->index(row, column)).center();
    }

  private Q_SLOTS:
    void imagesAreNamedBySetAndIndexNotByTheirPlace() {
        ImageGrid grid;
        prepare(grid, mixed());
        QCOMPARE(grid.model()->columnCount(), 3);
        QCOMPARE(grid.model()->rowCount(), 2);
        QSignalSpy picked(&grid, &ImageGrid::imagePicked);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, middleOf(grid, 0, 0));
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked.first().at(0).toString(), QStringLiteral("a"));
        QCOMPARE(picked.first().at(1).toLongLong(), 2);
        grid.mark("b", 5);
        QCOMPARE(grid.marked(), std::int64_t{3});
        QCOMPARE(picked.count(), 1);  // marking is not picking
        grid.mark("b", 2);
        QCOMPARE(grid.marked(), std::int64_t{-1});
    }

    void captionsAndNamesSayTheNumber() {
        ImageGrid grid;
        prepare(grid, mixed());
        const auto at = [&](int row, int column, int role) {
            return grid.model()->index(row, column).data(role).toString();
        };
        QCOMPARE(at(0, 1, Qt::DisplayRole), QStringLiteral("1.25"));
        QCOMPARE(at(0, 2, Qt::DisplayRole), QStringLiteral("NaN"));  // of what was computed
        QCOMPARE(at(1, 0, Qt::DisplayRole), QStringLiteral("not scored"));
        QCOMPARE(at(1, 0, Qt::AccessibleTextRole), QStringLiteral("b #5 · not scored"));
        QCOMPARE(at(0, 1, Qt::AccessibleTextRole), QStringLiteral("a #0 · 1.25 bits/dim"));
        QVERIFY(!(grid.model()->index(1, 1).flags() & Qt::ItemIsEnabled));  // no image stands there
    }

    void arrowsWalkAlongTheImages() {
        ImageGrid grid;
        prepare(grid, mixed());
        QSignalSpy picked(&grid, &ImageGrid::imagePicked);
        grid.setFocus();
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, middleOf(grid, 0, 2));
        QTest::keyClick(&grid, Qt::Key_Right);  // from the end of a row to the beginning of the next
        QCOMPARE(grid.marked(), std::int64_t{3});
        QTest::keyClick(&grid, Qt::Key_Right);
        QCOMPARE(grid.marked(), std::int64_t{3});
        QTest::keyClick(&grid, Qt::Key_Up);
        QCOMPARE(grid.marked(), std::int64_t{0});
        QTest::keyClick(&grid, Qt::Key_End);
        QCOMPARE(grid.marked(), std::int64_t{3});
        QTest::keyClick(&grid, Qt::Key_Home);
        QCOMPARE(grid.marked(), std::int64_t{0});
    }

    void controlShiftAndSpaceChoose() {
        ImageGrid grid;
        prepare(grid, mixed());
        ImageSelection chosen;
        connect(&grid, &ImageGrid::imagesChosen, this,
                [&](const ImageSelection& images) { chosen = images; });
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, middleOf(grid, 0, 0));
        QCOMPARE(namesOf(chosen), QStringList{"a2"});
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ShiftModifier, middleOf(grid, 1, 0));
        QCOMPARE(namesOf(chosen), (QStringList{"a0", "a1", "a2", "b5"}));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, middleOf(grid, 0, 1));
        QCOMPARE(namesOf(chosen), (QStringList{"a1", "a2", "b5"}));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, middleOf(grid, 1, 0));
        QCOMPARE(chosen.count(), std::int64_t{3});  // a click looks, and leaves the choice
        QTest::keyClick(&grid, Qt::Key_Space);
        QCOMPARE(namesOf(chosen), (QStringList{"a1", "a2"}));
        QTest::keyClick(&grid, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(namesOf(chosen), (QStringList{"a1", "b5"}));
        QTest::keyClick(&grid, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(chosen.count(), std::int64_t{4});
        QTest::keyClick(&grid, Qt::Key_Escape);
        QVERIFY(chosen.empty());
    }

    void aGridThatIsOnlyLookedAtPicksNothing() {
        ImageGrid grid;
        prepare(grid, mixed());
        grid.setPickable(false);
        QSignalSpy picked(&grid, &ImageGrid::imagePicked), chosen(&grid, &ImageGrid::imagesChosen);
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ControlModifier, middleOf(grid, 0, 0));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, middleOf(grid, 0, 0));
        QCOMPARE(picked.count() + chosen.count(), 0);
    }

    /// However many there are, one row more is one row more of a table: nothing is made for what is not seen.
    void aMillionImagesAreDecodedWhereTheyAreSeen() {
        ImageGrid grid;
        prepare(grid, GridContent::allOf(setOf("many", 1'000'000)));
        QCOMPARE(grid.model()->rowCount(), 333'334);
        (void)grid.grab();
        grid.mark("many", 999'999);
        grid.scrollTo(grid.currentIndex());
        (void)grid.grab();
        QCOMPARE(grid.marked(), std::int64_t{999'999});
        QVERIFY(grid.visualRect(grid.currentIndex()).intersects(grid.viewport()->rect()));
    }

    void itsSizeChangesAndTheMarkStays() {
        ImageGrid grid;
        prepare(grid, GridContent::allOf(setOf("some", 40)));
        grid.mark("some", 17);
        grid.setThumbnailPx(24);
        QVERIFY(grid.model()->columnCount() > 3);
        QCOMPARE(grid.marked(), std::int64_t{17});
        grid.setOneRow(true);
        QCOMPARE(grid.model()->rowCount(), 1);
        QCOMPARE(grid.marked(), std::int64_t{17});
    }
};

NESCIO_TEST(tst_image_grid, TestImageGrid)
#include "tst_image_grid.moc"
