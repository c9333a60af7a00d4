// Selections of images and columns in order: against plain loops and sorts.
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/values/plot_data.h"
#include "core/values/value_order.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kUnbounded = std::numeric_limits<double>::infinity();

using Indices = std::vector<std::int64_t>;

std::shared_ptr<const ImageColumn> madeColumn(std::vector<double> values, Indices indices,
                                              const std::string& setId = "set") {
    return std::make_shared<const ImageColumn>(
        ImageColumn{.name = "log_p",
                    .setId = setId,
                    .key = std::make_shared<const ColumnKey>(ColumnKey{.indices = std::move(indices)}),
                    .values = std::move(values)});
}

/// Every second image of a set, twenty bins, a few values that are no number or far away.
struct MadeSeries {
    HistogramSeries series;
    std::vector<double> edges;
};

MadeSeries madeSeries() {
    std::mt19937 generator(7);
    std::normal_distribution<double> normal(3, 1);
    std::vector<double> values(2000);
    for (std::size_t row = 0; row < values.size(); ++row)
        values[row] = row % 41 == 0 ? kNotANumber : row % 97 == 0 ? 1000 : normal(generator);
    Indices indices;
    for (std::int64_t row = 0; row < 2000; ++row) indices.push_back(2 * row);
    HistogramData data;
    data.series.resize(1);
    data.series[0].column = madeColumn(values, indices);
    binShared(data, {values}, 20);
    return {data.series[0], data.edges};
}

}  // namespace

