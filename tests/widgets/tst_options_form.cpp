// Forms drawn from declared options: every type has an editor, what is typed is read by the engine's parser,
// and only what differs from the preset is handed over.

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include "core/values/failure.h"
#include "tests/test_list.h"
#include "widgets/option_editor.h"
#include "widgets/options_form.h"

using namespace nescio;

namespace {

std::vector<OptionField> fields() {
    return {
        {.id = "flag", .title = "Flag", .standard = true, .help = "A switch."},
        {.id = "count",
         .title = "Count",
         .standard = std::int64_t{8},
         .minimum = 1,
         .maximum = 64,
         .unit = "steps",
         .help = "A count."},
        {.id = "rate", .title = "Rate", .standard = 1e-5, .minimum = 1e-8, .maximum = 1, .help = "A rate."},
        {.id = "net",
         .title = "Net",
         .standard = std::string("conv"),
         .help = "A choice.",
         .choices = {"conv", "highway"}},
        {.id = "note", .title = "Note", .standard = std::string("none"), .help = "Free text."}};
}

}  // namespace

class TestOptionsForm : public QObject {
    Q_OBJECT

    OptionsForm m_form;

    template <class Editor>
    Editor* editor(const char* id) {
        return qobject_cast<Editor*>(m_form.editor(id));
    }

  private Q_SLOTS:
    void init() { m_form.setFields(fields(), {}); }

    void everyTypeHasAnEditor() {
        QVERIFY(editor<QCheckBox>("flag"));
        QVERIFY(editor<QLineEdit>("count"));
        QVERIFY(editor<QLineEdit>("rate"));
        QVERIFY(editor<QComboBox>("net"));
        QVERIFY(editor<QLineEdit>("note"));
        QVERIFY(!m_form.editor("nothing"));
    }

    void anUntouchedFormHasTheDefaultsAndNoDifferences() {
        QCOMPARE(m_form.values(), completed(fields(), {}));
        QVERIFY(m_form.differences().empty());
        QVERIFY(m_form.problem().isEmpty());
    }

    void onlyWhatDiffersFromThePresetIsHandedOver() {
        m_form.setFields(fields(), {{"count", std::int64_t{16}}});
        QCOMPARE(intOption(m_form.values(), "count"), 16);
        QVERIFY(m_form.differences().empty());
        editor<QLineEdit>("count")->setText("8");
        editor<QComboBox>("net")->setCurrentText("highway");
        const OptionValues expected{{"count", std::int64_t{8}}, {"net", std::string("highway")}};
        QCOMPARE(m_form.differences(), expected);
    }

    void numbersAreReadAsOnTheCommandLine() {
        editor<QLineEdit>("rate")->setText("0.001");
        QCOMPARE(realOption(m_form.values(), "rate"), 0.001);
        editor<QLineEdit>("rate")->setText(" 2e-4 ");
        QCOMPARE(realOption(m_form.values(), "rate"), 2e-4);
    }

    void aDecimalCommaIsReadInEveryCountry() {
        for (const auto& locale : {QLocale::c(), QLocale(QLocale::German), QLocale(QLocale::English)}) {
            QLocale::setDefault(locale);
            for (const char* typed : {"0.25", "0,25"}) {
                editor<QLineEdit>("rate")->setText(typed);
                QCOMPARE(realOption(m_form.values(), "rate"), 0.25);
            }
        }
        QLocale::setDefault(QLocale(QLocale::German));
        editor<QLineEdit>("rate")->setText("1,000");
        const auto one = realOption(m_form.values(), "rate");
        QLocale::setDefault(QLocale::c());
        QCOMPARE(one, 1.0);
    }

    void aWrongValueIsNamedWithItsRange_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::newRow("letters in a count") << "count"
                                            << "many";
        QTest::newRow("a count beyond its range") << "count"
                                                  << "65";
        QTest::newRow("a fraction in a count") << "count"
                                               << "1.5";
        QTest::newRow("a comma that may be of thousands") << "rate"
                                                          << "1,000";
        QTest::newRow("nothing at all") << "rate"
                                        << "";
    }
    void aWrongValueIsNamedWithItsRange() {
        QFETCH(QString, id);
        QFETCH(QString, text);
        editor<QLineEdit>(id.toLatin1().constData())->setText(text);
        QVERIFY2(m_form.problem().contains(id), qPrintable(m_form.problem()));
        QVERIFY2(m_form.problem().contains("expected"), qPrintable(m_form.problem()));
        QVERIFY_EXCEPTION_THROWN((void)m_form.values(), OptionError);
    }

    void editingSaysSo() {
        QSignalSpy edited(&m_form, &OptionsForm::edited);
        editor<QCheckBox>("flag")->click();
        QCOMPARE(edited.count(), 1);
        QCOMPARE(boolOption(m_form.values(), "flag"), false);
    }

    void theCaptionTellsDefaultRangeAndUnit() {
        QCOMPARE(rangeWords(fields()[1], std::int64_t{8}), QStringLiteral("default 8 · 1 to 64 · steps"));
        QCOMPARE(rangeWords(fields()[3], std::string("conv")), QStringLiteral("default conv"));
        const OptionField many{.id = "many", .minimum = 1, .maximum = 10'000'000};
        QCOMPARE(rangeWords(many, std::int64_t{20'000}),
                 QStringLiteral("default 20\u202F000 · 1 to 10\u202F000\u202F000"));
    }

    void choicesAreReadInWordsAndKeptAsIds() {
        OptionField field{.id = "quantity",
                          .title = "Quantity",
                          .standard = std::string("log_likelihood"),
                          .choices = {"log_likelihood", "late_halving"},
                          .choiceTitles = {"log-likelihood (nats)"}};
        OptionsForm form;
        form.setFields({field}, {});
        auto* box = qobject_cast<QComboBox*>(form.editor("quantity"));
        QVERIFY(box);
        QCOMPARE(box->itemText(0), QStringLiteral("log-likelihood (nats)"));
        QCOMPARE(box->itemText(1), QStringLiteral("late halving"));
        QVERIFY(form.differences().empty());
        box->setCurrentIndex(1);
        QCOMPARE(form.values().at("quantity"), OptionValue(std::string("late_halving")));
        form.setValues({{"quantity", std::string("log_likelihood")}});
        QCOMPARE(box->currentIndex(), 0);
        QCOMPARE(rangeWords(field, std::string("log_likelihood")),
                 QStringLiteral("default log-likelihood (nats)"));
    }
};

NESCIO_TEST(tst_options_form, TestOptionsForm)
#include "tst_options_form.moc"
