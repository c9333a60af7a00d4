// Curves of several runs, and the table beside them: what is drawn, what is left out and said, and how mixed
// cells sort.
#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "tests/test_list.h"
#include "tests/widgets/shown_plot.h"
#include "widgets/cell_table_model.h"
#include "widgets/plots/run_curves_plot.h"

using namespace nescio;
using tests::prepare;

namespace {

RunCurve curveOf(const std::string& label, std::vector<double> losses) {
    RunCurve run{.label = label, .rows = {}, .totalSteps = 100};
    for (std::size_t i = 0; i < losses.size(); ++i)
        run.rows.push_back({.step = static_cast<std::int64_t>(10 * (i + 1)),
                            .epoch = 0.5 * static_cast<double>(i + 1),
                            .total = losses[i],
                            .validation = i == 0 ? losses[i] + 1 : std::nan(""),
                            .elapsedSeconds = 3.0 * static_cast<double>(i + 1)});
    return run;
}

CellTable mixed() {
    CellTable table{.columns = {{"run"}, {"value"}}, .rows = {}};
    const auto add = [&](const char* run, TableCell value) {
        table.rows.push_back({{run}, std::move(value)});
    };
    add("a", {"–", {}, "not scored"});
    add("b", {"10", 10});
    add("c", {"9", 9});
    return table;
}

QString order(const CellTableOrder& rows) {
    QString names;
    for (int r = 0; r < rows.rowCount(); ++r) names += rows.index(r, 0).data().toString();
    return names;
}

}  // namespace

class TestRunCurves : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyRunIsSaidWithItsEnd() {
        RunCurvesPlot plot;
        plot.show({.along = CurveAxis::Epochs, .runs = {curveOf("one", {5, 4}), curveOf("two", {6, 3})}});
        prepare(plot);
        QVERIFY(plot.hasData());
        const auto words = plot.summary();
        QVERIFY2(
            words.contains("one: 4.000 bits/dim in training, 6.000 in validation at step 10, step 20 of 100"),
            qPrintable(words));
        QVERIFY(words.contains("two: 3.000 bits/dim in training, 7.000"));
        const auto lines = plot.csv().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[4].trimmed(), QString("two,20,1,6,3,nan"));
    }

    void aRunWithoutHistoryIsNoCurve() {
        RunCurvesPlot plot;
        plot.show({.along = CurveAxis::Steps, .runs = {curveOf("none", {})}});
        QVERIFY(!plot.hasData());
        QVERIFY(plot.csv().isEmpty());
        QVERIFY(plot.summary().contains("history"));
    }

    void anotherAxisShowsAllAgain() {
        RunCurvesPlot plot;
        RunCurvesData data{.along = CurveAxis::Steps, .runs = {curveOf("one", {5, 4})}};
        plot.show(data);
        prepare(plot);
        plot.zoomAround(0, {10, 4.5}, 2, Qt::Horizontal);
        data.along = CurveAxis::Seconds;
        plot.show(data);
        QVERIFY(plot.view() == FigureView());
    }

    void whatHasNoNumberStandsAtTheEnd() {
        CellTableModel model(CellTableModel::Checks::None);
        model.show(mixed(), {});
        CellTableOrder rows;
        rows.setSourceModel(&model);
        rows.sort(1, Qt::AscendingOrder);
        QCOMPARE(order(rows), QString("cba"));
        rows.sort(1, Qt::DescendingOrder);
        QCOMPARE(order(rows), QString("bca"));
        QCOMPARE(rows.index(2, 1).data(Qt::ToolTipRole).toString(), QString("not scored"));
        QVERIFY(!(rows.flags(rows.index(0, 0)) & Qt::ItemIsUserCheckable));
    }

    void aCheckIsAskedForAndNotTaken() {
        CellTableModel model(CellTableModel::Checks::Rows);
        model.show(mixed(), {{Qt::red, true}, {Qt::blue, true}, {Qt::green, false}});
        QSignalSpy asked(&model, &CellTableModel::checkRequested),
            reset(&model, &QAbstractItemModel::modelReset);
        QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(asked.value(0), (QVariantList{1, false}));
        QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        model.show(mixed(), {{Qt::red, true}, {Qt::blue, false}, {Qt::green, false}});
        QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        QCOMPARE(reset.count(), 0);  // the same rows: whoever has picked one keeps it
    }
};

NESCIO_TEST(tst_run_curves, TestRunCurves)
#include "tst_run_curves.moc"
