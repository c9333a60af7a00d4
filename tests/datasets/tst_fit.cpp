#include <QTest>

#include "datasets/fit.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

Image ramp(ImageShape shape) {
    Image image{.shape = shape, .bytes = {}, .source = "ramp", .changes = {}};
    for (std::int64_t i = 0; i < shape.dims(); ++i) image.bytes.push_back(static_cast<std::uint8_t>(i % 256));
    return image;
}

QString changesOf(const Image& image) {
    QStringList all;
    for (const auto& change : image.changes) all << QString::fromStdString(change);
    return all.join("; ");
}

}  // namespace

class TestFit : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void theSameShapeIsLeftAlone() {
        const Image image = ramp({3, 8, 8});
        const Image fitted = fitToShape(image, image.shape);
        QVERIFY(fitted.bytes == image.bytes);
        QVERIFY(fitted.changes.empty());
    }

    void colourBecomesLuma() {
        const Image red{.shape = {3, 1, 1}, .bytes = {255, 0, 0}, .source = {}, .changes = {}};
        const Image grey = fitToShape(red, {1, 1, 1});
        QCOMPARE(int{grey.bytes[0]}, 76);  // 0.299 * 255 = 76.2
        QCOMPARE(changesOf(grey), QStringLiteral("grey: luma of RGB"));
    }

    void greyIsRepeated() {
        const Image colour = fitToShape(ramp({1, 2, 2}), {3, 2, 2});
        QVERIFY((colour.bytes == std::vector<std::uint8_t>{0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3}));
        QCOMPARE(changesOf(colour), QStringLiteral("colour: grey plane repeated"));
    }

    void halvingAveragesAreas() {
        const Image image{
            .shape = {1, 2, 4}, .bytes = {0, 10, 100, 100, 20, 30, 100, 102}, .source = {}, .changes = {}};
        const Image half = fitToShape(image, {1, 1, 2});
        QVERIFY((half.bytes == std::vector<std::uint8_t>{15, 101}));  // 100.5 rounds up
        QCOMPARE(changesOf(half), QStringLiteral("resized: 2×4 to 1×2 (area average)"));
    }

    void doublingInterpolates() {
        const Image image{.shape = {1, 1, 2}, .bytes = {0, 100}, .source = {}, .changes = {}};
        const Image twice = fitToShape(image, {1, 2, 4});
        QVERIFY((twice.bytes == std::vector<std::uint8_t>{0, 25, 75, 100, 0, 25, 75, 100}));
        QCOMPARE(changesOf(twice), QStringLiteral("resized: 1×2 to 2×4 (bilinear)"));
    }

    void otherAspectRatiosAreCroppedToTheCentre() {
        const Image image = fitToShape(ramp({1, 2, 6}), {1, 2, 2});
        QVERIFY((image.bytes == std::vector<std::uint8_t>{2, 3, 8, 9}));
        QCOMPARE(changesOf(image), QStringLiteral("cropped: 2×6 to 2×2 (centre)"));
        QVERIFY((fitToShape(ramp({1, 6, 2}), {1, 2, 2}).bytes == std::vector<std::uint8_t>{4, 5, 6, 7}));
    }

    void aConstantStaysConstant_data() {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        for (const auto& [h, w] : {std::pair{1, 1}, {3, 500}, {500, 3}, {29, 27}, {33, 64}, {480, 640}})
            QTest::addRow("%d×%d", h, w) << h << w;
    }
    void aConstantStaysConstant() {
        QFETCH(int, height);
        QFETCH(int, width);
        Image image = ramp({3, height, width});
        std::fill(image.bytes.begin(), image.bytes.end(), 200);
        const Image fitted = fitToShape(image, {3, 32, 28});
        QVERIFY((fitted.shape == ImageShape{3, 32, 28}));
        QVERIFY(std::all_of(fitted.bytes.begin(), fitted.bytes.end(), [](int b) { return b == 200; }));
        QVERIFY(!fitted.changes.empty());
    }

    void everyImageOfASetIsFittedTheSame() {
        ImageSet set{.id = "a/b", .shape = {1, 4, 4}, .count = 3, .available = 9, .labels = {1, 2, 3}};
        for (int i = 0; i < 48; ++i) set.bytes.own().push_back(static_cast<std::uint8_t>(i));
        const ImageSet fitted = fitToShape(set, {3, 2, 2});
        QCOMPARE(fitted.bytes.size(), std::size_t{3 * 3 * 2 * 2});
        QCOMPARE(fitted.available, std::int64_t{9});
        QVERIFY((fitted.labels == std::vector<int>{1, 2, 3}));
        QCOMPARE(fitted.changes.size(), std::size_t{2});
        const Image second = fitToShape(set.imageAt(1), {3, 2, 2});
        QVERIFY(std::equal(second.bytes.begin(), second.bytes.end(), fitted.image(1).begin()));
    }

    void emptyImagesAreRefused() {
        EXPECT_DATA_ERROR(
            fitToShape(Image{.shape = {1, 0, 4}, .bytes = {}, .source = "x.png", .changes = {}}, {1, 2, 2}),
            "x.png", "empty");
    }
};

NESCIO_TEST(tst_fit, TestFit)
#include "tst_fit.moc"
