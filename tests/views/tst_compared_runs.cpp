// Runs side by side: whose numbers stand in which row, what differs, and what is said of what is not there.
#include <QTest>

#include <cmath>

#include "core/views/compared_histogram.h"
#include "core/views/image_under_runs.h"
#include "core/views/run_table.h"
#include "tests/test_list.h"
#include "tests/views/made_tables.h"

using namespace nescio;
using tests::madeTable;

namespace {

std::string titlesOf(const CellTable& table) {
    std::string titles;
    for (const auto& column : table.columns) titles += column.title + "|";
    return titles;
}

const TableCell& cell(const CellTable& table, std::size_t row, const std::string& title) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].title == title) return table.rows[row][c];
    throw std::runtime_error("no column " + title);
}

const SettingFields kFields{.models = {{"glow", {{.id = "levels", .title = "Levels"}}}},
                            .training = {{.id = "batch", .title = "Batch", .unit = "images"}}};

ComparedRun runOf(const std::string& name) {
    ComparedRun run{.path = "/runs/" + name + ".h5", .title = name, .summary = {}, .sets = {}};
    run.summary.spec.model = "glow";
    run.summary.spec.modelOptions = {{"levels", std::int64_t{2}}};
    run.summary.spec.trainOptions = {{"batch", std::int64_t{16}}};
    run.summary.step = 90;
    run.summary.totalSteps = 100;
    run.summary.parameters = 1234;
    run.summary.history = {{.step = 50, .total = 4, .validation = 4.25, .imagesPerSecond = 100},
                           {.step = 90, .total = 3.5, .validation = NAN, .imagesPerSecond = 300}};
    return run;
}

void addSet(ComparedRun& run, const std::string& id, SetRole role, const std::vector<double>& totals) {
    run.sets.push_back({id, role, madeTable(id, totals)});
}

/// Two runs: the first finds "odd" as likely as its own images but for one, the second knows no "odd".
ComparedSet twoRuns() {
    auto first = runOf("first"), second = runOf("second");
    addSet(first, "own", SetRole::Test, {-4, -3, -2});
    addSet(first, "odd", SetRole::OutOfDistribution, {-5, -2.5});
    second.summary.spec.modelOptions["levels"] = std::int64_t{3};
    second.summary.spec.seed = 7;
    addSet(second, "own", SetRole::Test, {-8, -6, -7});
    return {.id = "odd", .title = "odd", .runs = {first, second}, .verdicts = {}};
}

}  // namespace

