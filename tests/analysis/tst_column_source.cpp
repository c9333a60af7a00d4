// Columns are computed once and kept with the run; what is made of other sets is not kept, and a file that
// takes nothing, or a second model that does not fit, stops no number.

#include <QTemporaryDir>
#include <QTest>

#include "core/analysis/attack.h"
#include "core/analysis/column_source.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "datasets/shift.h"
#include "tests/analysis/small_experiments.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"

using namespace nescio;

class TestColumnSource : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model;

    [[nodiscard]] std::string file(const char* name = "run.h5") const {
        return m_folder.filePath(name).toStdString();
    }
    [[nodiscard]] ColumnSource source() const {
        return ColumnSource({.run = file(), .model = m_model.get()});
    }

  private Q_SLOTS:
    void initTestCase() {
        LiveTraining live;
        startTraining(tests::smallFlow(), tests::garments(40), file(), {}, live);
        m_model = loadFrozenModel(file());
    }

    void nothingIsComputedTwice() {
        const auto set = tests::strokes(12);
        auto first = source();
        const auto made = *first.columnsOf(set, {"latents"});
        QCOMPARE(first.computed(), 2);
        QCOMPARE(first.read(), 0);
        auto second = source();
        const auto read = *second.columnsOf(set, {"latents"});
        QCOMPARE(second.computed(), 0);
        QCOMPARE(second.read(), 2);
        QVERIFY(read.terms->nats == made.terms->nats);
        QVERIFY(read.values("latents") == made.values("latents"));
        auto third = source();
        QVERIFY(third.columnsOf(set, {"latents", "gradient_x"}));
        QCOMPARE(third.computed(), 1);
    }

    void whatIsMadeOfOtherSetsIsNotKept() {
        const auto set = tests::garments(8);
        const auto before = readRunSummary(file()).terms.size();
        auto columns = source();
        const auto attack = *attacked(*m_model, set, {.budget = 4, .steps = 2});
        const auto moved = shifted(set, shiftKind("graying"), 0.5, {});
        for (const auto& made : {attack, changedAsMuch(set, attack), moved})
            QVERIFY2(columns.columnsOf(made, {"latents"}), made.title.c_str());
        QCOMPARE(columns.computed(), 6);
        QCOMPARE(readRunSummary(file()).terms.size(), before);
    }

    void numbersOfOtherWeightsAreNotKept() {
        auto summary = readRunSummary(file());
        const auto own = summary.weights;
        summary.weights = {"moved on", own.step + 1};
        updateRunFile(file(), {.summary = summary});
        const auto before = summary.terms.size();
        auto columns = source();
        QVERIFY(columns.columnsOf(tests::strokes(7), {}));
        QCOMPARE(readRunSummary(file()).terms.size(), before);
        summary.weights = own;
        updateRunFile(file(), {.summary = summary});
    }

    void aFullDiskStopsNoNumber() {
        auto columns = source();
        const auto before = readRunSummary(file()).terms.size();
        std::optional<SetColumns> found;
        {
            const tests::FullDisk full(0);
            found = columns.columnsOf(tests::strokes(5), {"latents"});
        }
        QVERIFY(found && found->rows() == 5 && found->has("latents"));
        QVERIFY2(columns.refusal().find("not kept") != std::string::npos, columns.refusal().c_str());
        QCOMPARE(readRunSummary(file()).terms.size(), before);
    }

    void aSecondModelOfAnotherShapeIsLeftOutWithItsReason() {
        auto small = tests::garments(40);
        LiveTraining live;
        auto set = tests::strokes(6);
        set.shape = {1, 4, 196};  // as many bytes in another shape
        set.fingerprint.clear();
        small.shape = set.shape;
        startTraining(tests::smallFlow(), small, file("other.h5"), {}, live);
        ColumnSource columns(
            {.run = {}, .model = m_model.get(), .seconds = {{"background", live.snapshot()}}});
        const auto found = *columns.columnsOf(tests::strokes(6), {"background", "latents"});
        QVERIFY(!found.has("background") && found.has("latents"));
        QVERIFY2(found.missing.at("background").find("1×4×196") != std::string::npos,
                 found.missing.at("background").c_str());
    }

    void aStopGivesNothing() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!source().columnsOf(tests::strokes(30), {"latents"}, stop.get_token()));
    }
};

NESCIO_TEST(tst_column_source, TestColumnSource)
#include "tst_column_source.moc"
