// Scores that a person made, and columns from elsewhere, in a run file.

#include <QtTest>

#include <QTemporaryDir>

#include "tests/core/made_run.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestKeptScores : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

  private Q_SLOTS:
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
