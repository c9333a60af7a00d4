#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include "datasets/format.h"
#include "datasets/load.h"
#include "datasets/table/lines.h"
#include "datasets/table/pixel_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

/// 64 pixels from `first` on.
std::string pixels(int first, const char* separator = ",") {
    std::vector<int> values;
    for (int i = 0; i < 64; ++i) values.push_back((first + i) % 256);
    return fmt::format("{}", fmt::join(values, separator));
}

}  // namespace

class TestCsvPixels : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "table"; }
    ImageSet load(const std::string& text, const LoadOptions& options = {}) {
        files::write(file(), text);
        return *loadImageSet(file().string(), options);
    }

  private Q_SLOTS:
    void raggedLinesAreNamed() {
        files::write(file(), "3," + pixels(1) + "\n\n4," + pixels(2) + ",9\n");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected 65 fields in line 3", "found 66");
    }

    void whatIsNoNumberIsNamed() {
        files::write(file(), "3," + pixels(1) + "\n4," + pixels(2) + "\n5,x" + pixels(3) + "\n");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "numbers as pixels in line 3", "“x3”");
        std::string text;
        for (int i = 0; i < 20; ++i) text += "3," + pixels(i) + "\n";
        files::write(file(), text + "5,x" + pixels(3) + "\n");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "numbers as pixels in line 21", "“x3”");
    }

    void numbersOutOfRangeAreRefused() {
        files::write(file(), "3," + pixels(1) + "\n4,300" + pixels(2).substr(1) + "\n");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "from 1 to 300", "scale them");
    }

    void namesOfClassesAreNumbered() {
        const auto set = load("dog," + pixels(1) + "\ncat," + pixels(2) + "\ndog," + pixels(3) + "\n");
        QCOMPARE(set.labels, (std::vector<int>{1, 0, 1}));
        QCOMPARE(set.classNames, (std::vector<std::string>{"cat", "dog"}));
    }

    void theColumnTakenForLabelsIsSaid() {
        const auto set = load("3," + pixels(1) + "\n4," + pixels(2) + "\n");
        QVERIFY(QString::fromStdString(set.changes.at(0)).contains("first column was taken for the labels"));
    }

    void linesNumberedByPandasAreNotLabels() {
        std::string names = ",digit";
        for (int i = 0; i < 64; ++i) names += fmt::format(",p{}", i);
        const auto set = load(names + "\n0,7," + pixels(1) + "\n1,8," + pixels(2) + "\n");
        QCOMPARE(set.labels, (std::vector<int>{7, 8}));
        QCOMPARE(int{set.image(1)[0]}, 2);
    }

    void onlyTheLinesWantedAreParsed() {
        std::string text;
        for (int i = 0; i < 100; ++i) text += fmt::format("{},{}\n", i, pixels(i));
        const auto set = load(text, {.limit = 20});
        QCOMPARE(set.count, std::int64_t{20});
        QCOMPARE(set.available, std::int64_t{100});
        for (std::int64_t i = 0; i < 20; ++i) {
            QCOMPARE(std::int64_t{set.labels[static_cast<std::size_t>(i)]}, set.indexOf(i));
            QCOMPARE(std::int64_t{set.image(i)[0]}, set.indexOf(i));
        }
    }

    void otherTablesAreNotTaken_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("a list") << "name,age\nAnn,30\nBob,40\n";
        QTest::newRow("prose") << QString(200, 'a') + " 1 2 3\n";
        QTest::newRow("numbers") << QString::fromStdString(pixels(0, "\n"));
        QTest::newRow("ten columns") << QString("1,2,3,4,5,6,7,8,9,10\n").repeated(20);
    }
    void otherTablesAreNotTaken() {
        QFETCH(QString, text);
        files::write(file(), text.toStdString());
        QVERIFY(!detectFormat(readHead(file())));
    }

    void aParquetTableSaysWhatToDo() {
        files::write(file(), files::Bytes("PAR1\x15\0\x15", 7) + files::ramp(100) + "PAR1");
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "a Parquet table", "pandas.read_parquet", ".npz");
    }

    void fieldsAreSplit() {
        std::vector<std::string_view> fields;
        splitFields("a, \"b,c\" ,,\"\"", ',', fields);
        QVERIFY((fields == std::vector<std::string_view>{"a", "b,c", "", ""}));
        splitFields("  1  2 3 ", ' ', fields);
        QVERIFY((fields == std::vector<std::string_view>{"1", "2", "3"}));
        splitFields("\"open,1", ',', fields);
        QCOMPARE(fields.size(), std::size_t{2});
    }
};

NESCIO_TEST(tst_csv_pixels, TestCsvPixels)
#include "tst_csv_pixels.moc"
