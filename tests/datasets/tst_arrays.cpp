// Shapes and numbers of arrays, before any file: which axis is which, and which numbers are bytes.
#include <cmath>

#include <QTest>

#include "datasets/arrays/label_names.h"
#include "datasets/arrays/layout.h"
#include "datasets/arrays/number_type.h"
#include "datasets/arrays/value_range.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Shape = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

ByteRule ruleFor(const char* type, const Numbers& numbers, bool round = false) {
    ValueRange range(*parseNumberType(type));
    range.add(numbers);
    return range.rule("array", round);
}

std::vector<int> bytesOf(const char* type, const Numbers& numbers, bool round = false) {
    const auto rule = ruleFor(type, numbers, round);
    std::vector<int> bytes;
    for (const double number : numbers) bytes.push_back(rule(number));
    return bytes;
}

/// All bytes as a float type gives them, divided as people do.
template <class Float>
Numbers allBytes(Float shift, Float scale) {
    Numbers numbers;
    for (int byte = 0; byte < 256; ++byte)
        numbers.push_back(static_cast<double>((static_cast<Float>(byte) + shift) / scale));
    return numbers;
}

}  // namespace

class TestArrays : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void shapesAreRead_data() {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<bool>("fortran");
        QTest::addColumn<Shape>("count");
        QTest::addColumn<Shape>("stride");
        QTest::addColumn<QString>("remark");
        QTest::newRow("[N,H,W]") << Shape{9, 4, 5} << false << Shape{9, 1, 4, 5} << Shape{20, 0, 5, 1} << "";
        QTest::newRow("[N,H,W,C]") << Shape{9, 4, 5, 3} << false << Shape{9, 3, 4, 5} << Shape{60, 1, 15, 3}
                                   << "";
        QTest::newRow("[N,C,H,W]") << Shape{9, 3, 4, 5} << false << Shape{9, 3, 4, 5} << Shape{60, 20, 5, 1}
                                   << "";
        QTest::newRow("column-major")
            << Shape{9, 4, 5} << true << Shape{9, 1, 4, 5} << Shape{1, 0, 9, 36} << "";
        QTest::newRow("as MATLAB keeps them") << Shape{32, 32, 3, 50} << false << Shape{50, 3, 32, 32}
                                              << Shape{1, 50, 4800, 150} << "as MATLAB keeps images";
        QTest::newRow("flattened") << Shape{9, 784} << false << Shape{9, 1, 28, 28} << Shape{784, 784, 28, 1}
                                   << "[9,784] read as 9 flattened grey images of 28×28";
        QTest::newRow("flattened colour") << Shape{9, 3072} << false << Shape{9, 3, 32, 32}
                                          << Shape{3072, 1024, 32, 1} << "plane after plane as in CIFAR";
        QTest::newRow("one grey image") << Shape{40, 50} << false << Shape{1, 1, 40, 50} << Shape{0, 0, 50, 1}
                                        << "one grey image of 40×50";
        QTest::newRow("one square image")
            << Shape{64, 64} << false << Shape{1, 1, 64, 64} << Shape{0, 0, 64, 1}
            << "flattened images should be saved as [64,8,8]";
        QTest::newRow("one colour image")
            << Shape{28, 28, 3} << false << Shape{1, 3, 28, 28} << Shape{0, 1, 84, 3}
            << "28 grey images of 28×3 should be saved as [28,28,3,1]";
        QTest::newRow("three grey images")
            << Shape{3, 28, 28} << false << Shape{3, 1, 28, 28} << Shape{784, 0, 28, 1}
            << "one colour image should be saved as [1,3,28,28]";
    }
    void shapesAreRead() {
        QFETCH(Shape, shape);
        QFETCH(bool, fortran);
        QFETCH(Shape, count);
        QFETCH(Shape, stride);
        QFETCH(QString, remark);
        const auto layout = layoutOf(shape, fortran);
        QCOMPARE(layout.refusal, std::string());
        QCOMPARE(Shape(layout.count.begin(), layout.count.end()), count);
        QCOMPARE(Shape(layout.stride.begin(), layout.stride.end()), stride);
        QVERIFY2(QString::fromStdString(layout.remark).contains(remark) &&
                     remark.isEmpty() == layout.remark.empty(),
                 layout.remark.c_str());
    }

    void otherShapesSayWhatToDo_data() {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("a list") << Shape{40} << "a.reshape(-1, height, width)";
        QTest::newRow("a table") << Shape{150, 4} << "reshape it";
        QTest::newRow("transparency") << Shape{9, 28, 28, 4} << "a[..., :3]";
        QTest::newRow("transparency in front") << Shape{9, 4, 28, 28} << "a[:, :3]";
        QTest::newRow("one image with transparency") << Shape{28, 28, 4} << "28 grey images of 28×4";
        QTest::newRow("two channels") << Shape{9, 28, 28, 2} << "one or three of the channels";
        QTest::newRow("videos") << Shape{9, 8, 28, 28, 3} << "a[0]";
        QTest::newRow("a number") << Shape{} << "single number";
        QTest::newRow("more than there are") << Shape{std::int64_t{1} << 62, 28, 28} << "no file";
    }
    void otherShapesSayWhatToDo() {
        QFETCH(Shape, shape);
        QFETCH(QString, remedy);
        const auto refusal = QString::fromStdString(layoutOf(shape, false).refusal);
        QVERIFY2(refusal.startsWith("expected an array") && refusal.contains("found [") &&
                     refusal.contains(remedy),
                 qPrintable(refusal));
    }

    void wholeNumbersAreBytes() {
        for (const char* type : {"<u2", ">i4", "<i8", "<u8", "<f4", ">f8", "|i1"}) {
            QCOMPARE(bytesOf(type, {0, 7, 127}), (std::vector<int>{0, 7, 127}));
            QCOMPARE(ruleFor(type, {0, 7, 127}).change, std::string());
        }
        QCOMPARE(bytesOf("|b1", {0, 1}), (std::vector<int>{0, 255}));
        QCOMPARE(bytesOf("<i4", {0, 1}), (std::vector<int>{0, 255}));  // binary
        QCOMPARE(bytesOf("<i4", {0, 0}), (std::vector<int>{0, 0}));
        QCOMPARE(bytesOf("<i4", {0, 1, 2}), (std::vector<int>{0, 1, 2}));  // dark
    }

    void fractionsOfOneAreBytesWhereTheyAreExact() {
        std::vector<int> all(256);
        for (int byte = 0; byte < 256; ++byte) all[static_cast<std::size_t>(byte)] = byte;
        QCOMPARE(bytesOf("<f4", allBytes<float>(0, 255)), all);
        QCOMPARE(bytesOf("<f8", allBytes<double>(0, 255)), all);
        QCOMPARE(bytesOf("<f4", allBytes<float>(-127.5F, 127.5F)), all);
        QCOMPARE(ruleFor("<f4", allBytes<float>(0, 255)).change,
                 std::string("values 0 to 1 times 255, exact"));
        QCOMPARE(ruleFor("<f4", allBytes<float>(-127.5F, 127.5F)).change,
                 std::string("values −1 to 1, plus 1, times 127.5, exact"));
        QCOMPARE(bytesOf("<u2", {0, 257, 65535}), (std::vector<int>{0, 1, 255}));
    }

    void othersAreRoundedWhereTheUserAgrees() {
        EXPECT_DATA_ERROR(ruleFor("<f4", {0, 0.3333, 1}), "array: expected", "float32 from 0 to 1", "--round",
                          "uint8");
        EXPECT_DATA_ERROR(ruleFor("<u2", {0, 256}), "uint16 from 0 to 256", "scale them");
        EXPECT_DATA_ERROR(ruleFor(">u2", {0, 1000, 40000}), "uint16 (big-endian) from 0 to 40000", "--round");
        EXPECT_DATA_ERROR(ruleFor("<f8", {0, 254.5}), "off by up to 0.5 of a grey level");
        QCOMPARE(bytesOf("<f4", {0, 0.3333, 1}, true), (std::vector<int>{0, 85, 255}));
        QCOMPARE(bytesOf("<f4", {-1, 0, 0.5}, true), (std::vector<int>{0, 128, 191}));
        QCOMPARE(bytesOf(">u2", {0, 1000, 40000}, true), (std::vector<int>{0, 4, 156}));
        QCOMPARE(ruleFor("<f8", {0, 254.75}, true).change,
                 std::string("values 0 to 255 as they are, rounded by up to 0.25 of a grey level"));
    }

    void rangesWithoutARuleAreRefusedAlways() {
        for (const bool round : {false, true}) {
            EXPECT_DATA_ERROR(ruleFor("<f4", {-2.1, 2.6}, round), "float32 from -2.1 to 2.6", "scale them");
            EXPECT_DATA_ERROR(ruleFor("|i1", {-128, 127}, round), "int8 from -128 to 127", "scale them");
            EXPECT_DATA_ERROR(ruleFor("<f4", {0, NAN, 1, INFINITY}, round), "found 2 of 4", "nan_to_num");
        }
    }

    void typesAreNamedAsNumPyDoes() {
        QCOMPARE(toText(*parseNumberType(">i8")), std::string("int64 (big-endian)"));
        for (const char* none : {"", "O", "|O", "<U3", "<c8", "<f1", "<b2", "<f16", "<M8[ns]", "V8", "<i3"})
            QVERIFY2(!parseNumberType(none), none);
    }

    void halvesAreDecoded() {
        const std::vector<std::uint8_t> bytes{0x00, 0x3C, 0x01, 0x00, 0xFF, 0x7B, 0x00, 0xC0, 0x55, 0x35};
        Numbers numbers(5);
        readNumbers(*parseNumberType("<f2"), bytes, numbers);
        QCOMPARE(numbers, (Numbers{1, std::ldexp(1, -24), 65504, -2, 0.333251953125}));
    }

    void labelsAreKnownByTheirNames() {
        QCOMPARE(labelNamesFor("x_train").front(), std::string("y_train"));
        QCOMPARE(labelNamesFor("test_images").front(), std::string("test_labels"));
        QCOMPARE(labelNamesFor("kmnist-train-imgs").front(), std::string("kmnist-train-labels"));
        QCOMPARE(labelNamesFor("arr_0").front(), std::string("arr_1"));
        QVERIFY(labelNamesFor("pixels").empty());
    }
};

NESCIO_TEST(tst_arrays, TestArrays)
#include "tst_arrays.moc"
