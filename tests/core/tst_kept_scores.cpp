// Scores that a person made, and columns from elsewhere, in a run file; which table of a set its name means.

#include <QtTest>

#include <QTemporaryDir>

#include "core/values/run.h"
#include "tests/core/made_run.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestKeptScores : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

  private Q_SLOTS:
    void aLookAtAFewHidesNotTheNumbersOfAll() {
        const WeightsId now{"d1", 20}, before{"d0", 10};
        RunSummary run{.weights = now};
        const auto add = [&](const char* key, std::int64_t rows, const WeightsId& weights) {
            run.terms.push_back({.setId = "mnist/t10k", .key = key, .rows = rows, .weights = weights});
        };
        add("all", 10'000, now);
        add("few", 3, now);
        add("more, of older weights", 20'000, before);
        QCOMPARE(usualTerms(run, "mnist/t10k")->key, std::string("all"));
        add("all, with five draws", 10'000, now);
        QCOMPARE(usualTerms(run, "mnist/t10k")->key, std::string("all, with five draws"));
        QVERIFY(!usualTerms(run, "mnist/train"));
    }

    void compositionsAreKeptById() {
        const auto file = madeRun(m_folder.filePath("compositions.h5").toStdString());
        QVERIFY(readCompositions(file).empty());
        Composition first{.id = "mine",
                          .title = "a title",
                          .formula = "-log_p - png_net",
                          .unit = "nats",
                          .inputs = {{"png_net", "png", "net", "bytes"}, {"x", "imported_x", "of “x”", ""}},
                          .knows = Knowledge::OodLabels,
                          .source = "composed here"};
        const Composition second{.id = "another",
                                 .title = "fitted",
                                 .kind = CompositionKind::Logistic,
                                 .formula = "log_p, volume",
                                 .components = 3,
                                 .told = "SVHN test",
                                 .state = {{{"weights", {1, -2.5}}}}};
        updateRunFile(file, {.compositions = {first, second}});
        first.formula = "-log_p";
        updateRunFile(file, {.compositions = {first}});
        const auto read = readCompositions(file);
        QCOMPARE(read.size(), std::size_t{2});
        QVERIFY2(read[0] == second && read[1] == first, "the one that was written anew is the newest");
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{1});
    }

    void whatAColumnWasToldIsKeptWithIt() {
        const auto file = madeRun(m_folder.filePath("told.h5").toStdString());
        auto brought = Measurement{.measure = "imported_x",
                                   .setId = "first/set",
                                   .setTitle = "a made set",
                                   .kind = ColumnKind::Imported,
                                   .key = std::make_shared<const ColumnKey>(madeTable("first/set", 3, 1).key),
                                   .columns = {{"x", "", {1, 2, 3}}},
                                   .knows = Knowledge::SecondModel};
        updateRunFile(file, {.measurements = {brought}});
        QCOMPARE(readMeasurements(file).front().knows, Knowledge::SecondModel);
        QCOMPARE(readMeasurements(file).front().kind, ColumnKind::Imported);
    }
};

NESCIO_TEST(tst_kept_scores, TestKeptScores)
#include "tst_kept_scores.moc"