class TestSelection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void indicesMayComeInAnyOrderAndOften_data() {
        QTest::addColumn<Indices>("given");
        QTest::addColumn<Indices>("expected");
        QTest::newRow("none") << Indices{} << Indices{};
        QTest::newRow("one") << Indices{5} << Indices{5};
        QTest::newRow("any order") << Indices{3, 0, 2} << Indices{0, 2, 3};
        QTest::newRow("often") << Indices{1, 1, 0, 1} << Indices{0, 1};
        QTest::newRow("far apart") << Indices{1'000'000'000'000, 3, 3} << Indices{3, 1'000'000'000'000};
        QTest::newRow("negative") << Indices{0, -5, 7, -5} << Indices{-5, 0, 7};
        QTest::newRow("edges of a word of marks")
            << Indices{64, 63, 127, 128, 0} << Indices{0, 63, 64, 127, 128};
    }
    void indicesMayComeInAnyOrderAndOften() {
        QFETCH(Indices, given);
        QFETCH(Indices, expected);
        const ImageSelection selection("set", given);
        QCOMPARE(selection.indicesOf("set"), expected);
        QCOMPARE(selection.count(), static_cast<std::int64_t>(expected.size()));
        QCOMPARE(selection.empty(), expected.empty());
        QCOMPARE(selection.sets().size(), expected.empty() ? std::size_t{0} : std::size_t{1});
        ImageSelection oneByOne;
        for (const auto index : given) oneByOne.add("set", index);
        QVERIFY(oneByOne == selection);
    }

    void aMillionAreThoseOfASortedSet() {
        std::mt19937_64 generator(1);
        for (const std::int64_t most : {1'500'000LL, 1'000'000'000'000LL}) {  // marked, and compared
            std::uniform_int_distribution<std::int64_t> any(0, most);
            Indices indices(1'000'000);
            for (auto& index : indices) index = any(generator);
            Indices expected = indices;
            std::sort(expected.begin(), expected.end());
            expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
            const ImageSelection selection("set", std::move(indices));
            QVERIFY(selection.indicesOf("set") == expected);
            QVERIFY(selection.contains("set", expected.front()));
            QVERIFY(!selection.contains("set", most + 1));
        }
    }

    void eitherOfHasThoseOfExactlyOne() {
        ImageSelection a("x", {1, 2, 3}), b("x", {3, 4});
        a.add("only a", 0);
        b.add("only b", 9);
        const auto either = eitherOf(a, b);
        QCOMPARE(either.indicesOf("x"), (Indices{1, 2, 4}));
        QCOMPARE(either.sets(), (std::vector<std::string>{"only a", "only b", "x"}));
        QVERIFY(either == eitherOf(b, a));
        QVERIFY(either == without(united(a, b), common(a, b)));
        QVERIFY(eitherOf(a, a).empty() && eitherOf(a, a).sets().empty());
        QVERIFY(eitherOf(a, {}) == a);
    }

    void rowsAreOrderedByValueTiesByRow() {
        const ValueOrder order(
            madeColumn({2, 1, 2, kNotANumber, -kUnbounded, kUnbounded, 1}, {0, 1, 2, 3, 4, 5, 6}));
        QCOMPARE(order.rows(), (std::vector<std::uint32_t>{4, 1, 6, 0, 2, 5}));
    }

    void bothEndsOfARangeCount() {
        const ValueOrder order(
            madeColumn({2, 1, 2, kNotANumber, -kUnbounded, kUnbounded, 1}, {10, 11, 12, 13, 14, 15, 16}));
        QCOMPARE(order.imagesBetween(1, 2).indicesOf("set"), (Indices{10, 11, 12, 16}));
        QCOMPARE(order.imagesBetween(1, 1).indicesOf("set"), (Indices{11, 16}));
        QCOMPARE(order.imagesBetween(1.5, 1.9).count(), std::int64_t{0});
        QCOMPARE(order.imagesBetween(2, 1).count(), std::int64_t{0});
        QCOMPARE(order.imagesBetween(-kUnbounded, kUnbounded).count(), std::int64_t{6});  // all but NaN
        QCOMPARE(order.imagesBetween(3, kUnbounded).indicesOf("set"), Indices{15});
        QCOMPARE(order.imagesBetween(-1e300, 1e300).count(), std::int64_t{4});
        QCOMPARE(order.imagesBetween(kNotANumber, kNotANumber).count(), std::int64_t{0});
    }

    void anEmptyColumnHasNoRange() {
        QVERIFY(ValueOrder(madeColumn({}, {})).imagesBetween(-1, 1).empty());
        QVERIFY(ValueOrder(madeColumn({kNotANumber}, {0})).imagesBetween(-kUnbounded, kUnbounded).empty());
    }

    void densityAndCountAreThoseOfAPlainLoop() {
        const auto [series, edges] = madeSeries();
        Indices chosen;
        for (std::int64_t index = 0; index < 5000; index += 3)
            chosen.push_back(index);  // half are odd: no row
        const ImageSelection images("set", chosen);
        const auto density = densityOf(series, edges, images);
        const double width = (edges.back() - edges.front()) / 20;
        const auto finite = static_cast<double>(series.n - series.notFinite);
        std::vector<std::int64_t> counts(20, 0);
        std::int64_t known = 0;
        const auto& column = *series.column;
        for (std::size_t row = 0; row < column.values.size(); ++row) {
            if (column.key->indices[row] % 3 != 0) continue;
            ++known;
            const double value = column.values[row];
            for (std::size_t bin = 0; bin < 20; ++bin)
                if (value >= edges[bin] && (value < edges[bin + 1] || (bin == 19 && value == edges[20])))
                    ++counts[bin];
        }
        for (std::size_t bin = 0; bin < 20; ++bin) {
            QVERIFY(std::abs(density[bin] - static_cast<double>(counts[bin]) / (finite * width)) < 1e-12);
            QVERIFY(density[bin] <= series.density[bin] + 1e-12);
        }
        QCOMPARE(countIn(series, images), known);
        QVERIFY(known > 0 && known < images.count());
    }

    void allImagesHaveTheDensityOfTheSeriesAndOtherSetsNone() {
        const auto [series, edges] = madeSeries();
        const auto all = densityOf(series, edges, {"set", series.column->key->indices});
        for (std::size_t bin = 0; bin < all.size(); ++bin)
            QVERIFY(std::abs(all[bin] - series.density[bin]) < 1e-12);
        const ImageSelection others("another set", {0, 2, 4});
        QCOMPARE(densityOf(series, edges, others), std::vector<double>(20, 0.0));
        QCOMPARE(countIn(series, others), std::int64_t{0});
        HistogramSeries bare = series;
        bare.column = nullptr;
        QCOMPARE(densityOf(bare, edges, {"set", {0, 2}}), std::vector<double>(20, 0.0));
        QCOMPARE(countIn(bare, {"set", {0, 2}}), std::int64_t{0});
    }
};

NESCIO_TEST(tst_selection, TestSelection)
#include "tst_selection.moc"
