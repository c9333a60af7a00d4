// Files of one number an image: text tables, .npz and .npy, whole and spoiled.

#include <QtTest>

#include <cmath>

#include <QTemporaryDir>

#include "datasets/columns/read_columns.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Numbers = std::vector<double>;

/// As they lie in a file of "<f8".
files::Bytes doubles(const Numbers& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

}  // namespace

class TestColumnFiles : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    [[nodiscard]] std::filesystem::path text(const std::string& content, const char* name = "t.csv") const {
        files::write(path(name), content);
        return path(name);
    }

  private Q_SLOTS:
    void aTableIsReadByItsHeading() {
        const auto table =
            readColumns(text("index,NLL [nats],File name,Grad. Norm\r\n4, 1.5,a.png,1e3\r\n2,-2,b.png,\r\n"));
        QCOMPARE(table.rows, std::int64_t{2});
        QCOMPARE(table.index, (std::vector<std::int64_t>{4, 2}));
        QCOMPARE(table.columns.size(), std::size_t{2});
        QVERIFY((table.columns[0] == MeasuredColumn{"nll", "nats", {1.5, -2}}));
        QCOMPARE(table.columns[1].name, std::string("grad_norm"));
        QVERIFY2(table.columns[1].values[0] == 1000 && std::isnan(table.columns[1].values[1]),
                 "an empty field is NaN");
        QCOMPARE(table.remarks.size(), std::size_t{1});
        QVERIFY(table.remarks[0].find("File name") != std::string::npos);
        QCOMPARE(table.source, std::string("t.csv"));
    }

    void aUnitBehindABlankIsNoColumn() {
        const auto table = readColumns(text("loss [nats]\n1\n2\n"));
        QCOMPARE(table.columns.size(), std::size_t{1});
        QCOMPARE(table.columns[0].name, std::string("loss"));
        QCOMPARE(table.columns[0].unit, std::string("nats"));
        QCOMPARE(readColumns(text("index loss [nats] b\n0 1 2\n")).columns.size(), std::size_t{2});
    }

    void separatorsQuotesAndPandasAreRead() {
        const auto withMark = std::string("\xEF\xBB\xBF") + "a,b\n1,2";
        for (const char* content : {"a;b\n1;2\n", "a\tb\n1\t2\n", "\"a\",\"b\"\n\"1\",\"2\"\n", "a b\n1 2\n",
                                    ",a,b\n0,1,2\n", withMark.c_str()}) {
            const auto table = readColumns(text(content));
            QCOMPARE(table.columns.size(), std::size_t{2});
            QCOMPARE(table.columns[1].values, Numbers{2});
        }
        const auto odd = readColumns(text("a\nnan\ninf\n-inf\n"));
        QVERIFY(std::isnan(odd.columns[0].values[0]) && odd.columns[0].values[2] == -INFINITY);
    }

    void rowsOfOtherSetsAreLeftOut() {
        const std::string content = "set,index,x\nmnist,0,1\nsvhn,0,2\nmnist,1,3\n";
        const auto table = readColumns(text(content), "mnist");
        QCOMPARE(table.columns[0].values, (Numbers{1, 3}));
        QCOMPARE(table.index, (std::vector<std::int64_t>{0, 1}));
        QVERIFY(table.remarks[0].find("1 rows of other sets") != std::string::npos);
        EXPECT_DATA_ERROR(readColumns(text(content), "cifar"), "found none", "3 rows of other sets");
    }

    void spoiledTablesNameTheLine() {
        EXPECT_DATA_ERROR(readColumns(text("x,y\n1,2\n1\n")), "t.csv", "2 fields", "found 1", "line 3");
        EXPECT_DATA_ERROR(readColumns(text("x,y\n1,2\n\n1,oops\n")), "line 4", "“y”", "“oops”");
        EXPECT_DATA_ERROR(readColumns(text("1,2\n3,4\n")), "names of columns", "numbers");
        EXPECT_DATA_ERROR(readColumns(text("")), "empty");
        EXPECT_DATA_ERROR(readColumns(text("x,y\n")), "found none");
        EXPECT_DATA_ERROR(readColumns(text("name\na\n")), "found none", "“name”");
        EXPECT_DATA_ERROR(readColumns(text("x,X\n1,2\n")), "two “x”");
        EXPECT_DATA_ERROR(readColumns(text("index,index,x\n1,2,3\n")), "found two");
        for (const char* index : {"1.5", "-1", "", "nan", "1e300"})
            EXPECT_DATA_ERROR(readColumns(text("index,x\n0,1\n" + std::string(index) + ",2\n")), "line 3",
                              "whole numbers from 0");
        EXPECT_DATA_ERROR(readColumns(text(std::string("x\n1\0\n", 5))), "other bytes");
        std::string endless;
        endless.assign(std::size_t{20} << 20U, '1');
        endless[0] = '\n';
        EXPECT_DATA_ERROR(readColumns(text("x" + endless)), "16 MiB");
        std::string wide = "a0";
        for (int i = 1; i < 1500; ++i) wide += ",a" + std::to_string(i);
        EXPECT_DATA_ERROR(readColumns(text(wide + "\n1\n")), "at most 1000 columns", "1500");
        EXPECT_DATA_ERROR(readColumns(path("none.csv")), "none.csv");
        EXPECT_DATA_ERROR(readColumns(m_folder.path().toStdString()), "a folder");
    }

    void anArrayIsAColumn() {
        files::write(path("my loss.npy"), files::npy("<f8", false, "2,", doubles({1.5, -2})));
        const auto table = readColumns(path("my loss.npy"));
        QVERIFY((table.columns[0] == MeasuredColumn{"my_loss", "", {1.5, -2}}));
        QCOMPARE(table.rows, std::int64_t{2});
        files::write(path("m.npy"), files::npy("<f8", false, "2, 2", doubles({1, 2, 3, 4})));
        EXPECT_DATA_ERROR(readColumns(path("m.npy")), "no list of numbers", "[2,2]");
        files::write(path("cut.npy"), files::npy("<f8", false, "3,", doubles({1, 2})));
        EXPECT_DATA_ERROR(readColumns(path("cut.npy")), "24 bytes", "16");
        files::write(path("huge.npy"), files::npy("<f8", false, "999999999999,", doubles({1})));
        EXPECT_DATA_ERROR(readColumns(path("huge.npy")), "at most 100000000");
    }

    void anArchiveOfArraysIsATable() {
#ifndef NESCIO_HAS_LIBARCHIVE
        QSKIP("this build is without libarchive");
#endif
        const auto column = [](const Numbers& values, const std::string& shape) {
            return files::npy("<f8", false, shape, doubles(values));
        };
        files::write(path("s.npz"), files::zip({{"index.npy", column({3, 1}, "2,")},
                                                {"Loss [nats].npy", column({5, 6}, "2, 1")},
                                                {"images.npy", column({1, 2, 3, 4}, "2, 2")},
                                                {"readme.txt", "words"}}));
        const auto table = readColumns(path("s.npz"));
        QCOMPARE(table.index, (std::vector<std::int64_t>{3, 1}));
        QCOMPARE(table.columns.size(), std::size_t{1});
        QVERIFY((table.columns[0] == MeasuredColumn{"loss", "nats", {5, 6}}));
        QCOMPARE(table.remarks.size(), std::size_t{2});
        files::write(path("u.npz"),
                     files::zip({{"a.npy", column({1, 2}, "2,")}, {"b.npy", column({1}, "1,")}}));
        EXPECT_DATA_ERROR(readColumns(path("u.npz")), "u.npz::b", "2 numbers", "found 1");
        files::write(path("i.npz"),
                     files::zip({{"index.npy", column({0.5, 2}, "2,")}, {"b.npy", column({1, 2}, "2,")}}));
        EXPECT_DATA_ERROR(readColumns(path("i.npz")), "i.npz::index", "whole numbers");
        files::write(path("o.npz"), files::zip({{"a.npy", files::npy("|O", false, "2,", "xx")}}));
        EXPECT_DATA_ERROR(readColumns(path("o.npz")), "o.npz::a", "Python objects");
    }
};

NESCIO_TEST(tst_column_files, TestColumnFiles)
#include "tst_column_files.moc"