class TestComparedRuns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theHistogramHasARunASeriesAndSaysWhoHasNoNumbers() {
        const auto data = comparedHistogram(twoRuns());
        QCOMPARE(data.series.size(), std::size_t{1});
        QCOMPARE(data.series[0].label, std::string("first"));
        QCOMPARE(data.series[0].n, std::int64_t{2});
        // log P = -5 and -2.5 nats over 4 dimensions.
        QVERIFY(std::abs(data.series[0].mean - 3.75 / (4 * std::log(2.0))) < 1e-12);
        QVERIFY2(data.verdict.ends_with("not scored under second"), data.verdict.c_str());
    }

    /// Of the pairs (−4|−3|−2) × (−5|−2.5): −log p is higher for the odd one in 3 + 1 of 6.
    void theAreaIsThatAgainstTheRunsOwnSet() {
        auto set = twoRuns();
        const auto pairs = pairsUnder(set.runs, "odd");
        QCOMPARE(pairs.size(), std::size_t{1});
        QCOMPARE(cell(runTable(set, {}, ShownSettings::Differing, kFields), 0, "AUROC(−log p)\n95 % interval")
                     .text,
                 std::string("…"));
        set.verdicts = {judged(pairs[0])};
        const auto table = runTable(set, {}, ShownSettings::Differing, kFields);
        const auto& area = cell(table, 0, "AUROC(−log p)\n95 % interval");
        QVERIFY(area.number && std::abs(*area.number - 2.0 / 3) < 1e-12);
        QCOMPARE(cell(table, 0, "against").text, std::string("own, n = 3"));
        QCOMPARE(cell(table, 1, "odd\nbits/dim").text, std::string("not scored"));
        QVERIFY(!cell(table, 1, "AUROC(−log p)\n95 % interval").number);
        QVERIFY(comparedHistogram(set).verdict.starts_with("first: AUROC(−log p) 0."));
    }

    void endsAreThoseOfTheHistory() {
        const auto table = runTable(twoRuns(), {}, ShownSettings::Differing, kFields);
        QCOMPARE(cell(table, 0, "training\nbits/dim").text, std::string("3.500"));
        QCOMPARE(cell(table, 0, "validation\nbits/dim").text, std::string("4.250"));
        QCOMPARE(cell(table, 0, "validation\nbits/dim").tip, std::string("at step 50"));
        QCOMPARE(cell(table, 0, "images/s").number, std::optional(200.0));
        QCOMPARE(cell(table, 0, "step").text, std::string("90 of 100"));
        QCOMPARE(cell(table, 0, "parameters").number, std::optional(1234.0));
    }

    void onlySettingsThatDifferAmongTheComparedStandThere() {
        const auto set = twoRuns();
        const auto titles = [&](const std::vector<std::string>& compared, ShownSettings settings) {
            return titlesOf(runTable(set, compared, settings, kFields));
        };
        const auto both = titles({"/runs/first.h5", "/runs/second.h5"}, ShownSettings::Differing);
        QVERIFY2(both.ends_with("images/s|seed|Levels|"), both.c_str());
        const auto one = titles({"/runs/first.h5"}, ShownSettings::Differing);
        QVERIFY2(one.ends_with("images/s|"), one.c_str());
        QVERIFY(titles({"/runs/first.h5"}, ShownSettings::All).find("|Batch (images)|") != std::string::npos);
    }

    void anImageHasARowARun() {
        auto set = twoRuns();
        addSet(set.runs[1], "odd", SetRole::OutOfDistribution, {-6.5});
        const auto table = imageUnderRuns({"odd", 1}, set.runs);
        QCOMPARE(cell(table, 0, "log-likelihood\nnats").number, std::optional(-2.5));
        QCOMPARE(cell(table, 0, "log-likelihood\nnats").text, std::string("−2.5"));
        QCOMPARE(cell(table, 0, "density\nnats").number, std::optional(-3.5));
        QCOMPARE(cell(table, 0, "volume\nnats").number, std::optional(1.0));
        // Two of the three own images are less likely.
        QVERIFY(std::abs(*cell(table, 0, "rank").number - 200.0 / 3) < 1e-9);
        QCOMPARE(cell(table, 0, "among").text, std::string("own, n = 3"));
        QCOMPARE(cell(table, 1, "bits/dim").text, std::string("not scored"));
        QVERIFY2(cell(table, 1, "bits/dim").tip.find("not among the images of odd") != std::string::npos,
                 cell(table, 1, "bits/dim").tip.c_str());
        const auto first = imageUnderRuns({"odd", 0}, set.runs);
        QVERIFY(std::abs(*cell(first, 1, "rank").number - 200.0 / 3) < 1e-9);
        QCOMPARE(cell(imageUnderRuns({"nothing", 0}, set.runs), 0, "bits/dim").text,
                 std::string("not scored"));
    }

    void numbersOfOtherWeightsAreNotRanked() {
        auto set = twoRuns();
        auto other = *set.runs[0].sets[1].table;
        other.key.weights = {"other", 7};
        set.runs[0].sets[1].table = std::make_shared<const TermTable>(other);
        auto own = *set.runs[0].sets[0].table;
        own.key.weights = {"own", 9};
        set.runs[0].sets[0].table = std::make_shared<const TermTable>(own);
        const auto table = imageUnderRuns({"odd", 1}, set.runs);
        QVERIFY(!cell(table, 0, "rank").number);
        QVERIFY(!cell(table, 0, "rank").tip.empty());
        QCOMPARE(cell(table, 0, "scored at").text, std::string("step 7"));
        QVERIFY(pairsUnder(set.runs, "odd").empty());
    }
};

NESCIO_TEST(tst_compared_runs, TestComparedRuns)
#include "tst_compared_runs.moc"
