// Tables: sorted by a header, found by words, copied for spreadsheets and for LaTeX.
#include <QtTest>

#include <QLineEdit>
#include <QStandardItemModel>

#include "core/values/latex_text.h"
#include "tests/test_list.h"
#include "widgets/copied_table.h"
#include "widgets/result_view.h"

using namespace nescio;

class TestCopiedTable : public QObject {
    Q_OBJECT

    static void fill(QStandardItemModel& model) {
        model.setHorizontalHeaderLabels({"set", "bits/dim"});
        for (const auto& [name, value] :
             {std::pair("FashionMNIST test", "2.95"), {"MNIST_test", "−1.8"}, {"noise", "9"}})
            model.appendRow(
                {new QStandardItem(QString::fromUtf8(name)), new QStandardItem(QString::fromUtf8(value))});
    }

  private Q_SLOTS:
    void rowsAreFoundAndOnlyTheyAreCopied() {
        QStandardItemModel model;
        fill(model);
        CopiedTable table;
        table.setModel(&model);
        table.setFilter("mnist");
        QVERIFY(!table.isRowHidden(0) && !table.isRowHidden(1) && table.isRowHidden(2));
        QCOMPARE(table.asText(),
                 QString::fromUtf8("set\tbits/dim\nFashionMNIST test\t2.95\nMNIST_test\t−1.8\n"));
        model.item(2, 0)->setText("MNIST noise");  // what comes later is found, too
        QVERIFY(!table.isRowHidden(2));
        table.setFilter({});
        QCOMPARE(table.asText().count('\n'), qsizetype{4});
    }

    void theLatexIsATabular() {
        QStandardItemModel model;
        fill(model);
        CopiedTable table;
        table.setModel(&model);
        QCOMPARE(table.asLatex(),
                 QString("\\begin{tabular}{ll}\n\\toprule\nset & bits/dim \\\\\n\\midrule\n"
                         "FashionMNIST test & 2.95 \\\\\nMNIST\\_test & $-$1.8 \\\\\nnoise & 9 \\\\\n"
                         "\\bottomrule\n\\end{tabular}\n"));
        QVERIFY(CopiedTable().asLatex().isEmpty());
    }

    void keysOpenAndCloseTheSearch() {
        QStandardItemModel model;
        fill(model);
        CopiedTable table;
        table.setModel(&model);
        table.QWidget::show();
        table.setFocus();
        auto* filter = table.findChild<QLineEdit*>("tableFilter");
        QTest::keyClick(&table, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(filter->isVisible());
        filter->setText("noise");
        QVERIFY(table.isRowHidden(0) && !table.isRowHidden(2));
        QTest::keyClick(&table, Qt::Key_Escape);
        QVERIFY(!filter->isVisible() && !table.isRowHidden(0));
    }

    void aResultsTableSortsByNumbers() {
        ExperimentResult result{.id = "r", .experiment = "r"};
        result.tables = {{.id = "t",
                          .title = "T",
                          .columns = {{"set", "", {}, {"a", "b", "c"}}, {"v", "nats", {10, 9, 100}}}}};
        ResultView view;
        view.show(result);
        auto* table = view.findChild<CopiedTable*>();
        QVERIFY(table);
        QVERIFY(table->asText().startsWith("set\tv nats\na\t10\nb\t9\nc\t100\n"));  // as the result has them
        table->sortByColumn(1, Qt::AscendingOrder);
        QVERIFY(table->asText().startsWith("set\tv nats\nb\t9\na\t10\nc\t100\n"));
    }

    void symbolsAreLatexsOwn() {
        QCOMPARE(
            latexText("−5 % of λ_x · “a” → {b}\\"),
            std::string("$-$5 \\% of $\\lambda$\\_x $\\cdot$ ``a'' $\\rightarrow$ \\{b\\}\\textbackslash{}"));
        QCOMPARE(latexText("é 日 \xE6"),
                 std::string("é 日 \xE6"));  // a cut letter at the end is left as it is
    }
};

NESCIO_TEST(tst_copied_table, TestCopiedTable)
#include "tst_copied_table.moc"
